import { defineCompatRule } from "../rule.js";
import { typeConsequences } from "../type-consequences.js";
import { JSON_GROUPS, enumStandsIn, kindChanged, namesDiffer, typeNameChanged } from "../type-change.js";

const SEE =
  "See https://developers.google.com/protocol-buffers/docs/proto3#updating for wire compatibility rules and https://developers.google.com/protocol-buffers/docs/proto3#json for JSON compatibility rules.";

export const fieldJsonTypeChanged = defineCompatRule({
  id: "compat/field-json-type-changed",
  buf: "FIELD_WIRE_JSON_COMPATIBLE_TYPE",
  summary: "A field has a type that reads the old bytes or the old JSON differently.",
  on: "field-paired",
  effect: typeConsequences,
  check(pair) {
    const to = pair.after.field.kind;
    if (JSON_GROUPS[pair.before.field.kind] !== JSON_GROUPS[to]) return kindChanged(pair, SEE);
    if (!namesDiffer(pair) || (to === "enum" && enumStandsIn(pair))) return undefined;
    return typeNameChanged(pair);
  },
});
