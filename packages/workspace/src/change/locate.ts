import type { ReadContract } from "@nx-contracts/engine";
import { sideOf } from "@nx-contracts/engine/edit";
import { ContractsError, type Enum, foldName, nearestName, type Schema, type SchemaRecord } from "@nx-contracts/ir";
import { refused } from "./refused.js";

/** A record or an enum in the source of a contract. */
export interface Located<T> {
  readonly contract: ReadContract;
  readonly definition: T;
}

/** What a person names it by. */
export interface Named {
  /** Local name, `Outer.Inner`, or a qualified one. */
  readonly name: string;
  /** Id of the contract, where several have one of that name. */
  readonly contract?: string;
}

/**
 * Finds a record in the sources of the contracts.
 *
 * @throws ContractsError `change-refused` where there is none, or several
 */
export function locateRecord(contracts: readonly ReadContract[], named: Named): Located<SchemaRecord> {
  return locate(contracts, named, "record", ({ records }) => records);
}

/** Finds an enum likewise. */
export function locateEnum(contracts: readonly ReadContract[], named: Named): Located<Enum> {
  return locate(contracts, named, "enum", ({ enums }) => enums);
}

function locate<T extends SchemaRecord | Enum>(
  contracts: readonly ReadContract[],
  { name, contract }: Named,
  what: "record" | "enum",
  definitionsOf: (schema: Schema) => readonly T[],
): Located<T> {
  const asked = contract === undefined ? contracts : contracts.filter(({ id }) => id === contract);
  if (contract === undefined && contracts.length === 0)
    throw refused("There is no contract that can be read.", "Mend what keeps its files from being read.");
  if (contract !== undefined && asked.length === 0) throw noContract(contract, contracts);
  const all = asked.flatMap((each) =>
    definitionsOf(each.source.schema).map((definition): Located<T> => ({ contract: each, definition })),
  );
  const localOf = (each: Located<T>) => sideOf(each.contract.source.schema).index.localName(each.definition);
  const exact = all.filter((each) => localOf(each) === name || each.definition.qualifiedName === name);
  const found = exact.length > 0 ? exact : all.filter((each) => foldLocal(localOf(each)) === foldLocal(name));
  const [first] = found;
  if (first === undefined) {
    const near = nearestName(name, all.map(localOf));
    const where = asked.length === 1 ? `the source of \`${asked[0]?.id ?? ""}\`` : "the source of any contract";
    throw refused(
      `There is no ${what} \`${name}\` in ${where}.`,
      near === undefined ? "Name one that its source defines." : `Did you mean \`${near}\`?`,
    );
  }
  const others = found.filter(({ definition }) => !isSamePlace(definition, first.definition));
  if (others.length === 0) return first;
  const places = found.map(({ contract: { id }, definition: { at } }) => `\`${id}\` (${at.file}:${at.line})`);
  throw refused(
    `Several ${what}s are called \`${name}\`: in ${[...new Set(places)].join(", ")}.`,
    "Name the contract with `--contract`, or the whole name of the one that is meant.",
  );
}

function noContract(id: string, contracts: readonly ReadContract[]): ContractsError {
  const ids = contracts.map((each) => each.id);
  const near = nearestName(id, ids);
  return refused(
    `There is no contract \`${id}\`.`,
    near === undefined ? `Known: ${ids.join(", ")}.` : `Did you mean \`${near}\`?`,
  );
}

/** Whether two definitions are one text: contracts may share a source. */
export function isSamePlace({ at: a }: SchemaRecord | Enum, { at: b }: SchemaRecord | Enum): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}

function foldLocal(name: string): string {
  return foldName(name)
    .replace(/Schema$/i, "")
    .replace(/[^\p{L}\p{N}]/gu, "");
}
