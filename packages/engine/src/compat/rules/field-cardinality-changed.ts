import type { ProtoCardinality } from "@nx-contracts/ir";
import { block, proto3, versions } from "../example.js";
import { cardinalityConsequences } from "../field-consequences.js";
import { type CompatRule, type CompatRuleDefinition, defineCompatRule } from "../rule.js";
import { CARDINALITY_WORDS, describeField } from "../words.js";

type Told = Pick<CompatRuleDefinition<"field-paired">, "id" | "buf" | "summary" | "help" | "examples">;
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

const show = (...lines: readonly string[]) => proto3(block("message Show", ...lines));
const ENTRY = block("message TitlesEntry", "string key = 1;", "string value = 2;");
const MAP = show("map<string, string> titles = 1;");
const LIST_OF_ENTRIES = show(ENTRY, "repeated TitlesEntry titles = 1;");

export const fieldCardinalityChanged = cardinalityRule(EACH_ITS_OWN, {
  id: "compat/field-cardinality-changed",
  buf: "FIELD_SAME_CARDINALITY",
  summary: "A field stands another number of times, or its absence no longer shows.",
  help: "Code that reads or sets the field may no longer compile, and with or without presence a zero means something else: a value that was set, or nothing. Add a field with a new number instead, and mark the old one `deprecated`.",
  examples: [
    versions("Its absence shows now", show("int32 year = 1;"), show("optional int32 year = 1;"), ["Show.year"]),
    versions("A list is new", show("string genre = 1;"), show("string genre = 1;", "repeated string genres = 2;")),
  ],
});

export const fieldWireCardinalityChanged = cardinalityRule(ON_THE_WIRE, {
  id: "compat/field-wire-cardinality-changed",
  buf: "FIELD_WIRE_COMPATIBLE_CARDINALITY",
  summary: "A field stands another number of times on the wire.",
  help: "Who expects one value keeps the last of a list, or merges its messages, and may not read a packed list of numbers at all. Add a field with a new number for the list, fill both, and mark the old one `deprecated`.",
  examples: [
    versions("One became many", show("string genre = 1;"), show("repeated string genre = 1;"), ["Show.genre"]),
    versions("A map became the list that it is on the wire", MAP, LIST_OF_ENTRIES),
  ],
});

export const fieldJsonCardinalityChanged = cardinalityRule(IN_JSON, {
  id: "compat/field-json-cardinality-changed",
  buf: "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY",
  summary: "A field stands another number of times on the wire or in JSON.",
  help: "JSON writes one value, a list and a map each in its own way, and readers of one refuse the others. Add a field with a new number instead, fill both, and mark the old one `deprecated`.",
  examples: [
    versions("A map became a list of its entries", MAP, LIST_OF_ENTRIES, ["Show.titles"]),
    versions("Only presence changed", show("int32 year = 1;"), show("optional int32 year = 1;")),
  ],
});

function cardinalityRule(groups: Groups, told: Told): CompatRule {
  return defineCompatRule({
    ...told,
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
