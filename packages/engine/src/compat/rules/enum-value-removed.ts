import type { CompatFactOf } from "../fact.js";
import { enumRemovalConsequences } from "../enum-consequences.js";
import { covers } from "../ranges.js";
import { type CompatFinding, defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

type EnumNumberRemoved = CompatFactOf<"enum-number-removed">;

export const enumValueRemoved = defineCompatRule({
  id: "compat/enum-value-removed",
  buf: "ENUM_VALUE_NO_DELETE",
  summary: "A number of an enum has no name any more.",
  on: "enum-number-removed",
  effect: enumRemovalConsequences,
  check: (fact) => removed(fact, ""),
});

export const enumNumberNotReserved = defineCompatRule({
  id: "compat/enum-number-not-reserved",
  buf: "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED",
  summary: "An enum value was removed and its number can be taken again.",
  on: "enum-number-removed",
  effect: enumRemovalConsequences,
  check: (fact) =>
    covers(fact.after.enum.reservedRanges, fact.number)
      ? undefined
      : removed(fact, ` without reserving the number "${fact.number}"`),
});

export const enumNameNotReserved = defineCompatRule({
  id: "compat/enum-name-not-reserved",
  buf: "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED",
  summary: "An enum value was removed and its name can be taken again.",
  on: "enum-number-removed",
  effect: enumRemovalConsequences,
  check(fact) {
    const { names, after } = fact;
    if (names.every((name) => after.enum.reservedNames.includes(name))) return undefined;
    return removed(fact, ` without reserving the name${names.length > 1 ? "s" : ""} ${names.map(quote).join(", ")}`);
  },
});

function removed({ number, before, after }: EnumNumberRemoved, suffix: string): CompatFinding {
  return {
    message: `Previously present enum value "${number}" on enum ${quote(after.enum.name)} was deleted${suffix}.`,
    file: after.file,
    at: after.enum.at,
    against: before.file,
  };
}
