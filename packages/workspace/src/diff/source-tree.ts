import type { Host } from "../host.js";
import { parentOf } from "../path.js";

/** The files of one version, paths relative to the workspace root: the disk, the tree of a commit, texts at hand. */
export type SourceTree = Pick<Host, "kind" | "list" | "bytes">;

/**
 * A version that is texts at hand, by path relative to the workspace root.
 *
 * @param installed where what lies in `node_modules` comes from, which no version holds
 */
export function treeOfTexts(texts: ReadonlyMap<string, string>, installed?: SourceTree): SourceTree {
  const folders = new Map<string, Set<string>>();
  for (const path of texts.keys()) {
    for (let at = path; at !== "."; at = parentOf(at)) {
      const folder = parentOf(at);
      const names = folders.get(folder) ?? new Set();
      folders.set(folder, names.add(at.slice(folder === "." ? 0 : folder.length + 1)));
    }
  }
  const encoder = new TextEncoder();
  const elsewhere = (path: string) => (/(?:^|\/)node_modules(?:\/|$)/.test(path) ? installed : undefined);
  return {
    kind(path) {
      if (texts.has(path)) return "file";
      return folders.has(path) ? "folder" : (elsewhere(path)?.kind(path) ?? "missing");
    },
    list: (folder) => [...(folders.get(folder) ?? elsewhere(folder)?.list(folder) ?? [])].sort(),
    bytes(path) {
      const text = texts.get(path);
      return text === undefined ? elsewhere(path)?.bytes(path) : encoder.encode(text);
    },
  };
}

/** The workspace as it was, or will be, with another version's files. */
export function hostOver(host: Host, tree: SourceTree): Host {
  return {
    ...host,
    kind: (path) => tree.kind(path),
    list: (folder) => tree.list(folder),
    bytes: (path) => tree.bytes(path),
  };
}
