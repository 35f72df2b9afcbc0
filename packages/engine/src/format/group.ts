import type { Diagnostic } from "@nx-contracts/ir";
import type { ContractSummary } from "../report.js";

/** Findings that belong together: of one record of a contract, else of one file. */
export interface Group {
  /** `<contract>: <Record>`, `<contract>: <file>`, the contract or the file alone. */
  readonly title: string;
  /** Id of the contract; absent for the findings of a file. */
  readonly contract?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a finding is about. */
export interface SubjectParts {
  readonly contract?: string;
  /** The outermost record, enum or service; absent when a file or the contract itself is meant. */
  readonly record?: string;
  /** The subject without its contract. */
  readonly local: string;
}

/** The family of a rule: what stands before the `/`. */
export function familyOf(rule: string): string {
  return rule.slice(0, Math.max(0, rule.indexOf("/")));
}

/**
 * Splits `<contract>:<Record>.<field>@<mirror>`. Only the ids of `contracts`
 * count as a contract, so that a path with a colon stays a path. What readers
 * report names a module or a path as often as a record, so it has no record; nor
 * has what is said of the lock.
 */
export function splitSubject({ subject, rule }: Diagnostic, contracts: readonly ContractSummary[]): SubjectParts {
  const id = contracts
    .map((contract) => contract.id)
    .find((each) => subject === each || subject.startsWith(`${each}:`));
  if (id === undefined) return { local: subject };
  const local = subject.slice(id.length + 1);
  const isFile = familyOf(rule) === "read" || rule.startsWith("lifecycle/lock-") || local.includes("/");
  const record = isFile ? undefined : /^[^.@#]+/.exec(local)?.[0];
  return record === undefined ? { contract: id, local } : { contract: id, record, local };
}

/** Findings that say their help: of neighbours of one rule with the same help, the last says it for all. */
export function withHelp(groups: readonly Group[]): ReadonlySet<Diagnostic> {
  const all = groups.flatMap(({ diagnostics }) => diagnostics);
  return new Set(all.filter(({ rule, help }, i) => rule !== all[i + 1]?.rule || help !== all[i + 1]?.help));
}

/** Groups findings: contracts in the order of the summary, then files; inside, as they come. */
export function groupDiagnostics(
  diagnostics: readonly Diagnostic[],
  contracts: readonly ContractSummary[],
): readonly Group[] {
  const groups = new Map<string, Group & { readonly diagnostics: Diagnostic[] }>();
  for (const diagnostic of diagnostics) {
    const { contract, record, local } = splitSubject(diagnostic, contracts);
    const isContract = contract !== undefined && /^(?:[@#]|$)/.test(local);
    const name = isContract ? "" : (record ?? diagnostic.at.file);
    const key = JSON.stringify([contract, name]);
    const title = [contract, name].filter((part) => part !== undefined && part !== "").join(": ");
    const group = groups.get(key) ?? { title, ...(contract !== undefined && { contract }), diagnostics: [] };
    group.diagnostics.push(diagnostic);
    groups.set(key, group);
  }
  const order = contracts.map((contract) => contract.id);
  const rank = (group: Group) => (group.contract === undefined ? order.length : order.indexOf(group.contract));
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}
