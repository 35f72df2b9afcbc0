import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const deprecatedMismatch = defineRule({
  id: "parity/deprecated-mismatch",
  summary: "A field is deprecated on one side only.",
  help: "Readers of the other side go on relying on it. Mark both sides (`Field(deprecated=True)`, `[deprecated = true]`, `@deprecated`).",
  severity: "info",
  on: "field-paired",
  messages: {
    source: (data: { subject: string; source: string; mirror: string }) =>
      `\`${data.subject}\` is deprecated in the ${data.source}, but not in the ${data.mirror}.`,
    mirror: (data: { subject: string; source: string; mirror: string }) =>
      `\`${data.subject}\` is deprecated in the ${data.mirror}, but not in the ${data.source}.`,
  },
  check: ({ subject, source, mirror }) => {
    if (source.field.deprecated === mirror.field.deprecated) return undefined;
    return {
      message: source.field.deprecated ? "source" : "mirror",
      at: mirror.field.at,
      related: [placeIn(source.schema, `\`${source.record.name}.${source.field.name}\``, source.field.at)],
      data: { subject, source: LANGUAGE_WORDS[source.schema.language], mirror: LANGUAGE_WORDS[mirror.schema.language] },
    };
  },
  examples: [
    {
      title: "Deprecated in the model only",
      files: {
        "models.py":
          "from pydantic import BaseModel, Field\n\nclass Studio(BaseModel):\n    fax: str = Field(deprecated=True)\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string fax = 1;\n}\n',
      },
      reports: ["Studio.fax"],
    },
    {
      title: "Deprecated in the proto only",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    fax: str\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string fax = 1 [deprecated = true];\n}\n',
      },
      reports: ["Studio.fax"],
    },
    {
      title: "Deprecated on both sides",
      files: {
        "models.py":
          "from pydantic import BaseModel, Field\n\nclass Studio(BaseModel):\n    fax: str = Field(deprecated=True)\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string fax = 1 [deprecated = true];\n}\n',
      },
      reports: [],
    },
  ],
});
