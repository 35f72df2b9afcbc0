import { hurt } from "../reading.js";
import { defineModelRule } from "../rule.js";

export const modelMemberValueChanged = defineModelRule({
  id: "compat/model-member-value-changed",
  summary: "A member of an enum stands for another value.",
  help: "JSON holds the value, not the name: the versions do not know each other's value. Add a member for the new value and keep the old one until no data holds it.",
  on: ["member-value-changed"],
  messages: {
    changed: (data: { subject: string; before: string; after: string }) =>
      `\`${data.subject}\` is written as ${data.after}, not as ${data.before} any more; add a member for the new value and keep this one.`,
  },
  check: ({ subject, before, after }, reading) => ({
    message: "changed",
    verdict: "break-json",
    hurts: hurt(reading, "consumers' code"),
    data: { subject, before: JSON.stringify(before.value), after: JSON.stringify(after.value) },
  }),
  examples: [
    {
      title: "Another value",
      files: {
        "before.py":
          'from enum import StrEnum\nfrom pydantic import BaseModel\n\nclass Kind(StrEnum):\n    FILM = "film"\n\nclass Work(BaseModel):\n    kind: Kind\n',
        "after.py":
          'from enum import StrEnum\nfrom pydantic import BaseModel\n\nclass Kind(StrEnum):\n    FILM = "movie"\n\nclass Work(BaseModel):\n    kind: Kind\n',
      },
      reports: { "Kind.FILM": "break-json" },
    },
    {
      title: "Another name for the same value",
      files: {
        "before.ts": 'export enum Kind {\n  FILM = "film",\n}\n',
        "after.ts": 'export enum Kind {\n  MOVIE = "film",\n}\n',
      },
      reports: {},
    },
  ],
});
