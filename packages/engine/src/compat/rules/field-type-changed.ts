import { defineCompatRule } from "../rule.js";
import { typeConsequences } from "../type-consequences.js";
import { kindChanged, namesDiffer, typeNameChanged } from "../type-change.js";

export const fieldTypeChanged = defineCompatRule({
  id: "compat/field-type-changed",
  buf: "FIELD_SAME_TYPE",
  summary: "A field has another type.",
  on: "field-paired",
  effect: typeConsequences,
  check(pair) {
    if (pair.before.field.kind !== pair.after.field.kind) return kindChanged(pair);
    return namesDiffer(pair) ? typeNameChanged(pair) : undefined;
  },
});
