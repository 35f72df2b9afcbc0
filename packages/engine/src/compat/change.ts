import { about, type About } from "./about.js";
import type { CompatFact, RemovedDefinition } from "./fact.js";
import { judgeFact, type JudgedFinding } from "./judge.js";
import type { CompatRule } from "./rule.js";
import type { Consequence, Direction, Verdict } from "./verdict.js";

/** One thing that changed, whom it hurts, and what other tools call it. */
export interface Change {
  /** The rule that says so best, and where. */
  readonly finding: JudgedFinding;
  /** Ids of `buf breaking` that it corresponds to, each once. */
  readonly buf: readonly string[];
  readonly about: About;
  readonly verdict: Verdict;
  /** The headline first; never empty. */
  readonly consequences: readonly Consequence[];
  readonly message: string;
}

/** What changed for the worse, in the order of the facts; what is safe is left out. */
export function changesOf(facts: readonly CompatFact[], direction: Direction): readonly Change[] {
  const lost = new Set(facts.flatMap((fact) => (fact.kind === "removed-from-package" ? [keyOf(fact)] : [])));
  const told = new Set<string>();
  return facts.flatMap((fact) => {
    if (isToldElsewhere(fact, lost)) return [];
    return aspectsOf(judgeFact(fact)).flatMap((findings) => {
      const change = toChange(fact, findings, direction);
      const key = change && `${change.finding.rule.id} ${change.about.fullName}`;
      if (change === undefined || key === undefined || told.has(key)) return [];
      told.add(key);
      return [change];
    });
  });
}

/** A definition that is gone for good is told once, of its package; the entry of a map with its field. */
function isToldElsewhere(fact: CompatFact, lost: ReadonlySet<string>): boolean {
  if (fact.kind !== "removed-from-file" && fact.kind !== "removed-from-package") return false;
  return isMapEntry(fact) || (fact.kind === "removed-from-file" && lost.has(keyOf(fact)));
}

function keyOf({ what, name, before }: RemovedDefinition): string {
  return `${what} ${before.package} ${name}`;
}

function isMapEntry({ what, name, before }: RemovedDefinition): boolean {
  if (what !== "message") return false;
  const [first = "", ...inner] = name.split(".");
  let message = before.messages.find((each) => each.name === first);
  for (const part of inner) message = message?.messages.find((each) => each.name === part);
  return message?.isMapEntry === true;
}

/** Rules that say the same thing more or less strictly; the first is what it is called. */
const ASPECTS = {
  FIELD_NO_DELETE: "removed",
  FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED: "removed",
  FIELD_NO_DELETE_UNLESS_NAME_RESERVED: "removed",
  FIELD_SAME_NAME: "name",
  FIELD_SAME_JSON_NAME: "name",
  FIELD_SAME_TYPE: "type",
  FIELD_WIRE_COMPATIBLE_TYPE: "type",
  FIELD_WIRE_JSON_COMPATIBLE_TYPE: "type",
  FIELD_SAME_CARDINALITY: "cardinality",
  FIELD_WIRE_COMPATIBLE_CARDINALITY: "cardinality",
  FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY: "cardinality",
  ENUM_VALUE_NO_DELETE: "removed",
  ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED: "removed",
  ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED: "removed",
} as const satisfies { readonly [buf: string]: string };

/** What a rule speaks of, the same for all rules that say it more or less strictly. */
export function aspectOf({ buf, id }: Pick<CompatRule, "buf" | "id">): string {
  const aspects: { readonly [buf: string]: string } = ASPECTS;
  return aspects[buf] ?? id.replace(/-from-package$/, "");
}

function aspectsOf(findings: readonly JudgedFinding[]): readonly (readonly JudgedFinding[])[] {
  const aspects = new Map<string, JudgedFinding[]>();
  for (const finding of findings) {
    const aspect = aspectOf(finding.rule);
    const others = aspects.get(aspect);
    if (others) others.push(finding);
    else aspects.set(aspect, [finding]);
  }
  return [...aspects.values()];
}

function toChange(fact: CompatFact, findings: readonly JudgedFinding[], direction: Direction): Change | undefined {
  const [finding] = findings;
  if (finding === undefined) return undefined;
  const consequences = finding.rule.effect(fact, direction);
  const [headline] = consequences;
  if (headline === undefined) return undefined;
  const buf = [...new Set(findings.map(({ rule }) => rule.buf))];
  return {
    finding,
    buf,
    about: about(fact),
    verdict: headline.verdict,
    consequences,
    message: finding.plain ?? finding.message,
  };
}
