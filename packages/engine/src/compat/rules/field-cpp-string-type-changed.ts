import { block, proto2, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

const show = (options: string) => proto2(block("message Show", `optional string synopsis = 1${options};`));

export const fieldCppStringTypeChanged = defineCompatRule({
  id: "compat/field-cpp-string-type-changed",
  buf: "FIELD_SAME_CPP_STRING_TYPE",
  summary: "C++ code holds a string in another type.",
  help: "Accessors in C++ take and return another type, such as `absl::Cord` or `absl::string_view` instead of `std::string`. The data stays the same. Put the option back, or change the C++ code that uses the field together with it.",
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
  examples: [
    versions("The text became a cord", show(""), show(" [ctype = CORD]"), ["Show.synopsis"]),
    versions("The type that goes without saying is said", show(""), show(" [ctype = STRING]")),
  ],
});

function isText(kind: string): boolean {
  return kind === "string" || kind === "bytes";
}
