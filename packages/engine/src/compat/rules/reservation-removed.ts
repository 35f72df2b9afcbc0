import { block, proto2, proto3, versions } from "../example.js";
import type { CompatFactOf, Pair } from "../fact.js";
import type { EnumIn, MessageIn } from "../proto-index.js";
import type { ProtoRange } from "@nx-contracts/ir";
import { type CompatFinding, type CompatRule, defineCompatRule } from "../rule.js";
import type { Consequence } from "../verdict.js";
import { quote } from "../words.js";

const REUSE: readonly Consequence[] = [
  { verdict: "hazard", hurts: "whoever takes it again reads old data as something else" },
];

/** A message or an enum with nothing but `lines` and what it cannot do without. */
const reserving = (what: "message" | "enum", ...lines: readonly string[]) =>
  proto3(
    what === "enum"
      ? block("enum Status", "STATUS_UNSPECIFIED = 0;", ...lines)
      : block("message Show", "string title = 1;", ...lines),
  );
const open = (range: string) => proto2(block("message Show", `extensions ${range};`));
const OWNERS = { message: "Show", enum: "Status" } as const;

export const extensionRangeRemoved = defineCompatRule({
  id: "compat/extension-range-removed",
  buf: "EXTENSION_MESSAGE_NO_DELETE",
  summary: "Numbers are no longer open to extensions.",
  help: "Extensions that others have declared with these numbers no longer compile, and a field may take a number of theirs and read their data as its own. Leave the range open; it costs nothing.",
  on: "range-shrunk",
  effect: [{ verdict: "break-source", hurts: "extensions with these numbers no longer compile" }],
  check: (fact) => (fact.range.what === "extension" ? rangeShrunk(fact) : undefined),
  examples: [
    versions("The range is shorter", open("100 to 199"), open("100 to 149"), ["Show.100"]),
    versions("The range is longer", open("100 to 199"), open("100 to 299")),
  ],
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
    help: "A number was reserved because old data may hold it. Whoever takes it again reads that data as something else, without any error, so leave it reserved; it costs nothing.",
    on: "range-shrunk",
    effect: REUSE,
    check: (fact) => (fact.range.what === "reserved" && what in fact.after ? rangeShrunk(fact) : undefined),
    examples: [
      versions("It is free again", reserving(what, "reserved 2, 4;"), reserving(what, "reserved 4;"), [
        `${OWNERS[what]}.2`,
      ]),
      versions("A longer range holds it", reserving(what, "reserved 2, 4;"), reserving(what, "reserved 2 to 9;")),
    ],
  });
}

function nameRule(what: "message" | "enum"): CompatRule {
  const [lost, kept] = what === "enum" ? ["STATUS_LOST", "STATUS_HELD"] : ["synopsis", "subtitle"];
  return defineCompatRule({
    id: what === "enum" ? "compat/enum-reserved-name-removed" : "compat/reserved-name-removed",
    buf: `RESERVED_${what.toUpperCase()}_NO_DELETE`,
    summary: `A name that ${what === "enum" ? "an enum" : "a message"} reserved can be taken again.`,
    help: "A name was reserved because old JSON and old text may hold it. Whoever takes it again reads those as something else, so leave it reserved; it costs nothing.",
    on: "reserved-name-removed",
    effect: REUSE,
    check(fact) {
      if (!(what in fact.after)) return undefined;
      return finding(fact, (owner) => `Previously present reserved name ${quote(fact.name)} on ${owner} was deleted.`);
    },
    examples: [
      versions(
        "It is free again",
        reserving(what, `reserved "${lost}", "${kept}";`),
        reserving(what, `reserved "${kept}";`),
        [`${OWNERS[what]}.${lost}`],
      ),
      versions(
        "Another one is reserved besides",
        reserving(what, `reserved "${lost}";`),
        reserving(what, `reserved "${lost}", "${kept}";`),
      ),
    ],
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
