import { defineRule } from "../../rule.js";
import { typeDifference, type TypeWords } from "../type-difference.js";

export const typeMismatch = defineRule({
  id: "parity/type-mismatch",
  summary: "A field holds different things on the two sides.",
  help: "The families differ (an integer and a string, a record and a scalar, two different records), so a value of one side cannot be read on the other. Give the mirror the source's type.",
  severity: "error",
  on: "type-differs",
  messages: {
    mismatch: (data: TypeWords) =>
      `\`${data.subject}\` is ${data.sourceType} in the ${data.source}, but ${data.mirrorType} in the ${data.mirror}.`,
  },
  check: (fact) => (fact.difference === "family" ? { message: "mismatch", ...typeDifference(fact) } : undefined),
  examples: [
    {
      title: "An integer mirrored by a string",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    founded: int\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string founded = 1;\n}\n',
      },
      reports: ["Studio.founded"],
    },
    {
      title: "The values of a map differ",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    votes: dict[str, int] = {}\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  map<string, bool> votes = 1;\n}\n',
      },
      reports: ["Studio.votes{value}"],
    },
    {
      title: "A UUID travels as a string",
      files: {
        "models.py":
          "from uuid import UUID\nfrom pydantic import BaseModel\n\nclass Studio(BaseModel):\n    id: UUID\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string id = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
