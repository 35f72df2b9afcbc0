import type { ProtoKind } from "@nx-contracts/ir";
import { block, proto3, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

const show = (jstype: string, ...more: readonly string[]) =>
  proto3(block("message Show", `int64 views = 1 [jstype = ${jstype}];`, ...more));

const WIDE_INTEGERS: readonly ProtoKind[] = ["int64", "sint64", "uint64", "fixed64", "sfixed64"];

export const fieldJstypeChanged = defineCompatRule({
  id: "compat/field-jstype-changed",
  buf: "FIELD_SAME_JSTYPE",
  summary: "JavaScript code holds a 64-bit integer in another type.",
  help: "Generated JavaScript hands out the value as a string instead of a number, or the other way round; a number holds no more than 53 bits exactly. The data stays the same. Put the option back, or change the code that uses the field together with it.",
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
  examples: [
    versions("The number became a string", show("JS_NUMBER"), show("JS_STRING"), ["Show.views"]),
    versions("The same as before", show("JS_STRING"), show("JS_STRING", "string title = 2;")),
  ],
});
