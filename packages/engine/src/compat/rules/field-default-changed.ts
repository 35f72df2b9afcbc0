import { defaultOf, sameDefault } from "../default-value.js";
import { defineCompatRule } from "../rule.js";
import { describeField } from "../words.js";

export const fieldDefaultChanged = defineCompatRule({
  id: "compat/field-default-changed",
  buf: "FIELD_SAME_DEFAULT",
  summary: "A field that is absent reads as another value.",
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
});
