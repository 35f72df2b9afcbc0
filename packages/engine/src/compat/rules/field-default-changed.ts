import { defaultOf, sameDefault } from "../default-value.js";
import { block, proto2, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { describeField } from "../words.js";

const show = (options: string) => proto2(block("message Show", `optional int32 episodes = 1 ${options}`.trim() + ";"));

export const fieldDefaultChanged = defineCompatRule({
  id: "compat/field-default-changed",
  buf: "FIELD_SAME_DEFAULT",
  summary: "A field that is absent reads as another value.",
  help: "A default is not sent: each side puts in the one that it was compiled with, so the same data reads as different values. Put the old default back, or add a field with the other default.",
  on: "field-paired",
  effect: [{ verdict: "hazard", hurts: "old and new readers take an absent field for different values" }],
  check({ before, after }) {
    const from = defaultOf(before);
    const to = defaultOf(after);
    if (from === undefined || to === undefined || sameDefault(from, to)) return undefined;
    return {
      message: `${describeField(after)} changed default value from ${from.text} to ${to.text}.`,
      file: after.file,
      at: after.field.optionsAt?.default ?? after.field.at,
      against: before.file,
    };
  },
  examples: [
    versions("Another default", show("[default = 12]"), show("[default = 13]"), ["Show.episodes"]),
    versions("The default that goes without saying is said", show(""), show("[default = 0]")),
  ],
});
