import type { CompatFactOf, Pair } from "../fact.js";
import type { EnumIn, MessageIn } from "../proto-index.js";
import type { ProtoRange } from "@nx-contracts/ir";
import { type CompatFinding, type CompatRule, defineCompatRule } from "../rule.js";
import type { Consequence } from "../verdict.js";
import { quote } from "../words.js";

const REUSE: readonly Consequence[] = [
  { verdict: "hazard", hurts: "whoever takes it again reads old data as something else" },
];

export const extensionRangeRemoved = defineCompatRule({
  id: "compat/extension-range-removed",
  buf: "EXTENSION_MESSAGE_NO_DELETE",
  summary: "Numbers are no longer open to extensions.",
  on: "range-shrunk",
  effect: [{ verdict: "break-source", hurts: "extensions with these numbers no longer compile" }],
  check: (fact) => (fact.range.what === "extension" ? rangeShrunk(fact) : undefined),
});

export const reservedRangeRemoved = rangeRule("message");
export const reservedNameRemoved = nameRule("message");
export const enumReservedRangeRemoved = rangeRule("enum");
export const enumReservedNameRemoved = nameRule("enum");

function rangeRule(what: "message" | "enum"): CompatRule {
  return defineCompatRule({
    id: what === "enum" ? "compat/enum-reserved-number-removed" : "compat/reserved-number-removed",
    buf: `RESERVED_${what.toUpperCase()}_NO_DELETE`,
    summary: `Numbers that ${what === "enum" ? "an enum" : "a message"} reserved can be taken again.`,
    on: "range-shrunk",
    effect: REUSE,
    check: (fact) => (fact.range.what === "reserved" && what in fact.after ? rangeShrunk(fact) : undefined),
  });
}

function nameRule(what: "message" | "enum"): CompatRule {
  return defineCompatRule({
    id: what === "enum" ? "compat/enum-reserved-name-removed" : "compat/reserved-name-removed",
    buf: `RESERVED_${what.toUpperCase()}_NO_DELETE`,
    summary: `A name that ${what === "enum" ? "an enum" : "a message"} reserved can be taken again.`,
    on: "reserved-name-removed",
    effect: REUSE,
    check(fact) {
      if (!(what in fact.after)) return undefined;
      return finding(fact, (owner) => `Previously present reserved name ${quote(fact.name)} on ${owner} was deleted.`);
    },
  });
}

function rangeShrunk(fact: CompatFactOf<"range-shrunk">): CompatFinding {
  const { what, range, missing, highest } = fact.range;
  const lost = missing.map((each) => rangeText(each, highest)).join(", ");
  const text = quote(rangeText(range, highest));
  return finding(
    fact,
    (owner) => `Previously present ${what} range ${text} on ${owner} is missing values: ${lost} were removed.`,
  );
}

function rangeText([from, to]: ProtoRange, highest: number): string {
  return from === to ? `[${from}]` : `[${from},${to === highest ? "max" : to}]`;
}

function finding({ before, after }: Pair<MessageIn | EnumIn>, message: (owner: string) => string): CompatFinding {
  const [what, { name, at }] = "message" in after ? ["message", after.message] : ["enum", after.enum];
  return { message: message(`${what} ${quote(name)}`), file: after.file, at, against: before.file };
}
