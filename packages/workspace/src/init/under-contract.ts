import { ContractsError } from "@nx-contracts/ir";
import type { ContractSide } from "../config/config.js";
import { CONFIG_NAME } from "../config/find-config.js";
import { loadConfig } from "../config/load.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import type { Match } from "./match.js";
import type { ProtoPlace } from "./proto-places.js";

/** What the configurations of a workspace speak of already. */
export interface UnderContract {
  readonly configs: readonly KnownConfig[];
  /** Every file of any contract. */
  readonly files: ReadonlySet<string>;
  /** Both files of a pair are of one contract. */
  readonly holds: (match: Match) => boolean;
  /** Those that cannot be read, with the reason. */
  readonly broken: readonly { readonly path: string; readonly reason: string }[];
}

export interface KnownConfig {
  readonly path: string;
  /** Every file of its contracts; nothing where it cannot be read. */
  readonly files: ReadonlySet<string>;
  readonly ids: readonly string[];
}

/** Reads which files are under contract. */
export function readUnderContract(host: Host, paths: readonly string[]): UnderContract {
  const contracts: ReadonlySet<string>[] = [];
  const broken: { readonly path: string; readonly reason: string }[] = [];
  const configs = paths.map((path): KnownConfig => {
    try {
      const read = loadConfig(host, path).contracts;
      const files = read.map(({ source, mirrors }) => new Set([source, ...mirrors].flatMap(pathsOf)));
      contracts.push(...files);
      return { path, files: new Set(files.flatMap((each) => [...each])), ids: read.map(({ id }) => id) };
    } catch (error) {
      if (!(error instanceof ContractsError)) throw error;
      broken.push({ path, reason: error.problems[0]?.message ?? error.message });
      return { path, files: new Set(), ids: [] };
    }
  });
  return {
    configs,
    files: new Set(contracts.flatMap((files) => [...files])),
    holds: ({ source, mirror }) => contracts.some((files) => files.has(source.file) && files.has(mirror.file)),
    broken,
  };
}

function pathsOf({ files }: ContractSide): readonly string[] {
  return files.map(({ path }) => path);
}

/** The configuration that speaks of some of the protos of a place, or lies where theirs would. */
export function ownerOf({ configs }: UnderContract, { folder, protos }: ProtoPlace): KnownConfig | undefined {
  const own = joinPath(folder, CONFIG_NAME);
  return (
    configs.find(({ path }) => path === own) ?? configs.find(({ files }) => protos.some((path) => files.has(path)))
  );
}
