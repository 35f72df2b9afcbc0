import type { Mapping, Side } from "@nx-contracts/engine";
import type { Schema } from "@nx-contracts/ir";
import type { ContractChange } from "../cochange/contract-changes.js";
import type { Contract } from "../config/config.js";
import type { Host } from "../host.js";
import { readSide, type SourceTexts } from "../read/read-side.js";
import { refuseHoles } from "./refuse-holes.js";

/** What all sides of one contract say, in one version or in two, the older first. */
export interface ReadSides {
  readonly contract: Contract;
  readonly versions: readonly SidesVersion[];
  /** What differs; absent where only one version was read. */
  readonly change?: ContractChange;
}

export interface SidesVersion {
  readonly source: Schema;
  readonly mirrors: readonly { readonly schema: Schema; readonly mapping: Mapping }[];
}

/**
 * The sides of a contract of which something changed.
 *
 * @throws ContractsError `source-unreadable`
 */
export function changedSides(change: ContractChange): ReadSides {
  const { contract, source, mirrors } = change;
  refuseHoles([source, ...mirrors].flatMap(({ before, after }) => (before === after ? [after] : [before, after])));
  const versions = (["before", "after"] as const).map((version) => ({
    source: source[version].schema,
    mirrors: mirrors.map((mirror) => ({ schema: mirror[version].schema, mapping: mirror.side.mapping })),
  }));
  return { contract, versions, change };
}

/**
 * The sides of a contract as they are now.
 *
 * @throws ContractsError `source-missing` or `source-unreadable`
 */
export async function currentSides(host: Host, texts: SourceTexts, contract: Contract): Promise<ReadSides> {
  const source = await readSide(host, texts, contract.source);
  const mirrors: (Side & { readonly mapping: Mapping })[] = [];
  for (const mirror of contract.mirrors) {
    mirrors.push({ ...(await readSide(host, texts, mirror)), mapping: mirror.mapping });
  }
  refuseHoles([source, ...mirrors]);
  return { contract, versions: [{ source: source.schema, mirrors }] };
}
