import type { Diagnostic } from "@nx-contracts/ir";
import type { ContractSummary } from "../report.js";

/** Findings that belong together: of one record of a contract, else of one file. */
export interface Group {
  /** Id of the contract; absent for the findings of a file. */
  readonly contract?: string;
  /** `<contract>: <Record>`, the contract alone, or the file. */
  readonly title: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a subject is made of. */
export interface SubjectParts {
  readonly contract?: string;
  /** The outermost record, enum or service; absent when the contract itself is meant. */
  readonly record?: string;
  /** The subject without its contract. */
  readonly local: string;
}

/**
 * Splits `<contract>:<Record>.<field>@<mirror>`. Only the ids of `contracts`
 * count as a contract, so that a path with a colon stays a path.
 */
export function splitSubject(subject: string, contracts: readonly ContractSummary[]): SubjectParts {
  const id = contracts.map((contract) => contract.id).find((id) => subject === id || subject.startsWith(`${id}:`));
  if (id === undefined) return { local: subject };
  const local = subject.slice(id.length + 1);
  const record = /^[^.@]*/.exec(local)?.[0];
  return record ? { contract: id, record, local } : { contract: id, local };
}

/** Groups findings: contracts in the order of the summary, then files; inside, as they come. */
export function groupDiagnostics(
  diagnostics: readonly Diagnostic[],
  contracts: readonly ContractSummary[],
): readonly Group[] {
  const groups = new Map<string, { contract?: string; title: string; diagnostics: Diagnostic[] }>();
  for (const diagnostic of diagnostics) {
    const { contract, record } = splitSubject(diagnostic.subject, contracts);
    const name = contract === undefined ? diagnostic.at.file : (record ?? "");
    const key = JSON.stringify([contract, name]);
    const group = groups.get(key);
    if (group) group.diagnostics.push(diagnostic);
    else {
      const title = contract === undefined ? name : name === "" ? contract : `${contract}: ${name}`;
      groups.set(key, { ...(contract !== undefined && { contract }), title, diagnostics: [diagnostic] });
    }
  }
  const order = contracts.map((contract) => contract.id);
  const rank = (group: Group) => (group.contract === undefined ? order.length : order.indexOf(group.contract));
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}
