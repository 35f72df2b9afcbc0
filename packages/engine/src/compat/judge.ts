import { COMPAT_RULES } from "./catalogue.js";
import type { CompatFact, CompatFactKind } from "./fact.js";
import { type CompatPolicy, isUnstable, liesIn } from "./policy.js";
import type { ProtoFile } from "@nx-contracts/ir";
import type { CompatFinding, CompatRule } from "./rule.js";

/** A finding with the rule that made it and what it judged. */
export interface JudgedFinding extends CompatFinding {
  readonly rule: CompatRule;
  readonly fact: CompatFact;
}

const RULES_BY_FACT: ReadonlyMap<CompatFactKind, readonly CompatRule[]> = new Map(
  [...new Set(COMPAT_RULES.map((rule) => rule.on))].map((on) => [on, COMPAT_RULES.filter((rule) => rule.on === on)]),
);

/** What all rules say about one fact, in the order of the catalogue. */
export function judgeFact(fact: CompatFact): readonly JudgedFinding[] {
  return (RULES_BY_FACT.get(fact.kind) ?? []).flatMap((rule) => {
    const finding = rule.judge(fact);
    return finding ? [{ ...finding, rule, fact }] : [];
  });
}

/** What the rules of `policy` say about `facts`, in the order of the facts. */
export function judgeCompat(facts: Iterable<CompatFact>, policy: CompatPolicy): readonly JudgedFinding[] {
  const findings: JudgedFinding[] = [];
  for (const fact of facts) findings.push(...judgeFact(fact).filter((finding) => reports(policy, finding)));
  return findings;
}

/** Whether a policy wants to hear of a finding. */
export function reports(policy: CompatPolicy, { rule: { buf }, file, against }: JudgedFinding): boolean {
  if (!policy.rules.has(buf)) return false;
  return ![file, against].some((each) => each !== undefined && isFileIgnored(each, buf, policy));
}

function isFileIgnored(file: ProtoFile, buf: string, policy: CompatPolicy): boolean {
  const { ignore, ignoreOnly, ignoreUnstablePackages } = policy;
  if (liesIn(ignore, file.path) || liesIn(ignoreOnly.get(buf) ?? [], file.path)) return true;
  return ignoreUnstablePackages && isUnstable(file.package);
}
