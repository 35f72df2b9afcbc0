import { indexLines, type LineIndex, type Source, type Span } from "@nx-contracts/ir";
import type { Range, Statement } from "./syntax/tree.js";
import { readStatements } from "./syntax/statement.js";
import type { SyntaxProblem } from "./syntax/tokens.js";

/** One source text as a Python module. */
export interface Module {
  /** Dotted name under which other modules import it. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** `__init__.py`: relative imports start in the module itself. */
  readonly isPackage: boolean;
  /** Handed in, not fetched to resolve a name. */
  readonly given: boolean;
  readonly statements: readonly Statement[];
  /** Annotations are kept as strings (`from __future__ import annotations`). */
  readonly deferred: boolean;
  readonly problem: SyntaxProblem | undefined;
  readonly spanOf: (range: Range) => Span;
}

/** Parses a source under a module name. */
export function makeModule(source: Source, name: string, given: boolean): Module {
  const result = readStatements(source.text);
  const failed = "problem" in result;
  const statements = failed ? [] : result;
  let lines: LineIndex | undefined;
  return {
    name,
    path: source.path,
    text: source.text,
    isPackage: /(?:^|\/)__init__\.pyi?$/.test(source.path),
    given,
    statements,
    deferred: statements.some(isFutureAnnotations),
    problem: failed ? result.problem : undefined,
    spanOf: (range) => (lines ??= indexLines(source.text)).span(source.path, range.from, range.to),
  };
}

function isFutureAnnotations(statement: Statement): boolean {
  if (statement.kind !== "import" || statement.module !== "__future__" || statement.names === "*") return false;
  return statement.names.some(({ name }) => name === "annotations");
}

/**
 * Module names of sources. A path is taken relative to its deepest root; with
 * no roots given, a root is what follows `src/` or `site-packages/`, else the
 * folder above the packages that the path lies in.
 */
export function moduleNames(paths: readonly string[], roots: readonly string[] | undefined): Map<string, string> {
  const folders = new Set(paths.filter((path) => /(?:^|\/)__init__\.pyi?$/.test(path)).map(folderOf));
  const rootOf = (path: string) => givenRoot(path, roots) ?? guessRoot(path, folders);
  const names = new Map(paths.map((path) => [path, dotted(path, rootOf(path))]));
  const seen = new Map<string, string>();
  for (const [path, name] of names) {
    const other = seen.get(name);
    if (other === undefined) seen.set(name, path);
    else {
      // Two files of one name in folders that are no packages: only the path tells them apart.
      names.set(path, dotted(path, ""));
      names.set(other, dotted(other, ""));
    }
  }
  return names;
}

/** Folders that module names start from, for imports of what was not handed in. */
export function importRoots(names: ReadonlyMap<string, string>, roots: readonly string[] | undefined): string[] {
  if (roots !== undefined && roots.length > 0) return roots.map(normalise);
  const found = new Set<string>();
  for (const [path, name] of names) {
    const depth = name === "" ? 0 : name.split(".").length;
    const folder = path.replace(/(?:\/__init__)?\.pyi?$/, "").split("/");
    found.add(folder.slice(0, folder.length - depth).join("/"));
  }
  return [...found];
}

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf("/")));

const normalise = (root: string) => (root === "." ? "" : root.replace(/^\.\//, "").replace(/\/+$/, ""));

function givenRoot(path: string, roots: readonly string[] | undefined): string | undefined {
  let best: string | undefined;
  for (const root of (roots ?? []).map(normalise)) {
    if ((root === "" || path.startsWith(`${root}/`)) && root.length >= (best?.length ?? 0)) best = root;
  }
  return best;
}

function guessRoot(path: string, packages: ReadonlySet<string>): string {
  const marker = /^(?:.*\/)?(?:src|site-packages|dist-packages)(?=\/)/.exec(path);
  if (marker !== null) return marker[0];
  let folder = folderOf(path);
  while (packages.has(folder) && folder !== "") folder = folderOf(folder);
  return folder;
}

function dotted(path: string, root: string): string {
  const inside = root === "" ? path : path.slice(root.length + 1);
  return inside
    .replace(/\.pyi?$/, "")
    .replace(/(?:^|\/)__init__$/, "")
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== "..")
    .join(".");
}
