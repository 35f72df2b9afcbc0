import type { Host } from "../host.js";
import { readPythonImports } from "../imports/python.js";
import { joinPath, parentOf } from "../path.js";
import { textAt } from "../read/text.js";
import { sharedFolders } from "./nearness.js";

/**
 * The folders that names of modules start from, for what files import of the
 * workspace, directly or not; none where the reader finds them by itself,
 * because they are the folders `src` around the files.
 *
 * @param modules every Python file of the workspace
 */
export function pythonRootsOf(host: Host, files: readonly string[], modules: readonly string[]): readonly string[] {
  const byEnd = new Map<string, string[]>();
  for (const path of modules) {
    const end = lastPart(path);
    byEnd.set(end, [...(byEnd.get(end) ?? []), path]);
  }
  const roots = new Set<string>();
  const seen = new Set(files);
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const { dots, module, names = [] } of readPythonImports(textAt(host, file))) {
      if (dots > 0 || module === "") continue;
      for (const name of [module, ...names.map((each) => `${module}.${each}`)]) {
        const inside = name.replaceAll(".", "/");
        const path = nearestTo(
          file,
          (byEnd.get(lastPart(inside)) ?? []).filter((each) => isModule(each, inside)),
        );
        if (path === undefined) continue;
        roots.add(rootOf(path, inside));
        if (!seen.has(path)) waiting.push(path);
        seen.add(path);
      }
    }
  }
  const known = new Set(files.flatMap((file) => /^(?:.*\/)?src(?=\/)/.exec(file)?.[0] ?? []));
  return [...roots].every((root) => known.has(root)) ? [] : [...roots].sort();
}

/** Of several modules of one name, the one in the nearest folder; `undefined` where several are. */
function nearestTo(file: string, paths: readonly string[]): string | undefined {
  const [first, second] = paths
    .map((path) => ({ path, shared: sharedFolders(parentOf(file), parentOf(path)) }))
    .sort((a, b) => b.shared - a.shared);
  return first && second && first.shared === second.shared ? undefined : first?.path;
}

function lastPart(path: string): string {
  const stem = path.replace(/(?:\/__init__)?\.py$/, "");
  return stem.slice(stem.lastIndexOf("/") + 1);
}

function isModule(path: string, inside: string): boolean {
  return [`/${inside}.py`, `/${inside}/__init__.py`].some((end) => `/${path}`.endsWith(end));
}

function rootOf(path: string, inside: string): string {
  const stem = path.replace(/(?:\/__init__)?\.py$/, "");
  return joinPath(stem.slice(0, -inside.length), ".");
}
