import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const docMismatch = defineRule({
  id: "parity/doc-mismatch",
  summary: "A field is described differently on the two sides.",
  help: "Off by default. Turned on, it keeps the sentences of both sides equal, white space aside; a side without a description is not compared.",
  severity: "off",
  on: "field-paired",
  messages: {
    differs: (data: { subject: string; source: string; mirror: string }) =>
      `\`${data.subject}\` is described differently in the ${data.source} and in the ${data.mirror}.`,
  },
  check: ({ subject, source, mirror }) => {
    const [from, to] = [source.field.doc, mirror.field.doc].map((doc) => doc?.replace(/\s+/g, " ").trim());
    if (!from || !to || from === to) return undefined;
    return {
      message: "differs",
      at: mirror.field.at,
      related: [placeIn(source.schema, `\`${source.record.name}.${source.field.name}\``, source.field.at)],
      data: { subject, source: LANGUAGE_WORDS[source.schema.language], mirror: LANGUAGE_WORDS[mirror.schema.language] },
    };
  },
  examples: [
    {
      title: "Two descriptions",
      files: {
        "models.py":
          'from pydantic import BaseModel, Field\n\nclass Studio(BaseModel):\n    fax: str = Field(description="Fax number.")\n',
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  // Telephone number.\n  string fax = 1;\n}\n',
      },
      reports: ["Studio.fax"],
    },
    {
      title: "The same sentence",
      files: {
        "models.py":
          'from pydantic import BaseModel, Field\n\nclass Studio(BaseModel):\n    fax: str = Field(description="Fax number.")\n',
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  // Fax number.\n  string fax = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
