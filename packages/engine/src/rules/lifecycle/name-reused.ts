import { defineLifecycleRule } from "../../lifecycle/rule.js";
import { untilClause, withForget } from "../../words/memory.js";

export const nameReused = defineLifecycleRule({
  id: "lifecycle/name-reused",
  summary: "A name is used again, with another number.",
  help: "JSON and text formats are read by name: what was written as the old field is read as the new one. Choose a name that was never used, and reserve the old one. Where both mean the same, give the field the number back that it had.",
  severity: "error",
  on: "name-reused",
  messages: {
    retired: (data: { definition: string; name: string; number: number; before: number; until: string }) =>
      `\`${data.definition}.${data.name}\` has the number ${data.number}, but the name stood for ${data.before}${data.until}.`,
    active: (data) =>
      `\`${data.definition}.${data.name}\` has the number ${data.number}, but the lock knows the name as that of ${data.before}.`,
    reserved: (data) => `\`${data.definition}.${data.name}\` has a name that was reserved.`,
  },
  check: ({ definition, number, part, was, at, lockedAt }) => ({
    message: was.kind,
    at,
    related: [{ message: `\`${part.name}\` in the lock`, at: lockedAt }],
    data: {
      definition,
      name: part.name,
      number,
      before: was.kind === "reserved" ? number : was.number,
      until: untilClause(was),
    },
    help: withForget("Choose a name that was never used, and reserve this one.", was),
  }),
  examples: [
    {
      title: "The name of a field that is gone comes back with another number",
      files: {
        "contracts.lock":
          'anime.v1.Anime field 2 studio string since=1.0.0 until=1.3.0\nanime.v1.Anime reserved 2\nanime.v1.Anime reserved "studio"\n',
        "shared.proto":
          'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  reserved 2;\n  string studio = 7;\n}\n',
      },
      reports: ["Anime.studio"],
    },
    {
      title: "A field got another number, and a member a name that was reserved",
      files: {
        "contracts.lock":
          'anime.v1.Anime field 2 studio string since=1.0.0\nanime.v1.Season reserved "SEASON_AUTUMN"\n',
        "shared.proto":
          'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  string studio = 7;\n}\nenum Season {\n  SEASON_UNSPECIFIED = 0;\n  SEASON_AUTUMN = 4;\n}\n',
      },
      reports: ["Anime.studio", "Season.SEASON_AUTUMN"],
    },
    {
      title: "A field that was taken out comes back as it was",
      files: {
        "contracts.lock": "anime.v1.Anime field 2 studio string since=1.0.0 until=1.3.0\n",
        "shared.proto": 'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  string studio = 2;\n}\n',
      },
      reports: [],
    },
  ],
});
