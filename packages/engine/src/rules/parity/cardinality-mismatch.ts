import { defineRule } from "../../rule.js";
import { typeDifference, type TypeWords } from "../type-difference.js";

export const cardinalityMismatch = defineRule({
  id: "parity/cardinality-mismatch",
  summary: "One side holds one value, the other a list or a map, or the keys differ.",
  help: "A list that is read as a single value keeps one element and loses the rest. Give the mirror the source's cardinality, or the source's kind of key.",
  severity: "error",
  on: "type-differs",
  messages: {
    cardinality: (data: TypeWords) =>
      `\`${data.subject}\` is ${data.sourceType} in the ${data.source}, but ${data.mirrorType} in the ${data.mirror}.`,
    key: (data: TypeWords) =>
      `The keys of \`${data.subject}\` are ${data.sourceType} in the ${data.source}, but ${data.mirrorType} in the ${data.mirror}.`,
  },
  check: (fact) => {
    if (fact.difference !== "cardinality") return undefined;
    const difference = typeDifference(fact);
    if (!fact.subject.endsWith("{key}")) return { message: "cardinality", ...difference };
    return {
      message: "key",
      ...difference,
      data: { ...difference.data, subject: fact.subject.slice(0, -"{key}".length) },
    };
  },
  examples: [
    {
      title: "`repeated` was dropped",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    aliases: list[str] = []\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string aliases = 1;\n}\n',
      },
      reports: ["Studio.aliases"],
    },
    {
      title: "The keys of a map differ",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    votes: dict[int, str] = {}\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  map<string, string> votes = 1;\n}\n',
      },
      reports: ["Studio.votes{key}"],
    },
    {
      title: "A set is a list without repetition",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    aliases: set[str] = set()\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  repeated string aliases = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
