import type { Host } from "../host.js";
import { readPythonImports } from "../imports/python.js";
import { foldersUp, joinPath, parentOf } from "../path.js";
import { textAt } from "../read/text.js";

/**
 * The folders that names of modules start from, besides those around the
 * files: where another project of the workspace has what they import.
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
    const around = new Set(foldersUp(parentOf(file)));
    for (const { dots, module, names = [] } of readPythonImports(textAt(host, file))) {
      if (dots > 0 || module === "") continue;
      for (const name of [module, ...names.map((each) => `${module}.${each}`)]) {
        const inside = name.replaceAll(".", "/");
        const found = (byEnd.get(lastPart(inside)) ?? []).filter((path) => isModule(path, inside));
        const [path] = found;
        if (path === undefined || found.length > 1) continue;
        const root = rootOf(path, inside);
        if (!around.has(root)) roots.add(root);
        if (!seen.has(path)) waiting.push(path);
        seen.add(path);
      }
    }
  }
  return [...roots].sort();
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
