import { defineRule } from "../../rule.js";
import { describeType } from "../../words/describe-type.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const typeMismatch = defineRule({
  id: "parity/type-mismatch",
  summary: "A field holds different things on the two sides.",
  help: "The families differ (an integer and a string, a record and a scalar, two different records), so a value of one side cannot be read on the other. Give the mirror the source's type.",
  severity: "error",
  on: "type-differs",
  messages: {
    mismatch: (data: { subject: string; sourceType: string; source: string; mirrorType: string; mirror: string }) =>
      `\`${data.subject}\` is ${data.sourceType} in the ${data.source}, but ${data.mirrorType} in the ${data.mirror}.`,
  },
  check: ({ subject, source, mirror, difference }) => {
    if (difference !== "family") return undefined;
    return {
      message: "mismatch",
      at: mirror.field.at,
      related: [placeIn(source.schema, `\`${source.record.name}.${source.field.name}\``, source.field.at)],
      data: {
        subject,
        sourceType: describeType(source.type),
        source: LANGUAGE_WORDS[source.schema.language],
        mirrorType: describeType(mirror.type),
        mirror: LANGUAGE_WORDS[mirror.schema.language],
      },
    };
  },
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
