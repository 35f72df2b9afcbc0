import { NOTICES, type RuleExample, RULES } from "@nx-contracts/engine";
import { ContractsError, nearestName } from "@nx-contracts/ir";

/** What is known about one rule. */
export interface Explanation {
  readonly id: string;
  /** What Buf calls it; for rules about versions only. */
  readonly buf?: string;
  /** Of its findings; for rules about versions their verdict, which decides it. */
  readonly severity: string;
  readonly summary: string;
  readonly help: string;
  /** What else is to be said, a line each. */
  readonly notes: readonly string[];
  readonly examples: readonly RuleExample[];
}

/** Every rule and notice, in the order of the documentation. */
export async function listRules(): Promise<readonly Explanation[]> {
  // Most commands have no use for the rules about versions.
  const { COMPAT_RULES, describeRule } = await import("@nx-contracts/engine/compat");
  return [
    ...RULES.map(({ id, severity, summary, help, examples }) => ({
      id,
      severity: describeSeverity(severity),
      summary,
      help,
      notes: [],
      examples,
    })),
    ...COMPAT_RULES.map((rule) => {
      const { id, buf, summary, help, examples } = rule;
      const { verdict, called, effects } = describeRule(rule);
      return { id, buf, severity: verdict, summary, help, notes: [called, ...effects], examples };
    }),
    ...NOTICES.map(({ id, severity, summary, help }) => ({ id, severity, summary, help, notes: [], examples: [] })),
  ];
}

/**
 * Explains a rule by its id; by an id of `buf breaking`, every rule that Buf calls so.
 *
 * @throws ContractsError `usage` when there is none of that name
 */
export async function explain(name: string): Promise<readonly Explanation[]> {
  const rules = await listRules();
  const found = rules.filter(({ id, buf }) => id === name || buf === name);
  if (found.length > 0) return found;
  if (name.startsWith("lint/")) return rules.filter(({ id }) => id === "lint/*");
  const near = nearestName(
    name,
    rules.flatMap(({ id, buf }) => [id, ...(buf === undefined ? [] : [buf])]),
  );
  throw new ContractsError("usage", {
    message: `There is no rule \`${name}\`.`,
    next: near ? `Did you mean \`${near}\`?` : "`nx-contracts explain` lists every rule.",
  });
}

function describeSeverity(severity: (typeof RULES)[number]["severity"]): string {
  return typeof severity === "string" ? severity : [...new Set(Object.values(severity))].join(" or ");
}
