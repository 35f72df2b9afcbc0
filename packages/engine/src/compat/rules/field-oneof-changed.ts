import { oneofConsequences } from "../field-consequences.js";
import { defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

export const fieldOneofChanged = defineCompatRule({
  id: "compat/field-oneof-changed",
  buf: "FIELD_SAME_ONEOF",
  summary: "A field moved into a oneof, out of it, or to another one.",
  on: "field-paired",
  effect: oneofConsequences,
  check({ before, after }) {
    const from = before.field.oneof;
    const to = after.field.oneof;
    if (from === to) return undefined;
    const described = describeField(after);
    // Buf prints a stray "q" there.
    const message =
      from !== undefined && to !== undefined
        ? `${described}q moved from oneof ${quote(from)} to oneof ${quote(to)}.`
        : `${described} moved from ${from === undefined ? "outside to inside" : "inside to outside"} a oneof.`;
    return {
      message,
      plain: message.replace('"q moved', '" moved'),
      file: after.file,
      at: after.field.at,
      against: before.file,
    };
  },
});
