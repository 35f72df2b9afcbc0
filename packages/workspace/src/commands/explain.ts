import { NOTICES, type Rule, type RuleExample, RULES } from "@nx-contracts/engine";
import type { ModelExample } from "@nx-contracts/engine/compat/model";
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

type ExplainedRule = Pick<Rule, "id" | "severity" | "summary" | "help" | "examples">;

/** Every rule and notice, in the order of the documentation. */
export async function listRules(): Promise<readonly Explanation[]> {
  // Most commands have no use for the rules about versions and about the lock.
  const [
    { COMPAT_RULES, describeRule },
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
  return [
    ...RULES.map(explainRule),
    ...COMPAT_RULES.map((rule) => {
      const { id, buf, summary, help, examples } = rule;
      const { verdict, called, effects } = describeRule(rule);
      return { id, buf, severity: verdict, summary, help, notes: [called, ...effects], examples };
    }),
    ...MODEL_RULES.map((rule) => {
      const { id, summary, help, examples } = rule;
      const severity = verdictsOf(rule).join(" or ");
      return { id, severity, summary, help, notes: [], examples: examples.map(modelExample) };
    }),
    ...[...LIFECYCLE_RULES, ...COCHANGE_RULES, ...STUB_RULES].map(explainRule),
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

function explainRule({ id, severity, summary, help, examples }: ExplainedRule): Explanation {
  return { id, severity: describeSeverity(severity), summary, help, notes: [], examples };
}

function modelExample({ title, direction, files, reports }: ModelExample): RuleExample {
  return {
    title: direction === undefined ? title : `${title} (${direction})`,
    files,
    reports: Object.entries(reports).map(([subject, verdict]) => `${subject} (${verdict})`),
  };
}

function describeSeverity(severity: Rule["severity"]): string {
  return typeof severity === "string" ? severity : [...new Set(Object.values(severity))].join(" or ");
}
