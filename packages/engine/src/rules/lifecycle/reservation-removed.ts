import { defineLifecycleRule } from "../../lifecycle/rule.js";
import { describeReserved } from "../../words/reserved.js";

export const reservationRemoved = defineLifecycleRule({
  id: "lifecycle/reservation-removed",
  summary: "A reservation is gone.",
  help: "Numbers and names that were reserved once stay so: data that holds them may be stored for as long as anybody keeps it. Put the reservation back; the line is shown.",
  severity: "error",
  on: "reservation-removed",
  messages: {
    removed: (data: { definition: string; free: string }) => `\`${data.definition}\` no longer reserves ${data.free}.`,
  },
  check: ({ definition, free, at, lockedAt }) => ({
    message: "removed",
    at,
    related: [{ message: "The reservation in the lock", at: lockedAt }],
    data: { definition, free: describeReserved(free) },
  }),
  examples: [
    {
      title: "A line was taken out, and a range made shorter",
      files: {
        "contracts.lock": 'anime.v1.Anime reserved 5-7\nanime.v1.Anime reserved "studio"\n',
        "shared.proto":
          'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  reserved 5 to 6;\n  string title = 1;\n}\n',
      },
      reports: ["Anime"],
    },
    {
      title: "Ranges may be written otherwise and grow",
      files: {
        "contracts.lock": "anime.v1.Anime reserved 5-7\n",
        "shared.proto":
          'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  reserved 5, 6 to 9;\n  string title = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
