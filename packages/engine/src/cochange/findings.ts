import type { TextOf } from "../edit/page.js";
import { type RawFinding, rawFinding } from "../finding.js";
import { COCHANGE_RULES } from "./catalogue.js";
import type { CochangeFact } from "./fact.js";
import { missingEdits } from "./suggest.js";

/**
 * What the rules say about facts, in their order.
 *
 * @param suffix of every subject, such as `@web` for the mirror of that name
 */
export function cochangeFindings(facts: readonly CochangeFact[], textOf: TextOf, suffix = ""): readonly RawFinding[] {
  return facts.flatMap((fact) =>
    COCHANGE_RULES.filter(({ on }) => on === fact.kind).flatMap((rule) => {
      const finding = rule.judge(fact);
      const suggest = () => missingEdits(fact, textOf);
      return finding ? [rawFinding(rule, `${fact.subject}${suffix}`, finding, suggest)] : [];
    }),
  );
}
