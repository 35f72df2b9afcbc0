import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { endOf, placeIn, startOf } from "../../words/place.js";

export const recordMissing = defineRule({
  id: "parity/record-missing",
  summary: "A record of the source is not in the mirror.",
  help: "Readers of the mirror never see this record. Add it to the mirror, map it under `mapping.records` when it has another name there, or list what the mirror carries under `only`.",
  severity: "error",
  on: "record-missing",
  messages: {
    missing: (data: { record: string; mirror: string }) =>
      `\`${data.record}\` has no counterpart in the ${data.mirror}.`,
    renamed: (data: { record: string; mirror: string; similar?: string }) =>
      `\`${data.record}\` has no counterpart in the ${data.mirror}; \`${data.similar}\` there has nearly the same fields and may be the same record, renamed.`,
  },
  check: ({ source, mirror, similar }) => {
    const end = similar?.at ?? endOf(mirror);
    return {
      message: similar ? "renamed" : "missing",
      at: startOf(source.record.at),
      related: end ? [placeIn(mirror, similar ? `\`${similar.name}\`` : "end of the definitions", end)] : [],
      data: {
        record: source.record.name,
        mirror: LANGUAGE_WORDS[mirror.language],
        ...(similar && { similar: similar.name }),
      },
    };
  },
  examples: [
    {
      title: "The mirror lacks a model",
      files: {
        "models.py":
          "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    name: str\n\nclass Licensor(BaseModel):\n    region: str\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string name = 1;\n}\n',
      },
      reports: ["Licensor"],
    },
    {
      title: "A record was renamed on one side",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    name: str\n    city: str\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Company {\n  string name = 1;\n  string city = 2;\n}\n',
      },
      reports: ["Studio"],
    },
    {
      title: "Names that differ in case only are the same",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass HTTPRequest(BaseModel):\n    path: str\n",
        "mirror.proto": 'syntax = "proto3";\nmessage HttpRequest {\n  string path = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
