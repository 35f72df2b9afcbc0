import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn, startOf } from "../../words/place.js";

export const openRecordUnmirrored = defineRule({
  id: "parity/open-record-unmirrored",
  summary: "One side keeps unknown keys, the other has no place for them.",
  help: 'A model with `extra="allow"` carries keys that nobody declared. Give the mirror a map with string keys (or a `google.protobuf.Struct`) that holds them, or close the model.',
  severity: { unmirrored: "error", opened: "warning" },
  on: "open-record-unmirrored",
  messages: {
    unmirrored: (data: { record: string; source: string; mirror: string }) =>
      `\`${data.record}\` keeps unknown keys in the ${data.source}; the ${data.mirror} has no map that would hold them.`,
    opened: (data: { record: string; source: string; mirror: string }) =>
      `\`${data.record}\` keeps unknown keys in the ${data.mirror}, but not in the ${data.source}.`,
  },
  check: ({ source, mirror }) => ({
    message: source.record.open ? "unmirrored" : "opened",
    at: startOf(mirror.record.at),
    related: [placeIn(source.schema, `\`${source.record.name}\``, source.record.at)],
    data: {
      record: source.record.name,
      source: LANGUAGE_WORDS[source.schema.language],
      mirror: LANGUAGE_WORDS[mirror.schema.language],
    },
  }),
  examples: [
    {
      title: "An open model without a map in the mirror",
      files: {
        "models.py":
          'from pydantic import BaseModel, ConfigDict\n\nclass Credits(BaseModel):\n    model_config = ConfigDict(extra="allow")\n',
        "mirror.proto": 'syntax = "proto3";\nmessage Credits {}\n',
      },
      reports: ["Credits"],
    },
    {
      title: "A mirror that is open alone",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Credits(BaseModel):\n    director: str\n",
        "mirror.ts": "export interface Credits {\n  director: string;\n  [role: string]: string;\n}\n",
      },
      reports: ["Credits"],
    },
    {
      title: "A map holds the unknown keys",
      files: {
        "models.py":
          'from pydantic import BaseModel, ConfigDict\n\nclass Credits(BaseModel):\n    model_config = ConfigDict(extra="allow")\n',
        "mirror.proto": 'syntax = "proto3";\nmessage Credits {\n  map<string, string> roles = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
