import type { ProtoCardinality } from "@nx-contracts/ir";
import { cardinalityConsequences } from "../field-consequences.js";
import { type CompatRule, defineCompatRule } from "../rule.js";
import { CARDINALITY_WORDS, describeField } from "../words.js";

type Groups = { readonly [cardinality in ProtoCardinality]: string };

/** What may become what: the same on the wire, the same in JSON, the same in code. */
const EACH_ITS_OWN: Groups = {
  explicit: "explicit",
  implicit: "implicit",
  required: "required",
  repeated: "repeated",
  map: "map",
};
const ON_THE_WIRE: Groups = { ...EACH_ITS_OWN, explicit: "single", implicit: "single", map: "repeated" };
const IN_JSON: Groups = { ...ON_THE_WIRE, map: "map" };

export const fieldCardinalityChanged = cardinalityRule(
  "compat/field-cardinality-changed",
  "FIELD_SAME_CARDINALITY",
  "A field stands another number of times, or its absence no longer shows.",
  EACH_ITS_OWN,
);

export const fieldWireCardinalityChanged = cardinalityRule(
  "compat/field-wire-cardinality-changed",
  "FIELD_WIRE_COMPATIBLE_CARDINALITY",
  "A field stands another number of times on the wire.",
  ON_THE_WIRE,
);

export const fieldJsonCardinalityChanged = cardinalityRule(
  "compat/field-json-cardinality-changed",
  "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY",
  "A field stands another number of times on the wire or in JSON.",
  IN_JSON,
);

function cardinalityRule(id: `compat/${string}`, buf: string, summary: string, groups: Groups): CompatRule {
  return defineCompatRule({
    id,
    buf,
    summary,
    on: "field-paired",
    effect: cardinalityConsequences,
    check({ before, after }) {
      // The fields of a map's entry seem to have presence, or not, and behave all the same.
      if (before.message?.isMapEntry && after.message?.isMapEntry) return undefined;
      const from = before.field.cardinality;
      const to = after.field.cardinality;
      if (groups[from] === groups[to]) return undefined;
      return {
        message: `${describeField(after)} changed cardinality from "${CARDINALITY_WORDS[from]}" to "${CARDINALITY_WORDS[to]}".`,
        file: after.file,
        at: after.field.at,
        against: before.file,
      };
    },
  });
}
