import { describeDefault } from "../../../words/describe-value.js";
import { hurt } from "../reading.js";
import { defineModelRule } from "../rule.js";

export const modelDefaultChanged = defineModelRule({
  id: "compat/model-default-changed",
  summary: "A field that is left out reads as another value.",
  help: "Data that leaves the field out means one thing to one version and another to the other. Write the value out before the default changes.",
  on: ["default-changed"],
  messages: {
    changed: (data: { subject: string; before: string; after: string }) =>
      `\`${data.subject}\` read as ${data.before} when it was left out and reads as ${data.after} now; let producers write the value before the default changes.`,
  },
  check({ subject, before, after }, reading) {
    const isSamePresence = before.field.presence === after.field.presence;
    if (!isSamePresence && (before.value === undefined || after.value === undefined)) return undefined;
    return {
      message: "changed",
      verdict: "hazard",
      hurts: hurt(reading),
      data: {
        subject,
        before: before.value ? describeDefault(before.value) : "nothing",
        after: after.value ? describeDefault(after.value) : "nothing",
      },
    };
  },
  examples: [
    {
      title: "Another default",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    season: int = 1\n",
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    season: int = 0\n",
      },
      reports: { "Work.season": "hazard" },
    },
    {
      title: "A default for what could be absent",
      files: {
        "before.ts": 'import { z } from "zod";\nexport const Work = z.object({ season: z.int().optional() });\n',
        "after.ts": 'import { z } from "zod";\nexport const Work = z.object({ season: z.int().default(1) });\n',
      },
      reports: { "Work.season": "hazard" },
    },
    {
      title: "A default for what was required changes its presence",
      files: {
        "before.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    season: int\n",
        "after.py": "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    season: int = 1\n",
      },
      reports: {},
    },
  ],
});
