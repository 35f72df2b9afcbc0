import { describeBounds } from "../../../words/describe-value.js";
import { hurt } from "../reading.js";
import { relateBounds } from "../relate-bounds.js";
import { defineModelRule } from "../rule.js";

interface BoundData {
  readonly [key: string]: string;
  readonly subject: string;
  readonly before: string;
  readonly after: string;
}

export const modelConstraintTightened = defineModelRule({
  id: "compat/model-constraint-tightened",
  summary: "One version admits fewer values than the other writes.",
  help: "Bounds, lengths and patterns that became tighter refuse old data; those that became looser let producers write what old readers refuse. Check stored data, or widen readers first.",
  on: ["constraints-changed"],
  messages: {
    tightened: (data: BoundData) =>
      `\`${data.subject}\` was bound by ${data.before} and is bound by ${data.after}, so old data may be refused; check that data first, or keep the bounds.`,
    loosened: (data: BoundData) =>
      `\`${data.subject}\` was bound by ${data.before} and is bound by ${data.after}, so old readers may refuse new data; update them first.`,
  },
  check({ subject, before, after }, reading) {
    const { lost, gained } = relateBounds(before.value, after.value);
    const refused = { oldData: reading.oldData && lost, newData: reading.newData && gained };
    if (!refused.oldData && !refused.newData) return undefined;
    return {
      message: refused.oldData ? "tightened" : "loosened",
      verdict: "hazard",
      hurts: refused.oldData ? hurt(refused, "producers") : hurt(refused),
      data: { subject, before: describeBounds(before.value), after: describeBounds(after.value) },
    };
  },
  examples: [
    {
      title: "A lower maximum",
      files: {
        "before.py":
          "from pydantic import BaseModel, Field\n\nclass Work(BaseModel):\n    score: int = Field(ge=0, le=100)\n",
        "after.py":
          "from pydantic import BaseModel, Field\n\nclass Work(BaseModel):\n    score: int = Field(ge=0, le=10)\n",
      },
      direction: "backward",
      reports: { "Work.score": "hazard" },
    },
    {
      title: "Old readers still have the lower maximum",
      files: {
        "before.ts": 'import { z } from "zod";\nexport const Work = z.object({ score: z.int().max(10) });\n',
        "after.ts": 'import { z } from "zod";\nexport const Work = z.object({ score: z.int().max(100) });\n',
      },
      direction: "forward",
      reports: { "Work.score": "hazard" },
    },
    {
      title: "New readers admit more",
      files: {
        "before.py":
          "from pydantic import BaseModel, Field\n\nclass Work(BaseModel):\n    title: str = Field(max_length=20)\n",
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n",
      },
      direction: "backward",
      reports: {},
    },
  ],
});
