import { NOTICES, type Report, type RuleInfo } from "@nx-contracts/engine";
import type { Verdict } from "@nx-contracts/engine/compat";

/** Whether a rule, or a notice, belongs to a family whose rules are loaded only where they are needed. */
export function isLate(id: string): boolean {
  return /^(?:compat|lifecycle|stubs|cochange)\//.test(id);
}

/** Ids of all rules and notices of the late families, in the order of the documentation. */
export async function lateRuleIds(): Promise<readonly string[]> {
  return [...(await lateRules()), ...NOTICES].map(({ id }) => id).filter(isLate);
}

/** The late rules that a report names, for a format that describes them. Loads nothing where it names none. */
export async function lateRulesIn({ diagnostics, approved, ignored }: Report): Promise<readonly RuleInfo[]> {
  const aside = [...approved, ...ignored].map(({ diagnostic }) => diagnostic);
  const named = new Set([...diagnostics, ...aside].map(({ rule }) => rule).filter(isLate));
  for (const { id } of NOTICES) named.delete(id);
  return named.size === 0 ? [] : (await lateRules()).filter(({ id }) => named.has(id));
}

async function lateRules(): Promise<readonly RuleInfo[]> {
  const [
    { COMPAT_RULES, severityOf },
    { MODEL_RULES, verdictsOf },
    { LIFECYCLE_RULES },
    { COCHANGE_RULES },
    { STUB_RULES },
  ] = await Promise.all([
    import("@nx-contracts/engine/compat"),
    import("@nx-contracts/engine/compat/model"),
    import("@nx-contracts/engine/lifecycle"),
    import("@nx-contracts/engine/cochange"),
    import("@nx-contracts/engine/stubs"),
  ]);
  // As long as nobody promises more or less than JSON.
  const severity = (verdict: Verdict) => severityOf([{ verdict, hurts: "" }], "json");
  return [
    ...COMPAT_RULES.map(({ id, summary, help, alike }) => ({
      id,
      summary,
      help,
      ...(alike && { severity: severityOf(alike, "json") }),
    })),
    ...MODEL_RULES.map((rule) => ({
      id: rule.id,
      summary: rule.summary,
      help: rule.help,
      severity: Object.fromEntries(verdictsOf(rule).map((verdict) => [verdict, severity(verdict)])),
    })),
    ...LIFECYCLE_RULES,
    ...COCHANGE_RULES,
    ...STUB_RULES,
  ];
}
