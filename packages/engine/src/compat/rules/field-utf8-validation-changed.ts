import { block, edition2023, proto2, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

const show = (line: string) => block("message Show", line);

export const fieldUtf8ValidationChanged = defineCompatRule({
  id: "compat/field-utf8-validation-changed",
  buf: "FIELD_SAME_UTF8_VALIDATION",
  summary: "Text that is not UTF-8 is now refused, or no longer.",
  help: "The side that validates refuses a whole message for one string that is not UTF-8, which the other side writes and reads. A field that may hold other bytes should be `bytes`; for the others, make sure that what is stored is UTF-8 before anyone validates.",
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
  examples: [
    versions(
      "It is no longer validated",
      edition2023(show("string title = 1;")),
      edition2023(show("string title = 1 [features.utf8_validation = NONE];")),
      ["Show.title"],
    ),
    versions(
      "What goes without saying is said",
      edition2023(show("string title = 1;")),
      edition2023(show("string title = 1 [features.utf8_validation = VERIFY];")),
    ),
  ],
});

export const fieldJavaUtf8ValidationChanged = defineCompatRule({
  id: "compat/field-java-utf8-validation-changed",
  buf: "FIELD_SAME_JAVA_UTF8_VALIDATION",
  summary: "Text that is not UTF-8 is now refused in Java, or no longer.",
  help: "Java code that validates refuses a whole message for one string that is not UTF-8, which code without it writes and reads. Make sure that what is stored is UTF-8 before Java validates, or put the option back.",
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
  examples: [
    versions(
      "Java validates now",
      proto2(show("optional string title = 1;")),
      proto2("option java_string_check_utf8 = true;", show("optional string title = 1;")),
      ["Show.title"],
    ),
    versions(
      "What goes without saying is said",
      proto2(show("optional string title = 1;")),
      proto2("option java_string_check_utf8 = false;", show("optional string title = 1;")),
    ),
  ],
});
