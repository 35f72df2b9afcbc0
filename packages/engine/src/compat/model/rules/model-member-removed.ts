import { defineModelRule } from "../rule.js";

export const modelMemberRemoved = defineModelRule({
  id: "compat/model-member-removed",
  summary: "A member of an enum was removed.",
  help: "Data that holds the value is refused by readers of the newer version, unless the enum keeps values that it does not know; code that uses the member breaks in any case.",
  on: ["member-removed"],
  messages: {
    refused: (data: { subject: string; value: string }) =>
      `\`${data.subject}\` was removed, and data that holds ${data.value} is refused; keep the member until no data holds it.`,
    removed: (data: { subject: string; value: string }) =>
      `\`${data.subject}\` (${data.value}) was removed, and code that uses it breaks; keep it until nothing uses it.`,
  },
  check({ subject, before, owner }, { oldData }) {
    const isRefused = oldData && !owner.enum.open;
    return {
      message: isRefused ? "refused" : "removed",
      verdict: isRefused ? "break-json" : "break-source",
      hurts: isRefused ? ["new readers", "producers", "consumers' code"] : ["consumers' code"],
      data: { subject, value: JSON.stringify(before.value.value) },
    };
  },
  examples: [
    {
      title: "Old data may hold it",
      files: {
        "before.py":
          'from enum import StrEnum\nfrom pydantic import BaseModel\n\nclass Kind(StrEnum):\n    FILM = "film"\n    SERIES = "series"\n\nclass Work(BaseModel):\n    kind: Kind\n',
        "after.py":
          'from enum import StrEnum\nfrom pydantic import BaseModel\n\nclass Kind(StrEnum):\n    FILM = "film"\n\nclass Work(BaseModel):\n    kind: Kind\n',
      },
      reports: { "Kind.SERIES": "break-json" },
    },
    {
      title: "Old readers know it still",
      files: {
        "before.ts": 'export enum Kind {\n  FILM = "film",\n  SERIES = "series",\n}\n',
        "after.ts": 'export enum Kind {\n  FILM = "film",\n}\n',
      },
      direction: "forward",
      reports: { "Kind.SERIES": "break-source" },
    },
    {
      title: "A member that is added",
      files: {
        "before.ts": 'export enum Kind {\n  FILM = "film",\n}\n',
        "after.ts": 'export enum Kind {\n  FILM = "film",\n  SERIES = "series",\n}\n',
      },
      reports: {},
    },
  ],
});
