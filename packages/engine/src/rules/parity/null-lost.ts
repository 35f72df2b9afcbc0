import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const nullLost = defineRule({
  id: "parity/null-lost",
  summary: "Null and empty become one in the mirror.",
  help: "A `repeated` or `map` field has no presence, and its elements are never null. Where the difference between null and empty matters, wrap the collection in a message; where it does not, make the source never null, or set the finding aside with the reason.",
  severity: "warning",
  on: "null-lost",
  messages: {
    collection: (data: { subject: string; source: string; mirror: string }) =>
      `\`${data.subject}\` can be null in the ${data.source}; in the ${data.mirror} null and empty become one.`,
    inside: (data: { subject: string; source: string; mirror: string }) =>
      `\`${data.subject}\` can be null in the ${data.source}; the ${data.mirror} cannot hold null there.`,
  },
  check: ({ subject, source, mirror, inside }) => ({
    message: inside ? "inside" : "collection",
    at: mirror.field.at,
    related: [placeIn(source.schema, `\`${source.record.name}.${source.field.name}\``, source.field.at)],
    data: { subject, source: LANGUAGE_WORDS[source.schema.language], mirror: LANGUAGE_WORDS[mirror.schema.language] },
  }),
  examples: [
    {
      title: "A nullable list",
      files: {
        "models.py":
          "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    aliases: list[str] | None = None\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  repeated string aliases = 1;\n}\n',
      },
      reports: ["Studio.aliases"],
    },
    {
      title: "Null among the elements",
      files: {
        "models.py":
          "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    scores: list[float | None] = []\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  repeated double scores = 1;\n}\n',
      },
      reports: ["Studio.scores[]"],
    },
    {
      title: "A list that is never null",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    aliases: list[str] = []\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Studio {\n  repeated string aliases = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
