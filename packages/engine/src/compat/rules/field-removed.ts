import type { CompatFactOf } from "../fact.js";
import { removalConsequences } from "../field-consequences.js";
import { covers } from "../ranges.js";
import { type CompatFinding, defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

type FieldRemoved = CompatFactOf<"field-removed">;

export const fieldRemoved = defineCompatRule({
  id: "compat/field-removed",
  buf: "FIELD_NO_DELETE",
  summary: "A number of a message has no field any more.",
  on: "field-removed",
  effect: removalConsequences,
  check: (fact) => removed(fact, ""),
});

export const fieldNumberNotReserved = defineCompatRule({
  id: "compat/field-number-not-reserved",
  buf: "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED",
  summary: "A field was removed and its number can be taken again.",
  on: "field-removed",
  effect: removalConsequences,
  check(fact) {
    const { number } = fact.field.field;
    if (covers(fact.after.message.reservedRanges, number)) return undefined;
    return removed(fact, ` without reserving the number "${number}"`);
  },
});

export const fieldNameNotReserved = defineCompatRule({
  id: "compat/field-name-not-reserved",
  buf: "FIELD_NO_DELETE_UNLESS_NAME_RESERVED",
  summary: "A field was removed and its name can be taken again.",
  on: "field-removed",
  effect: removalConsequences,
  check(fact) {
    const { name } = fact.field.field;
    if (fact.after.message.reservedNames.includes(name)) return undefined;
    return removed(fact, ` without reserving the name ${quote(name)}`);
  },
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
