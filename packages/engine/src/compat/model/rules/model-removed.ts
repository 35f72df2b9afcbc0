import { defineModelRule } from "../rule.js";

export const modelRemoved = defineModelRule({
  id: "compat/model-removed",
  summary: "A model or an enum was removed.",
  help: "Whatever imports it fails to load or to compile. Mark it as deprecated first, and remove it when nothing uses it any more.",
  on: ["record-removed", "enum-removed"],
  messages: {
    removed: (data: { subject: string; what: string }) =>
      `The ${data.what} \`${data.subject}\` was removed, and code that imports it breaks; keep it, marked as deprecated, until nothing uses it.`,
  },
  check: ({ kind, subject }) => ({
    message: "removed",
    verdict: "break-source",
    hurts: ["producers", "consumers' code"],
    data: { subject, what: kind === "record-removed" ? "model" : "enum" },
  }),
  examples: [
    {
      title: "A model that is gone",
      files: {
        "before.py":
          "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    name: str\n\nclass Work(BaseModel):\n    title: str\n",
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n",
      },
      reports: { Studio: "break-source" },
    },
    {
      title: "Another order",
      files: {
        "before.ts": "export interface Studio {\n  name: string;\n}\nexport interface Work {\n  title: string;\n}\n",
        "after.ts": "export interface Work {\n  title: string;\n}\nexport interface Studio {\n  name: string;\n}\n",
      },
      reports: {},
    },
  ],
});
