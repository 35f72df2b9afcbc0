import { type Verdict, VERDICTS } from "../verdict.js";
import type { ModelRule } from "./rule.js";

/** The verdicts of a rule's findings as its examples show them, the worst first. */
export function verdictsOf({ examples }: ModelRule): readonly Verdict[] {
  const shown = new Set(examples.flatMap(({ reports }) => Object.values(reports)));
  return VERDICTS.filter((verdict) => shown.has(verdict)).toReversed();
}
