import type { ProtoKind } from "@nx-contracts/ir";
import { defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

const WIDE_INTEGERS: readonly ProtoKind[] = ["int64", "sint64", "uint64", "fixed64", "sfixed64"];

export const fieldJstypeChanged = defineCompatRule({
  id: "compat/field-jstype-changed",
  buf: "FIELD_SAME_JSTYPE",
  summary: "JavaScript code holds a 64-bit integer in another type.",
  on: "field-paired",
  effect: [{ verdict: "break-source", hurts: "JavaScript code that holds the old type no longer compiles" }],
  check({ before, after }) {
    if (!WIDE_INTEGERS.includes(before.field.kind) || !WIDE_INTEGERS.includes(after.field.kind)) return undefined;
    const { jstype, optionsAt, at } = after.field;
    if (before.field.jstype === jstype) return undefined;
    return {
      message: `${describeField(after)} changed option "jstype" from ${quote(before.field.jstype)} to ${quote(jstype)}.`,
      file: after.file,
      at: optionsAt?.jstype ?? at,
      against: before.file,
    };
  },
});
