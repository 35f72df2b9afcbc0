import { block, proto3, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { typeConsequences } from "../type-consequences.js";
import { WIRE_GROUPS, enumStandsIn, kindChanged, namesDiffer, typeNameChanged } from "../type-change.js";

const show = (line: string) => proto3(block("message Show", line));

const SEE = "See https://developers.google.com/protocol-buffers/docs/proto3#updating for wire compatibility rules.";
const NOTE =
  "Note that while string and bytes are compatible if the data is valid UTF-8, there is no way to enforce that a bytes field is UTF-8, so these fields may be incompatible.";

export const fieldWireTypeChanged = defineCompatRule({
  id: "compat/field-wire-type-changed",
  buf: "FIELD_WIRE_COMPATIBLE_TYPE",
  summary: "A field has a type that reads the old bytes differently.",
  help: "Old data holds bytes that the new type cannot read, or reads as other values. Add a field with a new number for the new type, fill both, and reserve the old number when nobody reads it any more.",
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
  examples: [
    versions("A number became text", show("int32 score = 1;"), show("string score = 1;"), ["Show.score"]),
    versions("Another number that travels the same way", show("int32 score = 1;"), show("int64 score = 1;")),
  ],
});
