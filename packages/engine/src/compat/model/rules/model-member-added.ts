import { defineModelRule } from "../rule.js";

export const modelMemberAdded = defineModelRule({
  id: "compat/model-member-added",
  summary: "A member was added to an enum that refuses what it does not know.",
  help: "Readers of the older version refuse data that holds the new value. Update every reader before a producer writes it, or let the enum keep values that it does not know.",
  on: ["member-added"],
  messages: {
    refused: (data: { subject: string; value: string }) =>
      `\`${data.subject}\` (${data.value}) is new, and readers of the older version refuse it; update every reader before a producer writes it.`,
  },
  check({ subject, after, owner }, { newData }) {
    if (!newData || owner.enum.open) return undefined;
    return {
      message: "refused",
      verdict: "break-json",
      hurts: ["old readers"],
      data: { subject, value: JSON.stringify(after.value.value) },
    };
  },
  examples: [
    {
      title: "Old readers do not know it",
      files: {
        "before.ts": 'export enum Kind {\n  FILM = "film",\n}\n',
        "after.ts": 'export enum Kind {\n  FILM = "film",\n  SERIES = "series",\n}\n',
      },
      reports: { "Kind.SERIES": "break-json" },
    },
    {
      title: "New readers of old data never meet it",
      files: {
        "before.py":
          'from enum import StrEnum\nfrom pydantic import BaseModel\n\nclass Kind(StrEnum):\n    FILM = "film"\n\nclass Work(BaseModel):\n    kind: Kind\n',
        "after.py":
          'from enum import StrEnum\nfrom pydantic import BaseModel\n\nclass Kind(StrEnum):\n    FILM = "film"\n    SERIES = "series"\n\nclass Work(BaseModel):\n    kind: Kind\n',
      },
      direction: "backward",
      reports: {},
    },
  ],
});
