import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const enumNumberChanged = defineRule({
  id: "parity/enum-number-changed",
  summary: "A member has different numbers on the two sides.",
  help: "The number is what travels: the two sides read each other's values as other members. Give the mirror the source's number.",
  severity: "error",
  on: "member-paired",
  messages: {
    changed: (data: {
      enum: string;
      member: string;
      sourceNumber: number;
      source: string;
      mirrorNumber: number;
      mirror: string;
    }) =>
      `\`${data.enum}.${data.member}\` is ${data.sourceNumber} in the ${data.source}, but ${data.mirrorNumber} in the ${data.mirror}.`,
  },
  check: ({ source, sourceMember, mirror, mirrorMember }) => {
    const [sourceNumber, mirrorNumber] = [sourceMember.number, mirrorMember.number];
    if (sourceNumber === undefined || mirrorNumber === undefined || sourceNumber === mirrorNumber) return undefined;
    return {
      message: "changed",
      at: mirrorMember.at,
      related: [placeIn(source.schema, `\`${source.name}.${sourceMember.name}\``, sourceMember.at)],
      data: {
        enum: source.name,
        member: sourceMember.name,
        sourceNumber,
        source: LANGUAGE_WORDS[source.schema.language],
        mirrorNumber,
        mirror: LANGUAGE_WORDS[mirror.schema.language],
      },
    };
  },
  examples: [
    {
      title: "An integer enum renumbered",
      files: {
        "models.py": "from enum import IntEnum\n\nclass Season(IntEnum):\n    UNSPECIFIED = 0\n    SPRING = 1\n",
        "mirror.proto": 'syntax = "proto3";\nenum Season {\n  SEASON_UNSPECIFIED = 0;\n  SEASON_SPRING = 2;\n}\n',
      },
      reports: ["Season.SPRING"],
    },
    {
      title: "A string enum has no numbers",
      files: {
        "models.py": 'from enum import Enum\n\nclass Season(str, Enum):\n    SPRING = "SPRING"\n',
        "mirror.proto": 'syntax = "proto3";\nenum Season {\n  SEASON_UNSPECIFIED = 0;\n  SEASON_SPRING = 7;\n}\n',
      },
      reports: [],
    },
  ],
});
