import { findProtoRootsBySource, rootsOfImports } from "./source-roots.js";
import { openBufModules } from "../config/proto-roots.js";
import type { Host } from "../host.js";
import { foldersUp, isBelow, parentOf } from "../path.js";

/** A folder that a `contracts.yaml` belongs into, and the protos that it speaks of. */
export interface ProtoPlace {
  readonly folder: string;
  /** Where imports start from; absent where a `buf.yaml` says so, or it is the folder itself. */
  readonly roots?: readonly string[];
  /** Relative to the workspace root, sorted. */
  readonly protos: readonly string[];
  /** A `buf.yaml` is in force for all of them. */
  readonly isBuf?: true;
}

/** The same protos in the `contracts.yaml` of another folder: where their imports start from has to be named then. */
export function movePlace(place: ProtoPlace, folder: string): ProtoPlace {
  if (folder === place.folder) return place;
  return { ...place, folder, ...(place.isBuf !== true && { roots: place.roots ?? [place.folder] }) };
}

/**
 * Finds the folders that protos belong to: the module of a `buf.yaml` (where it
 * has several, its own folder), else the folder that their imports start from.
 *
 * @param foreign copies of other people's protos, for what they import
 */
export function findProtoPlaces(
  host: Host,
  protos: ReadonlyMap<string, string>,
  foreign: ReadonlyMap<string, string>,
): readonly ProtoPlace[] {
  const findModule = openBufModules(host);
  const places = new Map<string, string[]>();
  const loose = new Map<string, string>();
  for (const [path, text] of protos) {
    const module = findModule(parentOf(path));
    const root = module?.roots.find((each) => isBelow(each, path));
    if (module === undefined || root === undefined) loose.set(path, text);
    else add(places, module.roots.length === 1 ? root : module.folder, path);
  }
  const found = [...places].map(([folder, paths]): ProtoPlace => ({ folder, protos: paths.sort(), isBuf: true }));
  return [...found, ...placesWithoutBuf(loose, foreign)].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

function placesWithoutBuf(
  protos: ReadonlyMap<string, string>,
  foreign: ReadonlyMap<string, string>,
): readonly ProtoPlace[] {
  const places = new Map<string, string[]>();
  for (const [path, root] of findProtoRootsBySource(protos)) add(places, root, path);
  return [...places].map(([root, paths]) => {
    const own = commonFolder(paths);
    // Not into the root of the workspace, when they all lie in a folder of their own.
    const folder = root === "." && own !== "." ? (own.split("/")[0] ?? own) : root;
    const roots = [
      root,
      ...rootsOfImports(
        paths.map((path) => protos.get(path) ?? ""),
        foreign,
      ),
    ];
    const isDefault = roots.length === 1 && folder === root;
    return { folder, protos: paths.sort(), ...(!isDefault && { roots }) };
  });
}

/** One place for all: what does not lie below one of its roots by default has them named. */
export function mergePlaces(places: readonly ProtoPlace[]): ProtoPlace {
  const isBuf = places.every((place) => place.isBuf === true);
  return {
    folder: commonFolder(places.flatMap(({ protos }) => protos)),
    protos: places.flatMap(({ protos }) => protos).sort(),
    ...(isBuf ? { isBuf } : { roots: [...new Set(places.flatMap(({ folder, roots }) => roots ?? [folder]))] }),
  };
}

/** The innermost folder around all of some files. */
export function commonFolder(paths: readonly string[]): string {
  const [first = "."] = paths;
  for (const folder of foldersUp(parentOf(first))) {
    if (paths.every((path) => isBelow(folder, path))) return folder;
  }
  return ".";
}

function add(places: Map<string, string[]>, folder: string, path: string): void {
  const known = places.get(folder);
  if (known) known.push(path);
  else places.set(folder, [path]);
}
