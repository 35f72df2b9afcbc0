import { block, proto3, versions } from "../example.js";
import type { CompatFactOf } from "../fact.js";
import { enumRemovalConsequences } from "../enum-consequences.js";
import { covers } from "../ranges.js";
import { type CompatFinding, defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

const status = (...lines: readonly string[]) => proto3(block("enum Status", "STATUS_UNSPECIFIED = 0;", ...lines));
const LOST = "STATUS_LOST = 1;";

type EnumNumberRemoved = CompatFactOf<"enum-number-removed">;

export const enumValueRemoved = defineCompatRule({
  id: "compat/enum-value-removed",
  buf: "ENUM_VALUE_NO_DELETE",
  summary: "A number of an enum has no name any more.",
  help: "Code that names the value no longer compiles, and readers no longer know the number that old data holds. Mark it `deprecated` first; when nobody writes it, remove it and reserve its number and its name.",
  on: "enum-number-removed",
  effect: enumRemovalConsequences,
  check: (fact) => removed(fact, ""),
  examples: [
    versions("It is gone", status(LOST), status(), ["Status.STATUS_LOST"]),
    versions(
      "It stays and says that it is on its way out",
      status(LOST),
      status("STATUS_LOST = 1 [deprecated = true];"),
    ),
  ],
});

export const enumNumberNotReserved = defineCompatRule({
  id: "compat/enum-number-not-reserved",
  buf: "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED",
  summary: "An enum value was removed and its number can be taken again.",
  help: "A later value may take the number, and old data then says something else. Reserve the number in the enum, as the example does.",
  on: "enum-number-removed",
  effect: enumRemovalConsequences,
  check: (fact) =>
    covers(fact.after.enum.reservedRanges, fact.number)
      ? undefined
      : removed(fact, ` without reserving the number "${fact.number}"`),
  examples: [
    versions("Nothing keeps its number", status(LOST), status('reserved "STATUS_LOST";'), ["Status.STATUS_LOST"]),
    versions("Its number is reserved", status(LOST), status("reserved 1;")),
  ],
});

export const enumNameNotReserved = defineCompatRule({
  id: "compat/enum-name-not-reserved",
  buf: "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED",
  summary: "An enum value was removed and its name can be taken again.",
  help: "A later value may take the name under another number, and old JSON, which holds the name, then says something else. Reserve the name in the enum, as the example does.",
  on: "enum-number-removed",
  effect: enumRemovalConsequences,
  check(fact) {
    const { names, after } = fact;
    if (names.every((name) => after.enum.reservedNames.includes(name))) return undefined;
    return removed(fact, ` without reserving the name${names.length > 1 ? "s" : ""} ${names.map(quote).join(", ")}`);
  },
  examples: [
    versions("Nothing keeps its name", status(LOST), status("reserved 1;"), ["Status.STATUS_LOST"]),
    versions("Its name is reserved", status(LOST), status("reserved 1;", 'reserved "STATUS_LOST";')),
  ],
});

function removed({ number, before, after }: EnumNumberRemoved, suffix: string): CompatFinding {
  return {
    message: `Previously present enum value "${number}" on enum ${quote(after.enum.name)} was deleted${suffix}.`,
    file: after.file,
    at: after.enum.at,
    against: before.file,
  };
}
