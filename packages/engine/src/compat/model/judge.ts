import type { DiffFact, DiffKind } from "../../facts/diff/fact.js";
import { MODEL_RULES } from "./catalogue.js";
import type { Direction } from "../verdict.js";
import type { ModelFinding, ModelRule } from "./rule.js";

const RULES_BY_FACT: ReadonlyMap<DiffKind, readonly ModelRule[]> = new Map(
  MODEL_RULES.flatMap((rule) => rule.on).map((on) => [on, MODEL_RULES.filter((rule) => rule.on.includes(on))]),
);

/**
 * What the rules about models say about changes of Pydantic and TypeScript
 * sources, in the order of the facts. Protos have rules of their own.
 */
export function judgeModel(facts: Iterable<DiffFact>, direction: Direction): readonly ModelFinding[] {
  const findings: ModelFinding[] = [];
  for (const fact of facts) {
    if ((fact.after ?? fact.before).schema.language === "proto") continue;
    for (const rule of RULES_BY_FACT.get(fact.kind) ?? []) {
      const finding = rule.judge(fact, direction);
      if (finding) findings.push(finding);
    }
  }
  return findings;
}
