import { readdirSync } from "node:fs";
import { stubKind, type StubKind } from "@nx-contracts/readers/stubs/header";
import type { Host } from "../host.js";
import { FOREIGN_FOLDERS } from "../layout/folders.js";
import { joinPath } from "../path.js";

/** A file that is called like a stub. */
export interface Candidate {
  /** Relative to the workspace root. */
  readonly path: string;
  readonly kind: StubKind;
}

/** Installed packages and what builds leave behind. */
const SKIPPED: ReadonlySet<string> = new Set([...FOREIGN_FOLDERS, "target", "bazel-out"]);

/**
 * Finds the files below folders that are called like stubs, sorted. Hidden
 * folders are passed over, and links to folders are not followed.
 */
export function findCandidates(host: Host, folders: Iterable<string>): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  const visited = new Set<string>();
  const waiting = [...folders];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (visited.has(folder)) continue;
    visited.add(folder);
    for (const entry of entriesOf(host.absolute(folder))) {
      const { name } = entry;
      const path = joinPath(folder, name);
      if (entry.isDirectory()) {
        if (!name.startsWith(".") && !SKIPPED.has(name)) waiting.push(path);
        continue;
      }
      const kind = stubKind(name);
      const isFile = kind !== undefined && (entry.isFile() || (entry.isSymbolicLink() && host.kind(path) === "file"));
      if (isFile) found.set(path, { path, kind });
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
