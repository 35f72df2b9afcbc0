import type { BufModule, FindModule } from "../config/proto-roots.js";
import type { Host } from "../host.js";
import { below, isBelow, joinPath, parentOf } from "../path.js";

/** The path by which other protos import one: from the innermost of the roots around it. */
export function importPathOf(roots: readonly string[], path: string): string {
  const [root = "."] = roots.filter((each) => isBelow(each, path)).sort((a, b) => b.length - a.length);
  return below(root, path) ?? path;
}

/** The package that a proto declares. */
export function packageIn(proto: string): string | undefined {
  return /^\s*package\s+([\w.]+)\s*;/m.exec(proto)?.[1];
}

/** A folder that protos are named in, and where imports of those start from without a `buf.yaml`. */
export interface ProtoStart {
  readonly start: string;
  readonly roots: readonly string[];
}

/** Where the protos of a project lie: modules of Buf, and folders that no `buf.yaml` is in force in. */
export interface ProtoPlaces {
  readonly modules: readonly BufModule[];
  readonly folders: readonly string[];
}

/**
 * Finds where the protos of a project lie: in the modules of the nearest
 * `buf.yaml`, else below the roots of its contracts, else below its own folder.
 */
export function protoPlaces(findModule: FindModule, folder: string, starts: readonly ProtoStart[]): ProtoPlaces {
  const modules = new Map<string, BufModule>();
  const folders = new Set<string>();
  for (const { start, roots } of starts.length > 0 ? starts : [{ start: folder, roots: [] }]) {
    const module = findModule(start);
    if (module) modules.set(module.folder, module);
    else for (const root of roots.length > 0 ? roots : [folder]) folders.add(root);
  }
  return {
    modules: [...modules.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1)),
    folders: [...folders].sort(),
  };
}

const WILDCARD = /[*?{[]/;

/** Whether a name stands for other files; wildcards in the name of a file that exists are part of its name. */
export function isPattern(host: Host, path: string): boolean {
  return WILDCARD.test(path) && host.kind(path) !== "file";
}

/** The folder that a file lies in, or all that a pattern may match. */
export function startOf(host: Host, folder: string, name: string): string {
  const isOne = !isPattern(host, joinPath(folder, name));
  return parentOf(joinPath(folder, isOne ? name : `${name.slice(0, name.search(WILDCARD))}x`));
}
