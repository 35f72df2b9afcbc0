import { defineLifecycleRule } from "../../lifecycle/rule.js";
import { describePart, untilClause, withForget } from "../../words/memory.js";

export const numberReused = defineLifecycleRule({
  id: "lifecycle/number-reused",
  summary: "A number is used again for something else.",
  help: "Messages that were written while the number meant something else are still stored and still sent by programs of older versions: they are read as the new field, without an error. Give the new one a number that was never used, and reserve the old one. The lock remembers numbers even where the `reserved` line was taken out.",
  severity: "error",
  on: "number-reused",
  messages: {
    retired: (data: { definition: string; number: number; now: string; was: string; until: string }) =>
      `${data.now} of \`${data.definition}\` takes the number ${data.number}, which was ${data.was}${data.until}.`,
    active: (data) =>
      `${data.now} of \`${data.definition}\` takes the number ${data.number}, which the lock knows as ${data.was}.`,
    reserved: (data) => `${data.now} of \`${data.definition}\` takes the number ${data.number}, which was reserved.`,
  },
  check: ({ definition, number, part, was, at, lockedAt }) => ({
    message: was.kind,
    at,
    related: [{ message: `The number ${number} in the lock`, at: lockedAt }],
    data: {
      definition,
      number,
      now: describePart(part),
      was: was.kind === "reserved" ? "" : describePart(was),
      until: untilClause(was),
    },
    help: withForget(`Take a number that was never used, and reserve ${number}.`, was),
  }),
  examples: [
    {
      title: "The number of a field that is gone is taken by another one",
      files: {
        "contracts.lock": "anime.v1.Anime field 2 subtitle string since=1.0.0 until=1.3.0\n",
        "shared.proto": 'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  int32 year = 2;\n}\n',
      },
      reports: ["Anime.year"],
    },
    {
      title: "A field was replaced by one of another name and type, or takes what was reserved",
      files: {
        "contracts.lock": "anime.v1.Anime field 2 subtitle string since=1.0.0\nanime.v1.Anime reserved 5-7\n",
        "shared.proto":
          'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  int32 year = 2;\n  string title = 6;\n}\n',
      },
      reports: ["Anime.year", "Anime.title"],
    },
    {
      title: "A field was renamed: the same number and type under another name",
      files: {
        "contracts.lock": "anime.v1.Anime field 2 subtitle string since=1.0.0\n",
        "shared.proto":
          'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  reserved "subtitle";\n  string tagline = 2;\n}\n',
      },
      reports: [],
    },
  ],
});
