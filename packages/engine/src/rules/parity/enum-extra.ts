import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { endOf, placeIn, startOf } from "../../words/place.js";

export const enumExtra = defineRule({
  id: "parity/enum-extra",
  summary: "An enum of the mirror is not in the source.",
  help: "Nothing in the source gives this enum a meaning. Remove it from the mirror, add it to the source, or map it under `mapping.records`.",
  severity: "error",
  on: "enum-extra",
  messages: {
    extra: (data: { enum: string; mirror: string; source: string }) =>
      `The enum \`${data.enum}\` is in the ${data.mirror}, but not in the ${data.source}.`,
    renamed: (data: { enum: string; mirror: string; source: string; similar?: string }) =>
      `The enum \`${data.enum}\` is in the ${data.mirror}, but not in the ${data.source}; \`${data.similar}\` there has nearly the same members and may be the same enum, renamed.`,
  },
  check: ({ source, mirror, similar }) => {
    const end = similar?.at ?? endOf(source);
    return {
      message: similar ? "renamed" : "extra",
      at: startOf(mirror.enum.at),
      related: end ? [placeIn(source, similar ? `\`${similar.name}\`` : "end of the definitions", end)] : [],
      data: {
        enum: mirror.enum.name,
        mirror: LANGUAGE_WORDS[mirror.schema.language],
        source: LANGUAGE_WORDS[source.language],
        ...(similar && { similar: similar.name }),
      },
    };
  },
  examples: [
    {
      title: "An enum that the source does not know",
      files: {
        "models.py": 'from enum import Enum\n\nclass Season(str, Enum):\n    SPRING = "SPRING"\n',
        "mirror.proto":
          'syntax = "proto3";\nenum Season {\n  SEASON_UNSPECIFIED = 0;\n  SEASON_SPRING = 1;\n}\nenum Rating {\n  RATING_UNSPECIFIED = 0;\n}\n',
      },
      reports: ["Rating"],
    },
    {
      title: "An enum was renamed on one side",
      files: {
        "models.py": 'from enum import Enum\n\nclass Season(str, Enum):\n    SPRING = "SPRING"\n    FALL = "FALL"\n',
        "mirror.proto": 'syntax = "proto3";\nenum Cour {\n  COUR_SPRING = 0;\n  COUR_FALL = 1;\n}\n',
      },
      reports: ["Cour"],
    },
    {
      title: "Both sides have it",
      files: {
        "models.py": 'from enum import Enum\n\nclass Season(str, Enum):\n    SPRING = "SPRING"\n',
        "mirror.proto": 'syntax = "proto3";\nenum Season {\n  SEASON_UNSPECIFIED = 0;\n  SEASON_SPRING = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
