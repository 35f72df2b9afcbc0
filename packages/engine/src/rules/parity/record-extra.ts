import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { endOf, placeIn, startOf } from "../../words/place.js";

export const recordExtra = defineRule({
  id: "parity/record-extra",
  summary: "A record of the mirror is not in the source.",
  help: "Nothing in the source gives this record a meaning. Remove it from the mirror, add it to the source, or map it under `mapping.records`. A message that only wraps a list (`message XList { repeated X items = 1; }`) and stands inside a map or a list is structure and needs no counterpart.",
  severity: "error",
  on: "record-extra",
  messages: {
    extra: (data: { record: string; mirror: string; source: string }) =>
      `\`${data.record}\` is in the ${data.mirror}, but not in the ${data.source}.`,
    renamed: (data: { record: string; mirror: string; source: string; similar?: string }) =>
      `\`${data.record}\` is in the ${data.mirror}, but not in the ${data.source}; \`${data.similar}\` there has nearly the same fields and may be the same record, renamed.`,
  },
  check: ({ source, mirror, similar }) => {
    const end = similar?.at ?? endOf(source);
    return {
      message: similar ? "renamed" : "extra",
      at: startOf(mirror.record.at),
      related: end ? [placeIn(source, similar ? `\`${similar.name}\`` : "end of the definitions", end)] : [],
      data: {
        record: mirror.record.name,
        mirror: LANGUAGE_WORDS[mirror.schema.language],
        source: LANGUAGE_WORDS[source.language],
        ...(similar && { similar: similar.name }),
      },
    };
  },
  examples: [
    {
      title: "A message that no model stands behind",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    name: str\n",
        "mirror.proto":
          'syntax = "proto3";\nmessage Studio {\n  string name = 1;\n}\nmessage Licensor {\n  string region = 1;\n}\n',
      },
      reports: ["Licensor"],
    },
    {
      title: "A record was renamed on one side",
      files: {
        "models.py": "from pydantic import BaseModel\n\nclass Studio(BaseModel):\n    name: str\n    city: str\n",
        "mirror.proto": 'syntax = "proto3";\nmessage Company {\n  string name = 1;\n  string city = 2;\n}\n',
      },
      reports: ["Company"],
    },
    {
      title: "A list wrapper is structure",
      files: {
        "models.py":
          "from pydantic import BaseModel\n\nclass Song(BaseModel):\n    title: str\n\nclass Album(BaseModel):\n    by_artist: dict[str, list[Song]] = {}\n",
        "mirror.proto":
          'syntax = "proto3";\nmessage Song {\n  string title = 1;\n}\nmessage SongList {\n  repeated Song items = 1;\n}\nmessage Album {\n  map<string, SongList> by_artist = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
