import type { Host } from "../host.js";
import { packageIn } from "../layout/protos.js";
import { joinPath, parentOf } from "../path.js";
import { textAt } from "../read/text.js";
import { objects, parseTolerantly } from "./tolerant-yaml.js";

/**
 * Folders that the imports of protos start from: the modules of the nearest
 * `buf.yaml` above the first file, else the folder of the configuration.
 * @see https://buf.build/docs/configuration/v2/buf-yaml/
 */
export function findProtoRoots(host: Host, folder: string, files: readonly string[]): readonly string[] {
  const module = findBufModule(host, files[0] === undefined ? folder : parentOf(files[0]));
  return module?.roots ?? [folder];
}

/** A `buf.yaml` by its folder, and the folders of its modules. */
export interface BufModule {
  readonly folder: string;
  readonly roots: readonly string[];
}

/** Gives the nearest `buf.yaml` in a folder or above, within the workspace. */
export type FindModule = (folder: string) => BufModule | undefined;

/** The nearest `buf.yaml` in `folder` or above, within the workspace. */
export function findBufModule(host: Host, folder: string): BufModule | undefined {
  return openBufModules(host)(folder);
}

/** The same for many folders: each folder above them is looked at once. */
export function openBufModules(host: Host): FindModule {
  const known = new Map<string, BufModule | undefined>();
  const find: FindModule = (folder) => {
    if (folder.startsWith("..")) return undefined;
    if (known.has(folder)) return known.get(folder);
    const path = joinPath(folder, "buf.yaml");
    const above = () => (folder === "." ? undefined : find(parentOf(folder)));
    const found =
      host.kind(path) === "file"
        ? { folder, roots: modulesOf(host, path).map((module) => joinPath(folder, module)) }
        : above();
    known.set(folder, found);
    return found;
  };
  return find;
}

/**
 * The module of the nearest `buf.yaml`; without one, the folder below which a
 * file lies as its package says (`x/google/api/http.proto` of `google.api`
 * lies below `x`), and the current folder.
 */
export function guessProtoRoots(host: Host, paths: readonly string[]): readonly string[] {
  const roots = new Set<string>();
  for (const path of paths) {
    for (const root of findBufModule(host, parentOf(path))?.roots ?? []) roots.add(root);
  }
  if (roots.size > 0) return [...roots];
  roots.add(host.relative("."));
  for (const path of paths) {
    const declared = packageIn(textAt(host, path));
    const folder = parentOf(path);
    const suffix = declared?.replaceAll(".", "/");
    if (suffix !== undefined && folder === suffix) roots.add(".");
    else if (suffix !== undefined && folder.endsWith(`/${suffix}`)) roots.add(folder.slice(0, -suffix.length - 1));
  }
  return [...roots];
}

function modulesOf(host: Host, path: string): readonly string[] {
  // A broken buf.yaml is reported by buf itself, with its place.
  const { modules } = parseTolerantly(textAt(host, path));
  const paths = objects(modules).map(({ path: own = "." }) => String(own));
  return paths.length > 0 ? paths : ["."];
}
