import { defineModelRule } from "../rule.js";

export const modelFieldRenamed = defineModelRule({
  id: "compat/model-field-renamed",
  summary: "A field has another name and the same key.",
  help: "JSON stays as it is, because the key does; code that uses the old name breaks. Where readers cannot move with the change, add the new field beside the old one, mark that deprecated, write both, move the readers, then remove it.",
  on: ["field-renamed"],
  messages: {
    renamed: (data: { subject: string; before: string }) =>
      `\`${data.subject}\` was called \`${data.before}\`; JSON stays the same, but code that uses the old name breaks: rename it there too.`,
  },
  check: ({ subject, before }) => ({
    message: "renamed",
    verdict: "break-source",
    hurts: ["producers", "consumers' code"],
    data: { subject, before: before.value },
  }),
  examples: [
    {
      title: "An alias keeps the key",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    name: str\n",
        "after.py":
          'from pydantic import BaseModel, Field\n\nclass Work(BaseModel):\n    title: str = Field(alias="name")\n',
      },
      reports: { "Work.title": "break-source" },
    },
    {
      title: "Without an alias it is another field",
      files: {
        "before.ts": "export interface Work {\n  name: string;\n}\n",
        "after.ts": "export interface Work {\n  title: string;\n}\n",
      },
      reports: {},
    },
  ],
});
