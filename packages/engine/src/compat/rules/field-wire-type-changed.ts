import { defineCompatRule } from "../rule.js";
import { typeConsequences } from "../type-consequences.js";
import { WIRE_GROUPS, enumStandsIn, kindChanged, namesDiffer, typeNameChanged } from "../type-change.js";

const SEE = "See https://developers.google.com/protocol-buffers/docs/proto3#updating for wire compatibility rules.";
const NOTE =
  "Note that while string and bytes are compatible if the data is valid UTF-8, there is no way to enforce that a bytes field is UTF-8, so these fields may be incompatible.";

export const fieldWireTypeChanged = defineCompatRule({
  id: "compat/field-wire-type-changed",
  buf: "FIELD_WIRE_COMPATIBLE_TYPE",
  summary: "A field has a type that reads the old bytes differently.",
  on: "field-paired",
  effect: typeConsequences,
  check(pair) {
    const from = pair.before.field.kind;
    const to = pair.after.field.kind;
    if (WIRE_GROUPS[from] !== WIRE_GROUPS[to]) {
      if (from === "string" && to === "bytes") return undefined;
      return from === "bytes" && to === "string" ? kindChanged(pair, SEE, NOTE) : kindChanged(pair, SEE);
    }
    if (!namesDiffer(pair) || (to === "enum" && enumStandsIn(pair))) return undefined;
    return typeNameChanged(pair);
  },
});
