import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Host } from "../host.js";
import { isBelow, joinPath } from "../path.js";
import { isInstalledOrHidden } from "./folders.js";

/** Protos below a folder, installed packages and hidden folders left out; a link to a folder is followed once. */
export function walkProtos(host: Host, root: string): readonly string[] {
  const pending = [...(host.pending ?? [])].filter(([path]) => path.endsWith(".proto") && isBelow(root, path));
  const deleted = new Set(pending.flatMap(([path, bytes]) => (bytes === undefined ? [path] : [])));
  const added = pending.flatMap(([path, bytes]) => (bytes === undefined ? [] : [path]));
  const onDisk = protosOnDisk(host, root).filter((path) => !deleted.has(path));
  return [...new Set([...onDisk, ...added])].sort();
}

function protosOnDisk(host: Host, root: string): readonly string[] {
  const found: string[] = [];
  const visited = new Set<string>();
  const waiting = [root];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const folder = host.absolute(at);
    let entries;
    try {
      const real = realpathSync(folder);
      if (visited.has(real)) continue;
      visited.add(real);
      entries = readdirSync(folder, { withFileTypes: true });
    } catch {
      continue;
    }
    for (const entry of entries) {
      const { name } = entry;
      const isFolder = entry.isSymbolicLink() ? isFolderAt(join(folder, name)) : entry.isDirectory();
      if (isFolder && !isInstalledOrHidden(name)) waiting.push(joinPath(at, name));
      else if (!isFolder && name.endsWith(".proto")) found.push(joinPath(at, name));
    }
  }
  return found;
}

function isFolderAt(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
