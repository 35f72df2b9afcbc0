import { block, proto3, versions } from "../example.js";
import type { CompatFactOf } from "../fact.js";
import { removalConsequences } from "../field-consequences.js";
import { covers } from "../ranges.js";
import { type CompatFinding, defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

const show = (...lines: readonly string[]) => proto3(block("message Show", ...lines));
const BOTH = show("string title = 1;", "string synopsis = 2;");
const REMOVED = show("string title = 1;");

type FieldRemoved = CompatFactOf<"field-removed">;

export const fieldRemoved = defineCompatRule({
  id: "compat/field-removed",
  buf: "FIELD_NO_DELETE",
  summary: "A number of a message has no field any more.",
  help: "Code that uses the field no longer compiles, and readers of old data skip it. Mark it `deprecated` first; when nobody uses it, remove it and reserve its number and its name, so that no later field reads old data as its own.",
  on: "field-removed",
  effect: removalConsequences,
  check: (fact) => removed(fact, ""),
  examples: [
    versions("It is gone", BOTH, REMOVED, ["Show.synopsis"]),
    versions(
      "It stays and says that it is on its way out",
      BOTH,
      show("string title = 1;", "string synopsis = 2 [deprecated = true];"),
    ),
  ],
});

export const fieldNumberNotReserved = defineCompatRule({
  id: "compat/field-number-not-reserved",
  buf: "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED",
  summary: "A field was removed and its number can be taken again.",
  help: "A later field may take the number: whoever reads old data then takes it for the new field, in bytes without any error. Reserve the number in the message, as the example does.",
  on: "field-removed",
  effect: removalConsequences,
  check(fact) {
    const { number } = fact.field.field;
    if (covers(fact.after.message.reservedRanges, number)) return undefined;
    return removed(fact, ` without reserving the number "${number}"`);
  },
  examples: [
    versions("Nothing keeps its number", BOTH, show("string title = 1;", 'reserved "synopsis";'), ["Show.synopsis"]),
    versions("Its number is reserved", BOTH, show("string title = 1;", "reserved 2;")),
  ],
});

export const fieldNameNotReserved = defineCompatRule({
  id: "compat/field-name-not-reserved",
  buf: "FIELD_NO_DELETE_UNLESS_NAME_RESERVED",
  summary: "A field was removed and its name can be taken again.",
  help: "A later field may take the name under another number: whoever reads old JSON, or old text, then takes it for the new field. Reserve the name in the message, as the example does.",
  on: "field-removed",
  effect: removalConsequences,
  check(fact) {
    const { name } = fact.field.field;
    if (fact.after.message.reservedNames.includes(name)) return undefined;
    return removed(fact, ` without reserving the name ${quote(name)}`);
  },
  examples: [
    versions("Nothing keeps its name", BOTH, show("string title = 1;", "reserved 2;"), ["Show.synopsis"]),
    versions("Its name is reserved", BOTH, show("string title = 1;", "reserved 2;", 'reserved "synopsis";')),
  ],
});

function removed({ field, before, after }: FieldRemoved, suffix: string): CompatFinding {
  const described = describeField(field);
  return {
    message: `Previously present ${described.charAt(0).toLowerCase()}${described.slice(1)} was deleted${suffix}.`,
    file: after.file,
    at: after.message.at,
    against: before.file,
  };
}
