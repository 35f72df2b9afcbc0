import type { ProtoField } from "@nx-contracts/ir";
import { block, proto3, versions } from "../example.js";
import { renameConsequences } from "../field-consequences.js";
import { defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

const show = (line: string) => proto3(block("message Show", line));

export const fieldRenamed = defineCompatRule({
  id: "compat/field-renamed",
  buf: "FIELD_SAME_NAME",
  summary: "A field has another name.",
  help: "The bytes stay the same, since they hold numbers. JSON and text hold the name, so they are no longer understood, and code that uses the field no longer compiles. Keep the name; `json_name` keeps the bytes and the JSON, not the code. For another name add another field, keep the old one and mark it deprecated, write both, move the readers, then remove the old one and reserve its number and name.",
  on: "field-paired",
  effect: renameConsequences,
  check({ before, after }) {
    const from = nameOf(before.field);
    const to = nameOf(after.field);
    if (from === to) return undefined;
    return {
      message: `${describeField(after, { named: false })} changed name from ${quote(from)} to ${quote(to)}.`,
      file: after.file,
      at: after.field.nameAt,
      against: before.file,
    };
  },
  examples: [
    versions("It has another name", show("string title = 1;"), show("string headline = 1;"), ["Show.headline"]),
    versions("Only its key in JSON changed", show("string title = 1;"), show('string title = 1 [json_name = "name"];')),
  ],
});

/** Extensions are known by their full name. */
function nameOf({ name, extension }: ProtoField): string {
  return extension?.fullName ?? name;
}
