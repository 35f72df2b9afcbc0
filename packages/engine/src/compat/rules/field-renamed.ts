import type { ProtoField } from "@nx-contracts/ir";
import { renameConsequences } from "../field-consequences.js";
import { defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

export const fieldRenamed = defineCompatRule({
  id: "compat/field-renamed",
  buf: "FIELD_SAME_NAME",
  summary: "A field has another name.",
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
});

/** Extensions are known by their full name. */
function nameOf({ name, extension }: ProtoField): string {
  return extension?.fullName ?? name;
}
