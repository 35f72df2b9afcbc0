import { defineRule } from "../../rule.js";
import { describeType } from "../../words/describe-type.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const fieldMissing = defineRule({
  id: "parity/field-missing",
  summary: "A field of the source is not in the mirror.",
  help: "Whatever the source puts into this field is lost on the way. Add the line that is shown, or map the field under `mapping.fields` when it has another name in the mirror.",
  severity: "error",
  on: "field-missing",
  messages: {
    missing: (data: { record: string; field: string; type: string; mirror: string }) =>
      `\`${data.record}.${data.field}\` (${data.type}) is not in the ${data.mirror}.`,
  },
  check: ({ source, mirror }) => ({
    message: "missing",
    at: source.field.at,
    related: [placeIn(mirror.schema, `\`${mirror.record.name}\``, mirror.record.at)],
    data: {
      record: source.record.name,
      field: source.field.name,
      type: describeType(source.field.type),
      mirror: LANGUAGE_WORDS[mirror.schema.language],
    },
  }),
  examples: [
    {
      title: "A field was added to the model only",
      files: {
        "models.py":
          "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    name: str\n    founded: int | None = None\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string name = 1;\n}\n',
      },
      reports: ["Studio.founded"],
    },
    {
      title: "Names that differ in case and underscores are the same",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    native_name: str\n",
        "mirror.ts": "export interface Studio {\n  nativeName: string;\n}\n",
      },
      reports: [],
    },
  ],
});
