import { defineModelRule } from "../rule.js";

export const modelFieldAddedRequired = defineModelRule({
  id: "compat/model-field-added-required",
  summary: "A field was added that every producer must give.",
  help: "Data that was written before lacks it, and so does every producer that does not know it yet. Give it a default, or let it be left out until all producers give it.",
  on: ["field-added"],
  messages: {
    required: (data: { subject: string }) =>
      `\`${data.subject}\` is new and required, but data of the older version lacks it; give it a default, or let it be left out.`,
    producers: (data: { subject: string }) =>
      `\`${data.subject}\` is new and required, so every producer must give it at once; give it a default, or let it be left out.`,
  },
  check({ subject, after: { record, value } }, { oldData }) {
    if (value.presence !== "required" || record.computed?.includes(value)) return undefined;
    return {
      message: oldData ? "required" : "producers",
      verdict: oldData ? "break-json" : "break-source",
      hurts: oldData ? ["new readers", "producers"] : ["producers"],
      data: { subject },
    };
  },
  examples: [
    {
      title: "New readers of old data miss it",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n",
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n    year: int\n",
      },
      reports: { "Work.year": "break-json" },
    },
    {
      title: "Old readers do not, but producers must give it",
      files: {
        "before.ts": "export interface Work {\n  title: string;\n}\n",
        "after.ts": "export interface Work {\n  title: string;\n  year: number;\n}\n",
      },
      direction: "forward",
      reports: { "Work.year": "break-source" },
    },
    {
      title: "A default makes it safe",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n",
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n    year: int = 0\n",
      },
      reports: {},
    },
  ],
});
