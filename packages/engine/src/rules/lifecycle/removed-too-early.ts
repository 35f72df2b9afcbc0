import { defineLifecycleRule } from "../../lifecycle/rule.js";

export const removedTooEarly = defineLifecycleRule({
  id: "lifecycle/removed-too-early",
  summary: "Something was removed before it was deprecated for long enough.",
  help: "Programs that still use it had no time to move on. Put it back with `deprecated = true`, release that, and remove it when the window of the configuration has passed: so many days, or so many minor versions, since the lock first saw the deprecation. Without a window in the configuration this is never reported.",
  severity: "error",
  on: "removed-too-early",
  messages: {
    young: (data: { subject: string; deprecated: string; allowed: string; count: number }) =>
      `\`${data.subject}\` is gone, but is deprecated only since ${data.deprecated}: it may be removed from ${data.allowed} on.`,
    undeprecated: (data) =>
      `\`${data.subject}\` is gone and was never deprecated: deprecated today, it may be removed from ${data.allowed} on.`,
    definition: (data) =>
      `\`${data.subject}\` is gone with ${data.count} of its fields or members not deprecated for long enough: deprecated today at the latest, it may be removed from ${data.allowed} on.`,
  },
  check: ({ subject, deprecated, allowedFrom, parts, at, lockedAt }) => ({
    message: parts !== undefined ? "definition" : deprecated === undefined ? "undeprecated" : "young",
    at,
    related: [{ message: `\`${subject}\` in the lock`, at: lockedAt }],
    data: {
      subject,
      deprecated: deprecated ?? "",
      allowed: allowedFrom,
      count: parts ?? 1,
    },
  }),
  examples: [
    {
      title: "With a window of 90 days or 3 minor versions, on 2026-06-01 and before 1.3.0",
      files: {
        "contracts.lock":
          "anime.v1.Anime field 2 studio string since=1.0.0 deprecated=1.2.0/2026-05-01\nanime.v1.Anime field 3 year int32 since=1.0.0\nanime.v1.Review field 1 text string since=1.0.0\n",
        "shared.proto":
          'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  reserved 2, 3;\n  reserved "studio", "year";\n  string title = 1;\n}\n',
      },
      reports: ["Anime.studio", "Anime.year", "Review"],
    },
    {
      title: "Deprecated for long enough, by days or by versions",
      files: {
        "contracts.lock":
          "anime.v1.Anime field 2 studio string since=1.0.0 deprecated=1.2.0/2026-03-01\nanime.v1.Anime field 3 year int32 since=1.0.0 deprecated=1.0.0/2026-05-01\n",
        "shared.proto":
          'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  reserved 2, 3;\n  reserved "studio", "year";\n  string title = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
