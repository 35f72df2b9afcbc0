import { defineRule } from "../../rule.js";
import { describeType } from "../../words/describe-type.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const cardinalityMismatch = defineRule({
  id: "parity/cardinality-mismatch",
  summary: "One side holds one value, the other a list or a map, or the keys differ.",
  help: "A list that is read as a single value keeps one element and loses the rest. Give the mirror the source's cardinality, or the source's kind of key.",
  severity: "error",
  on: "type-differs",
  messages: {
    cardinality: (data: { subject: string; sourceType: string; source: string; mirrorType: string; mirror: string }) =>
      `\`${data.subject}\` is ${data.sourceType} in the ${data.source}, but ${data.mirrorType} in the ${data.mirror}.`,
    key: (data: { subject: string; sourceType: string; source: string; mirrorType: string; mirror: string }) =>
      `The keys of \`${data.subject}\` are ${data.sourceType} in the ${data.source}, but ${data.mirrorType} in the ${data.mirror}.`,
  },
  check: ({ subject, source, mirror, difference }) => {
    if (difference !== "cardinality") return undefined;
    const isKey = subject.endsWith("{key}");
    return {
      message: isKey ? "key" : "cardinality",
      at: mirror.field.at,
      related: [placeIn(source.schema, `\`${source.record.name}.${source.field.name}\``, source.field.at)],
      data: {
        subject: isKey ? subject.slice(0, -"{key}".length) : subject,
        sourceType: describeType(source.type),
        source: LANGUAGE_WORDS[source.schema.language],
        mirrorType: describeType(mirror.type),
        mirror: LANGUAGE_WORDS[mirror.schema.language],
      },
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
