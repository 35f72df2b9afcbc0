import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const presenceMismatch = defineRule({
  id: "parity/presence-mismatch",
  summary: "A field can be null or absent on one side only.",
  help: "A nullable field whose mirror has no presence comes back as an empty value instead of null. A mirror that can be absent invites its readers to handle a case that the source never has. Give both sides the same presence (in proto: the word `optional`).",
  severity: "error",
  on: "presence-differs",
  messages: {
    "null-unsayable": (data: { subject: string; source: string; mirror: string }) =>
      `\`${data.subject}\` can be null in the ${data.source}, but the ${data.mirror} has no way to say so.`,
    "absence-impossible": (data: { subject: string; source: string; mirror: string }) =>
      `\`${data.subject}\` is never null in the ${data.source}, but can be null or absent in the ${data.mirror}.`,
  },
  check: ({ subject, source, mirror, difference }) => ({
    message: difference,
    at: mirror.field.at,
    related: [placeIn(source.schema, `\`${source.record.name}.${source.field.name}\``, source.field.at)],
    data: { subject, source: LANGUAGE_WORDS[source.schema.language], mirror: LANGUAGE_WORDS[mirror.schema.language] },
  }),
  examples: [
    {
      title: "A nullable field without presence",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    id: str | None = None\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  string id = 1;\n}\n',
      },
      reports: ["Studio.id"],
    },
    {
      title: "An absence that never happens",
      files: {
        "models.py": 'from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    name: str = ""\n',
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  optional string name = 1;\n}\n',
      },
      reports: ["Studio.name"],
    },
    {
      title: "A message field always has presence",
      files: {
        "models.py":
          "from pydantic import BaseModel\n\nclass Address(BaseModel):\n    city: str\n\nclass Studio(BaseModel):\n    seat: Address\n    former_seat: Address | None = None\n",
        "mirror.proto":
          'syntax = "proto3";\nmessage Address {\n  string city = 1;\n}\nmessage Studio {\n  Address seat = 1;\n  Address former_seat = 2;\n}\n',
      },
      reports: [],
    },
  ],
});
