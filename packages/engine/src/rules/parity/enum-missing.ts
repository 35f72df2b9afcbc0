import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { endOf, placeIn, startOf } from "../../words/place.js";

export const enumMissing = defineRule({
  id: "parity/enum-missing",
  summary: "An enum of the source is not in the mirror.",
  help: "Add the enum to the mirror, map it under `mapping.records` when it has another name there, or list what the mirror carries under `only`.",
  severity: "error",
  on: "enum-missing",
  messages: {
    missing: (data: { enum: string; mirror: string }) =>
      `The enum \`${data.enum}\` has no counterpart in the ${data.mirror}.`,
    renamed: (data: { enum: string; mirror: string; similar?: string }) =>
      `The enum \`${data.enum}\` has no counterpart in the ${data.mirror}; \`${data.similar}\` there has nearly the same members and may be the same enum, renamed.`,
  },
  check: ({ source, mirror, similar }) => {
    const end = similar?.at ?? endOf(mirror);
    return {
      message: similar ? "renamed" : "missing",
      at: startOf(source.enum.at),
      related: end ? [placeIn(mirror, similar ? `\`${similar.name}\`` : "end of the definitions", end)] : [],
      data: {
        enum: source.enum.name,
        mirror: LANGUAGE_WORDS[mirror.language],
        ...(similar && { similar: similar.name }),
      },
    };
  },
  examples: [
    {
      title: "The mirror lacks an enum",
      files: {
        "models.py": 'from enum import Enum\n\nclass Season(str, Enum):\n    SPRING = "SPRING"\n    FALL = "FALL"\n',
        "mirror.proto": 'syntax = "proto3";\nenum Rating {\n  RATING_UNSPECIFIED = 0;\n}\n',
      },
      reports: ["Season"],
    },
    {
      title: "An enum was renamed on one side",
      files: {
        "models.py": 'from enum import Enum\n\nclass Season(str, Enum):\n    SPRING = "SPRING"\n    FALL = "FALL"\n',
        "mirror.proto": 'syntax = "proto3";\nenum Cour {\n  COUR_SPRING = 0;\n  COUR_FALL = 1;\n}\n',
      },
      reports: ["Season"],
    },
    {
      title: "The mirror has it",
      files: {
        "models.py": 'from enum import Enum\n\nclass Season(str, Enum):\n    SPRING = "SPRING"\n',
        "mirror.proto": 'syntax = "proto3";\nenum Season {\n  SEASON_UNSPECIFIED = 0;\n  SEASON_SPRING = 1;\n}\n',
      },
      reports: [],
    },
  ],
});
