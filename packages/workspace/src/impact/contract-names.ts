import { type LogicalName, logicalNames } from "@nx-contracts/engine/impact";
import type { Schema } from "@nx-contracts/ir";
import type { Contract } from "../config/config.js";
import type { ContractChange } from "../cochange/contract-changes.js";
import type { ReadSides } from "./read-sides.js";

/** Something of a contract, whatever languages write it. */
export interface NamedSubject extends LogicalName {
  /** The id of the contract. */
  readonly contract: string;
  /** `<contract>:<name>`. */
  readonly subject: string;
}

/** Which subject of which contract a qualified name of a schema stands for, in any language and in both versions. */
export interface ContractNames {
  readonly contracts: readonly Contract[];
  /** Every schema of every side and version of these contracts, for the search for uses. */
  schemasOf(contracts: ReadonlySet<string>): readonly Schema[];
  /** Empty for what belongs to no contract; more than one where contracts share a definition. */
  subjectsOf(qualifiedName: string): readonly NamedSubject[];
  /** All there are, each once. */
  readonly all: readonly NamedSubject[];
}

/**
 * Names everything in contracts. What was renamed has its new name: code that
 * says the old one uses the same thing.
 *
 * @throws ContractsError `mapping-ambiguous`
 */
export function nameContracts(sides: readonly ReadSides[]): ContractNames {
  const byQualified = new Map<string, NamedSubject[]>();
  const all = new Map<string, NamedSubject>();
  for (const { contract, versions, change } of sides) {
    const renamed = change ? renamesIn(change) : new Map<string, string>();
    for (const { source, mirrors } of versions) {
      for (const [qualified, { name: written, kind }] of logicalNames(source, mirrors)) {
        const name = renamed.get(written) ?? written;
        const subject = { contract: contract.id, subject: `${contract.id}:${name}`, name, kind };
        const known = byQualified.get(qualified) ?? [];
        // The newer version comes last, and what it says counts.
        byQualified.set(qualified, [...known.filter((each) => each.contract !== contract.id), subject]);
        all.set(subject.subject, subject);
      }
    }
  }
  return {
    contracts: sides.map(({ contract }) => contract),
    schemasOf(contracts) {
      const asked = sides.filter(({ contract }) => contracts.has(contract.id));
      return [...new Set(asked.flatMap(({ versions }) => versions.flatMap(schemasIn)))];
    },
    subjectsOf: (qualified) => byQualified.get(qualified) ?? [],
    all: [...all.values()],
  };
}

function schemasIn({ source, mirrors }: ReadSides["versions"][number]): readonly Schema[] {
  return [source, ...mirrors.map(({ schema }) => schema)];
}

/** Old name in the contract → new one. A mirror that nobody renamed yet still says the old one. */
function renamesIn({ source, mirrors }: ContractChange): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  for (const { facts } of [...mirrors, source]) {
    for (const fact of facts) {
      if (fact.kind !== "field-renamed" && fact.kind !== "member-renamed") continue;
      renames.set(`${fact.within}.${fact.before.value}`, fact.subject);
    }
  }
  return renames;
}
