import type { Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import { readPythonImports } from "../imports/python.js";
import type { FindImports, ImportPlaces } from "./follow-imports.js";

/**
 * Imports of modules that lie in the workspace: relative ones, and absolute
 * ones whose first package stands in one of the folders to start from.
 */
export const pythonImports: FindImports = (host, path, text, starts) =>
  readPythonImports(text).flatMap(({ dots, module, names = [] }) => {
    const inside = module.replaceAll(".", "/");
    return startsOf(host, path, dots, inside, starts).flatMap((start) => {
      const base = joinPath(start, inside);
      // What is imported from a package may be a module of it.
      return [modulePlaces(base, inside !== ""), ...names.map((name) => modulePlaces(joinPath(base, name), false))];
    });
  });

/** Folders that a module's name does start from: those that hold its first package. */
function startsOf(
  host: Host,
  path: string,
  dots: number,
  inside: string,
  starts: readonly string[],
): readonly string[] {
  if (dots > 0) return [joinPath(parentOf(path), "../".repeat(dots - 1))];
  const first = inside.split("/")[0] ?? "";
  if (first === "") return [];
  // One look into a folder answers for all names.
  const holds = (start: string, name: string) => namesIn(host.list(start)).has(name);
  return starts.filter(
    (start) =>
      (holds(start, first) && host.kind(joinPath(start, first)) === "folder") ||
      (holds(start, `${first}.py`) && host.kind(joinPath(start, `${first}.py`)) === "file"),
  );
}

function modulePlaces(base: string, expected: boolean): ImportPlaces {
  return { candidates: [`${base}.py`, `${base}/__init__.py`], expected };
}

const NAMES = new WeakMap<readonly string[], ReadonlySet<string>>();

/** What a folder holds, by name: where a workspace is looked at at one moment, its lists are the same objects. */
function namesIn(list: readonly string[]): ReadonlySet<string> {
  const names = NAMES.get(list) ?? new Set(list);
  NAMES.set(list, names);
  return names;
}
