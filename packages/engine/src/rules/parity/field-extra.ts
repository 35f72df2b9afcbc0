import { defineRule } from "../../rule.js";
import { describeType } from "../../words/describe-type.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const fieldExtra = defineRule({
  id: "parity/field-extra",
  summary: "A field of the mirror is not in the source.",
  help: "Nothing ever fills this field, or the source drops what it holds. Add the line that is shown to the source, remove the field from the mirror, or map it under `mapping.fields`.",
  severity: "error",
  on: "field-extra",
  messages: {
    extra: (data: { record: string; field: string; type: string; mirror: string; source: string }) =>
      `\`${data.record}.${data.field}\` (${data.type}) is in the ${data.mirror}, but not in the ${data.source}.`,
  },
  check: ({ source, mirror }) => ({
    message: "extra",
    at: mirror.field.at,
    related: [placeIn(source.schema, `\`${source.record.name}\``, source.record.at)],
    data: {
      record: mirror.record.name,
      field: mirror.field.name,
      type: describeType(mirror.field.type),
      mirror: LANGUAGE_WORDS[mirror.schema.language],
      source: LANGUAGE_WORDS[source.schema.language],
    },
  }),
  examples: [
    {
      title: "A field was added to the proto only",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    name: str\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string name = 1;\n  optional int32 founded = 2;\n}\n',
      },
      reports: ["Studio.founded"],
    },
    {
      title: "A computed field may be mirrored",
      files: {
        "models.py":
          "from pydantic import BaseModel, computed_field\n\nclass Studio(BaseModel):\n    name: str\n\n    @computed_field\n    @property\n    def slug(self) -> str:\n        return self.name.lower()\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string name = 1;\n  string slug = 2;\n}\n',
      },
      reports: [],
    },
  ],
});
