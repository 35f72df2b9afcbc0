import { type Header, readHeader } from "./header.js";
import { importPathOf } from "../layout/protos.js";
import { filesOf, type Modules } from "./modules.js";
import type { ProtoTree } from "./proto-tree.js";
import { sameTokens } from "./same-tokens.js";

/** Which files two versions do not have in common. Import paths throughout. */
export interface Difference {
  /** Files that only one version has, or that do not say the same in both, comments and white space aside. */
  readonly changed: ReadonlySet<string>;
  /** The same, comments and white space included. */
  readonly touched: ReadonlySet<string>;
  /** Files that are the same; found out when it is asked for, since all of them have to be looked into. */
  unchanged(): Unchanged;
}

export interface Unchanged {
  readonly headers: ReadonlyMap<string, Header>;
  /** Those whose imports only a parser can read. */
  readonly unclear: ReadonlySet<string>;
  bytes(path: string): Uint8Array | undefined;
}

/** Compares the bytes of all files; none is held. */
export function differenceOfTrees(before: Modules, after: Modules): Difference {
  const old = allFiles(before);
  const now = allFiles(after);
  const changed = new Set([...old.keys()].filter((path) => !now.has(path)));
  const touched = new Set(changed);
  const headers = new Map<string, Header>();
  const unclear = new Set<string>();
  for (const [path, file] of now) {
    const bytes = after.tree.bytes(file);
    const predecessor = old.get(path);
    const other = predecessor === undefined ? undefined : before.tree.bytes(predecessor);
    if (bytes === undefined || other === undefined || Buffer.compare(bytes, other) !== 0) touched.add(path);
    if (bytes === undefined || other === undefined || !sameTokens(bytes, other)) changed.add(path);
    else sortHeader(path, bytes, headers, unclear);
  }
  const unchanged = { headers, unclear, bytes: (path: string) => after.tree.bytes(now.get(path) ?? "") };
  return { changed, touched, unchanged: () => unchanged };
}

/** Takes the word of git for what differs; the other files are looked into only where that is asked for. */
export function differenceOfPaths(files: ReadonlySet<string>, before: Modules, after: Modules): Difference {
  const changed = new Set<string>();
  const touched = new Set<string>();
  for (const file of files) {
    const [old, now] = [before.tree.bytes(file), after.tree.bytes(file)];
    const isSame = old !== undefined && now !== undefined && sameTokens(old, now);
    for (const { owns, roots } of after.modules) {
      if (!owns(file)) continue;
      touched.add(importPathOf(roots, file));
      if (!isSame) changed.add(importPathOf(roots, file));
    }
  }
  let unchanged: Unchanged | undefined;
  return { changed, touched, unchanged: () => (unchanged ??= readUnchanged(after, changed)) };
}

function readUnchanged(after: Modules, changed: ReadonlySet<string>): Unchanged {
  const headers = new Map<string, Header>();
  const unclear = new Set<string>();
  const files = allFiles(after);
  for (const [path, file] of files) {
    const bytes = changed.has(path) ? undefined : after.tree.bytes(file);
    if (bytes) sortHeader(path, bytes, headers, unclear);
  }
  return { headers, unclear, bytes: (path) => after.tree.bytes(files.get(path) ?? "") };
}

function sortHeader(path: string, bytes: Uint8Array, headers: Map<string, Header>, unclear: Set<string>): void {
  const header = readHeader(bytes);
  if (header) headers.set(path, header);
  else unclear.add(path);
}

function allFiles({ tree, modules }: Modules): ReadonlyMap<string, string> {
  return new Map(modules.flatMap((module) => [...filesOf(tree, module)]));
}

/** Where a tree has the file of an import path. */
export function findFile({ tree, modules }: Modules, path: string): string | undefined {
  if (path.startsWith("/") || path.split("/").includes("..")) return undefined;
  for (const { roots, owns } of modules) {
    for (const root of roots) {
      const file = root === "." ? path : `${root}/${path}`;
      if (owns(file) && isFile(tree, file)) return file;
    }
  }
  return undefined;
}

function isFile(tree: ProtoTree, path: string): boolean {
  return tree.kind(path) === "file";
}
