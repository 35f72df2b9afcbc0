import { packageIn } from "../layout/protos.js";
import { below, joinPath, nameOf, parentOf } from "../path.js";
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
  const free = (paths: readonly string[]) =>
    paths.filter((path) => !taken.has(path) && DEFINES.test(texts.get(path) ?? ""));
  const open = [...folders].filter(([, paths]) => free(paths).length > 0);
  return gather(place.folder, open, taken).map(({ folder, paths, isDeep }): ContractDraft => {
    const own = free(paths);
    // A pattern would take in what belongs elsewhere.
    const isWhole = own.length > 1 && paths.every((path) => !taken.has(path));
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

/** A folder of protos, with those within. */
interface Branch {
  readonly folder: string;
  readonly own: readonly string[];
  readonly within: readonly Branch[];
  /** How many folders have protos, itself and all within. */
  readonly size: number;
  /** Something in it is of another contract. */
  readonly isMixed: boolean;
}

/** Folders, or where these are many the folders around them: the largest is taken apart until there are enough. */
function gather(
  root: string,
  folders: readonly (readonly [string, readonly string[]])[],
  taken: ReadonlySet<string>,
): readonly Gathered[] {
  if (folders.length <= MOST) return folders.map(([folder, paths]) => ({ folder, paths, isDeep: false }));
  const open: Branch[] = [branchOf(root, folders, taken)];
  const done: Gathered[] = [];
  for (;;) {
    open.sort((a, b) => Number(b.isMixed) - Number(a.isMixed) || b.size - a.size);
    const [largest] = open;
    if (largest === undefined || (!largest.isMixed && open.length + done.length + largest.within.length > MOST)) break;
    open.shift();
    if (largest.own.length > 0) done.push({ folder: largest.folder, paths: largest.own, isDeep: false });
    open.push(...largest.within);
  }
  const rest = open.map((branch): Gathered => {
    return { folder: branch.folder, paths: pathsOf(branch), isDeep: branch.within.length > 0 };
  });
  return [...done, ...rest].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

function branchOf(
  folder: string,
  folders: readonly (readonly [string, readonly string[]])[],
  taken: ReadonlySet<string>,
): Branch {
  const depth = folder === "." ? 0 : folder.split("/").length;
  const children = new Map<string, (readonly [string, readonly string[]])[]>();
  let own: readonly string[] = [];
  for (const entry of folders) {
    if (entry[0] === folder) {
      own = entry[1];
      continue;
    }
    const child = entry[0]
      .split("/")
      .slice(0, depth + 1)
      .join("/");
    children.set(child, [...(children.get(child) ?? []), entry]);
  }
  const within = [...children].map(([child, inside]) => branchOf(child, inside, taken));
  return {
    folder,
    own,
    within,
    size: within.reduce((sum, { size }) => sum + size, own.length > 0 ? 1 : 0),
    isMixed: own.some((path) => taken.has(path)) || within.some(({ isMixed }) => isMixed),
  };
}

function pathsOf({ own, within }: Branch): readonly string[] {
  return [...own, ...within.flatMap(pathsOf)];
}

function idOf(root: string, folder: string, name: string | undefined, own: readonly string[]): string {
  const [only, ...others] = own;
  if (only !== undefined && others.length === 0 && !isGenericName(stemOf(only))) return toId(stemOf(only));
  const inside = below(root, folder) ?? folder;
  const words = name?.split(".") ?? (inside === "." ? nameOf(root) : inside).split("/");
  const told = words.filter((word, at) => !(at === words.length - 1 && words.length > 1 && /^v\d+$/.test(word)));
  return toId(told.join("-") || "protos");
}
