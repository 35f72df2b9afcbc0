import { packageIn } from "../layout/protos.js";
import { below, isBelow, joinPath, parentOf } from "../path.js";
import type { ContractDraft } from "./contract-draft.js";
import { isGenericName, toId } from "./draft-contracts.js";
import { stemOf } from "./nearness.js";
import type { ProtoPlace } from "./proto-places.js";

/** More contracts than these nobody reads: then packages are gathered by the folders around them. */
const MOST = 60;
const DEFINES = /^\s*(?:message|enum|service)\s+\w/m;

/**
 * Contracts of protos that no model stands for: they are their own source. One
 * for each folder, by a pattern, so that a new file is of it as well.
 *
 * @param texts of all protos of the place
 * @param taken paths of those that are of another contract, or do not parse
 */
export function draftProtoContracts(
  place: ProtoPlace,
  texts: ReadonlyMap<string, string>,
  taken: ReadonlySet<string>,
): readonly ContractDraft[] {
  const folders = new Map<string, string[]>();
  for (const path of place.protos) {
    const folder = parentOf(path);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  const free = (paths: readonly string[]) => paths.filter((path) => !taken.has(path) && DEFINES.test(texts.get(path) ?? ""));
  const open = [...folders].filter(([, paths]) => free(paths).length > 0);
  const gathered = gather(place.folder, open, [...taken]);
  return gathered.map(({ folder, paths, isDeep }): ContractDraft => {
    const own = free(paths);
    // A pattern would take in what belongs elsewhere.
    const isWhole = own.length === paths.length && own.length > 1;
    const pattern = joinPath(folder, isDeep ? "**/*.proto" : "*.proto");
    return {
      id: idOf(place.folder, folder, isDeep ? undefined : packageIn(texts.get(own[0] ?? "") ?? ""), own),
      kind: own.some((path) => /^\s*service\s+\w/m.test(texts.get(path) ?? "")) ? "api" : "event",
      source: { reader: "proto", files: isWhole ? [pattern] : own, roots: place.roots ?? [] },
      mirrors: [],
      matches: [],
    };
  });
}

interface Gathered {
  readonly folder: string;
  readonly paths: readonly string[];
  /** It stands for all folders within. */
  readonly isDeep: boolean;
}

/** Folders, or where these are many the folders around them, as deep as their number allows. */
function gather(
  root: string,
  folders: readonly (readonly [string, readonly string[]])[],
  taken: readonly string[],
): readonly Gathered[] {
  const alone = folders.map(([folder, paths]): Gathered => ({ folder, paths, isDeep: false }));
  if (folders.length <= MOST) return alone;
  let best = alone;
  for (let depth = 8; depth > 0; depth--) {
    const groups = new Map<string, Gathered>();
    for (const [folder, paths] of folders) {
      const parts = (below(root, folder) ?? folder).split("/");
      const around = parts.length > depth ? joinPath(root, parts.slice(0, depth).join("/")) : folder;
      const isMixed = taken.some((path) => isBelow(around, path));
      const isDeep = parts.length > depth && !isMixed;
      const key = isDeep ? `${around}/**` : folder;
      groups.set(key, {
        folder: isDeep ? around : folder,
        paths: [...(groups.get(key)?.paths ?? []), ...paths],
        isDeep,
      });
    }
    best = [...groups.values()];
    if (best.length <= MOST) break;
  }
  return best;
}

function idOf(root: string, folder: string, name: string | undefined, own: readonly string[]): string {
  const [only, ...others] = own;
  if (only !== undefined && others.length === 0 && !isGenericName(stemOf(only))) return toId(stemOf(only));
  const words = name?.split(".") ?? (below(root, folder) ?? "protos").split("/");
  const told = words.filter((word, at) => !(at === words.length - 1 && words.length > 1 && /^v\d+$/.test(word)));
  return toId(told.join("-"));
}
