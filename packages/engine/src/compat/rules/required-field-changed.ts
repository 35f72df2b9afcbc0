import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

const WHY =
  "Required fields must always be sent, so if one side does not know about the required field, this will result in a breakage.";

export const requiredFieldRemoved = defineCompatRule({
  id: "compat/required-field-removed",
  buf: "MESSAGE_SAME_REQUIRED_FIELDS",
  summary: "A field is no longer required, or gone: old readers refuse new data.",
  on: "required-field-removed",
  effect: [{ verdict: "break-wire", hurts: "old readers refuse new data without the field" }],
  check: ({ number, before, after }) => ({
    message: `Message ${quote(before.message.name)} had required field "${number}" deleted. ${WHY}`,
    file: after.file,
    at: after.message.at,
    against: before.file,
  }),
});

export const requiredFieldAdded = defineCompatRule({
  id: "compat/required-field-added",
  buf: "MESSAGE_SAME_REQUIRED_FIELDS",
  summary: "A field is required that was not: new readers refuse old data.",
  on: "required-field-added",
  effect: [{ verdict: "break-wire", hurts: "new readers refuse old data without the field" }],
  check: ({ field: { field }, after }) => ({
    message: `Message ${quote(after.message.name)} had required field "${field.number}" added. ${WHY}`,
    file: after.file,
    at: field.at,
  }),
});
