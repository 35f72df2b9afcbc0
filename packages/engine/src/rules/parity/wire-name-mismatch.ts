import { keyOf, sharesKey } from "../../facts/wire-keys.js";
import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const wireNameMismatch = defineRule({
  id: "parity/wire-name-mismatch",
  summary: "A field is written under different keys in JSON.",
  help: "An alias, a `json_name` or a rename on one side only: what one side writes, the other does not find. Give the mirror the source's key.",
  severity: "error",
  on: "field-paired",
  messages: {
    differs: (data: { subject: string; sourceKey: string; source: string; mirrorKey: string; mirror: string }) =>
      `\`${data.subject}\` is written \`${data.sourceKey}\` by the ${data.source}, but \`${data.mirrorKey}\` by the ${data.mirror}.`,
  },
  check: ({ subject, source, mirror }) => {
    if (source.record.root || mirror.record.root || sharesKey(source.field, mirror.field)) return undefined;
    return {
      message: "differs",
      at: mirror.field.at,
      related: [placeIn(source.schema, `\`${source.record.name}.${source.field.name}\``, source.field.at)],
      data: {
        subject,
        sourceKey: keyOf(source.field),
        source: LANGUAGE_WORDS[source.schema.language],
        mirrorKey: keyOf(mirror.field),
        mirror: LANGUAGE_WORDS[mirror.schema.language],
      },
    };
  },
  examples: [
    {
      title: "An alias in the model only",
      files: {
        "models.py":
          'from pydantic import BaseModel, Field\n\nclass Studio(BaseModel):\n    id: str = Field(alias="studioKey")\n',
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string id = 1;\n}\n',
      },
      reports: ["Studio.id"],
    },
    {
      title: "A JSON name in the proto only",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    id: str\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string id = 1 [json_name = "studioKey"];\n}\n',
      },
      reports: ["Studio.id"],
    },
    {
      title: "A proto's JSON may use the name as written or in camel case",
      files: {
        "models.py":
          'from pydantic import BaseModel, Field\n\nclass Studio(BaseModel):\n    native_name: str\n    founded_in: int = Field(alias="foundedIn")\n',
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string native_name = 1;\n  int64 founded_in = 2;\n}\n',
      },
      reports: [],
    },
  ],
});
