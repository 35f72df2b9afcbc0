import { defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

export const fieldCppStringTypeChanged = defineCompatRule({
  id: "compat/field-cpp-string-type-changed",
  buf: "FIELD_SAME_CPP_STRING_TYPE",
  summary: "C++ code holds a string in another type.",
  on: "field-paired",
  effect: [{ verdict: "break-source", hurts: "C++ code that holds the old type no longer compiles" }],
  check({ before, after }) {
    // An entry of a map has no choice.
    if (before.message?.isMapEntry && after.message?.isMapEntry) return undefined;
    if (!isText(before.field.kind) || !isText(after.field.kind)) return undefined;
    const from = before.field.cppStringType;
    const to = after.field.cppStringType;
    if (from === to || (from === "STRING_PIECE" && to === "STRING")) return undefined;
    const { optionsAt, at } = after.field;
    return {
      message: `${describeField(after)} changed C++ string type from ${quote(from)} to ${quote(to)}.`,
      file: after.file,
      at: optionsAt?.ctype ?? optionsAt?.cpp_string_type ?? at,
      against: before.file,
    };
  },
});

function isText(kind: string): boolean {
  return kind === "string" || kind === "bytes";
}
