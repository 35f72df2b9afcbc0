import { COMPAT_RULES } from "./catalogue.js";
import type { CompatFact, CompatFactKind } from "./fact.js";
import { type CompatPolicy, isUnstable, liesIn } from "./policy.js";
import type { ProtoFile } from "@nx-contracts/ir";
import type { CompatFinding, CompatRule } from "./rule.js";

/** A finding with the rule that made it. */
export interface JudgedFinding extends CompatFinding {
  readonly rule: CompatRule;
}

/** What the rules of `policy` say about `facts`, in the order of the facts. */
export function judgeCompat(facts: Iterable<CompatFact>, policy: CompatPolicy): readonly JudgedFinding[] {
  const rules = new Map<CompatFactKind, CompatRule[]>();
  for (const rule of COMPAT_RULES) {
    if (!policy.rules.has(rule.buf)) continue;
    const others = rules.get(rule.on);
    if (others) others.push(rule);
    else rules.set(rule.on, [rule]);
  }
  const findings: JudgedFinding[] = [];
  for (const fact of facts) {
    for (const rule of rules.get(fact.kind) ?? []) {
      const finding = rule.judge(fact);
      if (finding && !isIgnored(finding, rule, policy)) findings.push({ ...finding, rule });
    }
  }
  return findings;
}

function isIgnored({ file, against }: CompatFinding, { buf }: CompatRule, policy: CompatPolicy): boolean {
  return [file, against].some((each) => each !== undefined && isFileIgnored(each, buf, policy));
}

function isFileIgnored(file: ProtoFile, buf: string, policy: CompatPolicy): boolean {
  const { ignore, ignoreOnly, ignoreUnstablePackages } = policy;
  if (liesIn(ignore, file.path) || liesIn(ignoreOnly.get(buf) ?? [], file.path)) return true;
  return ignoreUnstablePackages && isUnstable(file.package);
}
