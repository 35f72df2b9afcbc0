import { defineModelRule } from "../rule.js";

export const modelFieldRemoved = defineModelRule({
  id: "compat/model-field-removed",
  summary: "A field of a model was removed.",
  help: "Readers of the older version that require the field refuse new data; code that uses it no longer works in either case. Make it optional and deprecated first, and remove it when nothing reads it any more.",
  on: ["field-removed"],
  messages: {
    required: (data: { subject: string }) =>
      `\`${data.subject}\` was removed, but readers of the older version require it; make it optional there first, and remove it when they are gone.`,
    removed: (data: { subject: string }) =>
      `\`${data.subject}\` was removed, and code that uses it breaks; keep it, marked as deprecated, until nothing uses it.`,
  },
  check({ subject, before: { record, value } }, { newData }) {
    const isRead = !record.computed?.includes(value);
    const isMissed = newData && isRead && value.presence === "required";
    return {
      message: isMissed ? "required" : "removed",
      verdict: isMissed ? "break-json" : "break-source",
      hurts: isMissed ? ["old readers", "consumers' code"] : ["consumers' code"],
      data: { subject },
    };
  },
  examples: [
    {
      title: "Old readers require it",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n    year: int\n",
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n",
      },
      direction: "forward",
      reports: { "Work.year": "break-json" },
    },
    {
      title: "New readers do not miss it",
      files: {
        "before.ts": "export interface Work {\n  title: string;\n  year: number;\n}\n",
        "after.ts": "export interface Work {\n  title: string;\n}\n",
      },
      direction: "backward",
      reports: { "Work.year": "break-source" },
    },
    {
      title: "A field that is added",
      files: {
        "before.ts": "export interface Work {\n  title: string;\n}\n",
        "after.ts": "export interface Work {\n  title: string;\n  year?: number;\n}\n",
      },
      reports: {},
    },
  ],
});
