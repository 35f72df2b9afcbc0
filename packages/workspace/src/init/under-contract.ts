import { ContractsError } from "@nx-contracts/ir";
import { loadConfig } from "../config/load.js";
import type { Host } from "../host.js";
import type { Match } from "./match.js";

/** What the configurations of a workspace speak of already. */
export interface UnderContract {
  readonly paths: readonly string[];
  /** Every file of any contract. */
  readonly files: ReadonlySet<string>;
  /** Both files of a pair are of one contract. */
  readonly holds: (match: Match) => boolean;
  /** Those that cannot be read, with the reason. */
  readonly broken: readonly { readonly path: string; readonly reason: string }[];
}

/** Reads which files are under contract. */
export function readUnderContract(host: Host, paths: readonly string[]): UnderContract {
  const contracts: ReadonlySet<string>[] = [];
  const broken: { readonly path: string; readonly reason: string }[] = [];
  for (const path of paths) {
    try {
      for (const { source, mirrors } of loadConfig(host, path).contracts)
        contracts.push(new Set([source, ...mirrors].flatMap(({ files }) => files.map((file) => file.path))));
    } catch (error) {
      if (!(error instanceof ContractsError)) throw error;
      broken.push({ path, reason: error.problems[0]?.message ?? error.message });
    }
  }
  return {
    paths,
    files: new Set(contracts.flatMap((files) => [...files])),
    holds: ({ source, mirror }) => contracts.some((files) => files.has(source.file) && files.has(mirror.file)),
    broken,
  };
}
