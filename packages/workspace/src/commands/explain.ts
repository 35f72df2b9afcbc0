import { NOTICES, type RuleExample, RULES } from "@nx-contracts/engine";
import { ContractsError, nearestName } from "@nx-contracts/ir";

/** What is known about one rule. */
export interface Explanation {
  readonly id: string;
  readonly severity: string;
  readonly summary: string;
  readonly help: string;
  readonly examples: readonly RuleExample[];
}

/** Every rule and notice, in the order of the documentation. */
export function listRules(): readonly Explanation[] {
  return [
    ...RULES.map(({ id, severity, summary, help, examples }) => ({
      id,
      severity: describeSeverity(severity),
      summary,
      help,
      examples,
    })),
    ...NOTICES.map(({ id, severity, summary, help }) => ({ id, severity, summary, help, examples: [] })),
  ];
}

/**
 * Explains one rule.
 *
 * @throws ContractsError `usage` when there is none of that name
 */
export function explain(id: string): Explanation {
  const rules = listRules();
  const found =
    rules.find((rule) => rule.id === id) ?? rules.find((rule) => id.startsWith("lint/") && rule.id === "lint/*");
  if (found) return found;
  const near = nearestName(
    id,
    rules.map((rule) => rule.id),
  );
  throw new ContractsError("usage", {
    message: `There is no rule \`${id}\`.`,
    next: near ? `Did you mean \`${near}\`?` : "`nx-contracts explain` lists every rule.",
  });
}

function describeSeverity(severity: (typeof RULES)[number]["severity"]): string {
  return typeof severity === "string" ? severity : [...new Set(Object.values(severity))].join(" or ");
}
