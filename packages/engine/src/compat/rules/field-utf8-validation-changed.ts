import { defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

export const fieldUtf8ValidationChanged = defineCompatRule({
  id: "compat/field-utf8-validation-changed",
  buf: "FIELD_SAME_UTF8_VALIDATION",
  summary: "Text that is not UTF-8 is now refused, or no longer.",
  on: "field-paired",
  effect: [{ verdict: "hazard", hurts: "text that one side accepts is refused by the other" }],
  check({ before, after }) {
    if (before.field.kind !== "string" || after.field.kind !== "string") return undefined;
    if (before.field.utf8 === after.field.utf8) return undefined;
    return {
      message: `${describeField(after)} changed UTF8 validation from ${before.field.utf8} to ${after.field.utf8}.`,
      file: after.file,
      at: after.field.optionsAt?.utf8 ?? after.field.at,
      against: before.file,
    };
  },
});

export const fieldJavaUtf8ValidationChanged = defineCompatRule({
  id: "compat/field-java-utf8-validation-changed",
  buf: "FIELD_SAME_JAVA_UTF8_VALIDATION",
  summary: "Text that is not UTF-8 is now refused in Java, or no longer.",
  on: "field-paired",
  effect: [{ verdict: "hazard", hurts: "text that one side accepts is refused by the other, in Java" }],
  check({ before, after }) {
    if (before.field.kind !== "string" || after.field.kind !== "string") return undefined;
    const from = before.field.javaUtf8;
    const to = after.field.javaUtf8;
    if (from === to) return undefined;
    const { optionsAt, at } = after.field;
    return {
      message: `${describeField(after)} changed Java string UTF8 validation from ${quote(from)} to ${quote(to)}.`,
      file: after.file,
      at: after.file.options["java_string_check_utf8"]?.at ?? optionsAt?.java_utf8 ?? at,
      against: before.file,
    };
  },
});
