import { block, proto2, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import type { Consequence } from "../verdict.js";
import { quote } from "../words.js";

const show = (...lines: readonly string[]) => proto2(block("message Show", ...lines));

const WHY =
  "Required fields must always be sent, so if one side does not know about the required field, this will result in a breakage.";

const SOURCE: Consequence = {
  verdict: "break-source",
  hurts: "code that makes or reads the message may no longer compile",
};

export const requiredFieldRemoved = defineCompatRule({
  id: "compat/required-field-removed",
  buf: "MESSAGE_SAME_REQUIRED_FIELDS",
  summary: "A field is no longer required, or gone: old readers refuse new data.",
  help: "Old readers refuse a whole message that lacks the field, so new data must go on holding it. Leave it required until no reader is left that asks for it; that is why new fields should never be required.",
  on: "required-field-removed",
  effect: (_, direction) => [
    ...(direction === "backward"
      ? []
      : [{ verdict: "break-wire", hurts: "old readers refuse new data without the field" } as const]),
    SOURCE,
  ],
  check: ({ number, before, after }) => ({
    message: `Message ${quote(before.message.name)} had required field "${number}" deleted. ${WHY}`,
    file: after.file,
    at: after.message.at,
    against: before.file,
  }),
  examples: [
    versions("It became optional", show("required string title = 1;"), show("optional string title = 1;"), [
      "Show.title",
    ]),
    versions(
      "It stays, and an optional one is new",
      show("required string title = 1;"),
      show("required string title = 1;", "optional int32 year = 2;"),
    ),
  ],
});

export const requiredFieldAdded = defineCompatRule({
  id: "compat/required-field-added",
  buf: "MESSAGE_SAME_REQUIRED_FIELDS",
  summary: "A field is required that was not: new readers refuse old data.",
  help: "New readers refuse a whole message that lacks the field, which all data written so far does. Make it `optional` and check in code that it is there.",
  on: "required-field-added",
  effect: (_, direction) => [
    ...(direction === "forward"
      ? []
      : [{ verdict: "break-wire", hurts: "new readers refuse old data without the field" } as const]),
    SOURCE,
  ],
  check: ({ field: { field }, after }) => ({
    message: `Message ${quote(after.message.name)} had required field "${field.number}" added. ${WHY}`,
    file: after.file,
    at: field.at,
  }),
  examples: [
    versions(
      "A new field is required",
      show("optional string title = 1;"),
      show("optional string title = 1;", "required int32 year = 2;"),
      ["Show.year"],
    ),
    versions(
      "A new field is optional",
      show("optional string title = 1;"),
      show("optional string title = 1;", "optional int32 year = 2;"),
    ),
  ],
});
