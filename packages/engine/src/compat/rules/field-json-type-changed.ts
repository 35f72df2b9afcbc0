import { block, proto3, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { typeConsequences } from "../type-consequences.js";
import { JSON_GROUPS, enumStandsIn, kindChanged, namesDiffer, typeNameChanged } from "../type-change.js";

const show = (line: string) => proto3(block("message Show", line));

const SEE =
  "See https://developers.google.com/protocol-buffers/docs/proto3#updating for wire compatibility rules and https://developers.google.com/protocol-buffers/docs/proto3#json for JSON compatibility rules.";

export const fieldJsonTypeChanged = defineCompatRule({
  id: "compat/field-json-type-changed",
  buf: "FIELD_WIRE_JSON_COMPATIBLE_TYPE",
  summary: "A field has a type that reads the old bytes or the old JSON differently.",
  help: "The bytes or the JSON of the two types differ: a 64-bit integer, say, is a string in JSON where a 32-bit one is a number. Add a field with a new number for the new type, fill both, and mark the old one `deprecated`.",
  on: "field-paired",
  effect: typeConsequences,
  check(pair) {
    const to = pair.after.field.kind;
    if (JSON_GROUPS[pair.before.field.kind] !== JSON_GROUPS[to]) return kindChanged(pair, SEE);
    if (!namesDiffer(pair) || (to === "enum" && enumStandsIn(pair))) return undefined;
    return typeNameChanged(pair);
  },
  examples: [
    versions("JSON writes it as a string", show("int32 score = 1;"), show("int64 score = 1;"), ["Show.score"]),
    versions("Both are numbers of 32 bits", show("int32 score = 1;"), show("uint32 score = 1;")),
  ],
});
