import type { Field } from "@nx-contracts/ir";
import { acceptedKeys, keyOf, writtenKeys } from "../../../facts/wire-keys.js";
import { defineModelRule } from "../rule.js";

export const modelKeyChanged = defineModelRule({
  id: "compat/model-key-changed",
  summary: "A field is written or found under another key.",
  help: "A reader finds a field by its key. Let readers accept the old key and the new one (Pydantic: `validation_alias=AliasChoices(…)`) before writers use the new one.",
  on: ["wire-name-changed", "read-names-changed"],
  messages: {
    broken: (data: { subject: string; before: string; after: string }) =>
      `\`${data.subject}\` is written as \`${data.after}\`, not as \`${data.before}\` any more; let readers accept both keys first.`,
    accepted: (data: { subject: string; before: string; after: string }) =>
      `\`${data.subject}\` is written as \`${data.after}\`, not as \`${data.before}\` any more; readers accept both keys, so keep accepting the old one.`,
    refused: (data: { subject: string; before: string; after: string }) =>
      `\`${data.subject}\` is not found under \`${data.before}\` any more; keep accepting that key until no producer uses it.`,
  },
  check(fact, reading) {
    const [from, to] = [fact.before.field, fact.after.field];
    if (fact.kind === "read-names-changed") {
      const [gone] = acceptedKeys(from).filter((key) => key !== keyOf(from) && !acceptedKeys(to).includes(key));
      if (gone === undefined || !reading.oldData) return undefined;
      const data = { subject: fact.subject, before: gone, after: keyOf(to) };
      return { message: "refused", verdict: "break-json", hurts: ["new readers", "producers"], data };
    }
    const isOldLost = reading.oldData && !finds(to, from);
    const isNewLost = reading.newData && !finds(from, to);
    const isBroken = isOldLost || isNewLost;
    return {
      message: isBroken ? "broken" : "accepted",
      verdict: isBroken ? "break-json" : "safe",
      hurts: [...(isNewLost ? ["old readers" as const] : []), ...(isOldLost ? ["new readers" as const] : [])],
      data: { subject: fact.subject, before: fact.before.value, after: fact.after.value },
    };
  },
  examples: [
    {
      title: "Another alias",
      files: {
        "before.py":
          'from pydantic import BaseModel, Field\n\nclass Work(BaseModel):\n    title: str = Field(alias="name")\n',
        "after.py":
          'from pydantic import BaseModel, Field\n\nclass Work(BaseModel):\n    title: str = Field(alias="label")\n',
      },
      reports: { "Work.title": "break-json" },
    },
    {
      title: "New readers accept the old key",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n",
        "after.py":
          'from pydantic import AliasChoices, BaseModel, Field\n\nclass Work(BaseModel):\n    title: str = Field(serialization_alias="label", validation_alias=AliasChoices("label", "title"))\n',
      },
      direction: "backward",
      reports: { "Work.title": "safe" },
    },
    {
      title: "A key that is no longer accepted",
      files: {
        "before.py":
          'from pydantic import AliasChoices, BaseModel, Field\n\nclass Work(BaseModel):\n    title: str = Field(validation_alias=AliasChoices("title", "name"))\n',
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n",
      },
      reports: { "Work.title": "break-json" },
    },
    {
      title: "The same key",
      files: {
        "before.ts": "export interface Work {\n  title: string;\n}\n",
        "after.ts": 'export interface Work {\n  "title": string;\n}\n',
      },
      reports: {},
    },
  ],
});

/** A reader of `reader` finds what `writer` writes. */
function finds(reader: Field, writer: Field): boolean {
  return acceptedKeys(reader).some((key) => writtenKeys(writer).includes(key));
}
