import { type RawFinding, rawFinding } from "../finding.js";
import { STUB_RULES } from "./catalogue.js";
import type { StubFact } from "./fact.js";

/** What the rules about generated files say, in the order of the facts. */
export function stubFindings(facts: Iterable<StubFact>): readonly RawFinding[] {
  return [...facts].flatMap((fact) =>
    STUB_RULES.flatMap((rule) => {
      const finding = rule.judge(fact);
      return finding ? [rawFinding(rule, fact.subject, finding, () => [])] : [];
    }),
  );
}
