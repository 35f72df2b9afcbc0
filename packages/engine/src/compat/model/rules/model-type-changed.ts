import { describeTypes } from "../../../words/describe-types.js";
import { hurt } from "../reading.js";
import { relateTypes } from "../relate-types.js";
import { defineModelRule } from "../rule.js";

interface TypeData {
  readonly [key: string]: string;
  readonly subject: string;
  readonly before: string;
  readonly after: string;
}

export const modelTypeChanged = defineModelRule({
  id: "compat/model-type-changed",
  summary: "A field holds something else, less, or more.",
  help: "Another family of values cannot be read at all. A type that holds fewer values cuts or refuses some; it matters in the direction in which data is read: old data by new readers (`backward`), new data by old readers (`forward`).",
  on: ["type-changed"],
  messages: {
    other: (data: TypeData) =>
      `\`${data.subject}\` was ${data.before} and is ${data.after}, which readers of the other version cannot read; add a field of the new type instead.`,
    narrowed: (data: TypeData) =>
      `\`${data.subject}\` was ${data.before} and is ${data.after}, which does not hold every value that is read; keep the wider type.`,
    widened: (data: TypeData) =>
      `\`${data.subject}\` was ${data.before} and is ${data.after}, which holds every value that is read; nothing needs to be done.`,
  },
  check({ subject, before, after }, reading) {
    const relation = relateTypes(before.value, after.value, before.schema, after.schema);
    if (!relation) return undefined;
    const [from, to] = describeTypes(before.value, after.value);
    const data: TypeData = { subject, before: from, after: to };
    const isOther = relation.other || !(relation.lost || relation.gained);
    if (isOther) return { message: "other", verdict: "break-json", hurts: hurt(reading, "consumers' code"), data };
    const narrowed = { oldData: reading.oldData && relation.lost, newData: reading.newData && relation.gained };
    if (!narrowed.oldData && !narrowed.newData) return { message: "widened", verdict: "safe", hurts: [], data };
    return { message: "narrowed", verdict: "lossy", hurts: hurt(narrowed), data };
  },
  examples: [
    {
      title: "Another family",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    year: int\n",
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    year: str\n",
      },
      reports: { "Work.year": "break-json" },
    },
    {
      title: "New readers hold less than old data",
      files: {
        "before.ts": "export interface Work {\n  kind: string;\n}\n",
        "after.ts": 'export interface Work {\n  kind: "film" | "series";\n}\n',
      },
      direction: "backward",
      reports: { "Work.kind": "lossy" },
    },
    {
      title: "New readers hold more than old data",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    score: int\n",
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    score: float\n",
      },
      direction: "backward",
      reports: { "Work.score": "safe" },
    },
    {
      title: "The same in other words",
      files: {
        "before.ts": "export interface Work {\n  tags: string[];\n}\n",
        "after.ts": "export interface Work {\n  tags: readonly string[];\n}\n",
      },
      reports: {},
    },
  ],
});
