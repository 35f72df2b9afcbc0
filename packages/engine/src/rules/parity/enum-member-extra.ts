import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const enumMemberExtra = defineRule({
  id: "parity/enum-member-extra",
  summary: "A member of an enum of the mirror is not in the source.",
  help: "A reader of the source's side meets a value that it does not know. Add the member to the source or remove it from the mirror. The zero member `…_UNSPECIFIED` that proto asks for needs no counterpart.",
  severity: "error",
  on: "member-extra",
  messages: {
    extra: (data: { enum: string; member: string; mirror: string; source: string }) =>
      `The member \`${data.member}\` of \`${data.enum}\` is in the ${data.mirror}, but not in the ${data.source}.`,
  },
  check: ({ source, member, mirror }) => ({
    message: "extra",
    at: member.at,
    related: [placeIn(source.schema, `\`${source.name}\``, source.at)],
    data: {
      enum: mirror.name,
      member: member.name,
      mirror: LANGUAGE_WORDS[mirror.schema.language],
      source: LANGUAGE_WORDS[source.schema.language],
    },
  }),
  examples: [
    {
      title: "A member was added to the proto only",
      files: {
        "models.py": 'from enum import Enum\n\nclass Season(str, Enum):\n    SPRING = "SPRING"\n',
        "mirror.proto":
          'syntax = "proto3";\nenum Season {\n  SEASON_UNSPECIFIED = 0;\n  SEASON_SPRING = 1;\n  SEASON_FALL = 2;\n}\n',
      },
      reports: ["Season.SEASON_FALL"],
    },
    {
      title: "The unspecified zero is no extra",
      files: {
        "models.py": 'from enum import Enum\n\nclass Season(str, Enum):\n    SPRING = "SPRING"\n',
        "mirror.proto": 'syntax = "proto3";\nenum Season {\n  SEASON_UNSPECIFIED = 0;\n  SEASON_SPRING = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
