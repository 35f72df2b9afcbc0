import { defineRule } from "../../rule.js";
import { typeDifference, type TypeWords } from "../type-difference.js";

export const typeNarrowed = defineRule({
  id: "parity/type-narrowed",
  summary: "The mirror's type holds most of the source's values, not all of them.",
  help: "Large integers overflow in 32 bits, a 64-bit float loses digits in 32, a decimal becomes inexact as a float, a time stamp or an enum accepts any text as a string. Widen the mirror, bound the source (`Field(ge=…, le=…)`: a bounded integer that fits is not reported), or set the finding aside with the reason why the values are small enough.",
  severity: "warning",
  on: "type-differs",
  messages: {
    narrowed: (data: TypeWords) =>
      `\`${data.subject}\` is ${data.sourceType} in the ${data.source}; ${data.mirrorType} in the ${data.mirror} does not hold all of it exactly.`,
  },
  check: (fact) => (fact.difference === "narrowed" ? { message: "narrowed", ...typeDifference(fact) } : undefined),
  examples: [
    {
      title: "Python's int has no bounds, int32 has",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    members: int\n    score: float\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  int32 members = 1;\n  float score = 2;\n}\n',
      },
      reports: ["Studio.members", "Studio.score"],
    },
    {
      title: "64 bits are enough, and so are bounds",
      files: {
        "models.py":
          "from pydantic import BaseModel, Field\n\nclass Studio(BaseModel):\n    members: int\n    founded: int = Field(ge=1900, le=2100)\n    score: float\n",
        "mirror.proto":
          'syntax = "proto3";\nmessage Studio {\n  int64 members = 1;\n  int32 founded = 2;\n  double score = 3;\n}\n',
      },
      reports: [],
    },
  ],
});
