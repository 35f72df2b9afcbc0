import { hasOwnValue } from "../../facts/pair-members.js";
import { defineRule } from "../../rule.js";
import { LANGUAGE_WORDS } from "../../words/language.js";
import { placeIn } from "../../words/place.js";

export const enumWireValueMismatch = defineRule({
  id: "parity/enum-wire-value-mismatch",
  summary: "A member stands for different values in JSON.",
  help: "What one side writes, the other refuses or takes for something else. Give the mirror the source's value. Protos do not carry JSON values of their own and are not compared.",
  severity: "error",
  on: "member-paired",
  messages: {
    differs: (data: {
      enum: string;
      member: string;
      sourceValue: string;
      source: string;
      mirrorValue: string;
      mirror: string;
    }) =>
      `\`${data.enum}.${data.member}\` is written ${data.sourceValue} by the ${data.source}, but ${data.mirrorValue} by the ${data.mirror}.`,
  },
  check: ({ source, sourceMember, mirror, mirrorMember }) => {
    if (!hasOwnValue(sourceMember) || !hasOwnValue(mirrorMember) || sourceMember.value === mirrorMember.value)
      return undefined;
    return {
      message: "differs",
      at: mirrorMember.at,
      related: [placeIn(source.schema, `\`${source.name}.${sourceMember.name}\``, sourceMember.at)],
      data: {
        enum: source.name,
        member: sourceMember.name,
        sourceValue: JSON.stringify(sourceMember.value),
        source: LANGUAGE_WORDS[source.schema.language],
        mirrorValue: JSON.stringify(mirrorMember.value),
        mirror: LANGUAGE_WORDS[mirror.schema.language],
      },
    };
  },
  examples: [
    {
      title: "The string value changed in the model",
      files: {
        "models.py": 'from enum import Enum\n\nclass Season(str, Enum):\n    SPRING = "spring"\n',
        "mirror.ts": 'export enum Season {\n  SPRING = "SPRING",\n}\n',
      },
      reports: ["Season.SPRING"],
    },
    {
      title: "The same value under another name",
      files: {
        "models.py": 'from enum import Enum\n\nclass Source(str, Enum):\n    KOMA_4 = "4-KOMA"\n',
        "mirror.ts": 'export type Source = "4-KOMA";\n',
      },
      reports: [],
    },
  ],
});
