import type { Host } from "../host.js";
import { foldersUp, parentOf } from "../path.js";
import { textAt } from "../read/text.js";
import { pythonImports } from "./python-imports.js";
import { typescriptImports } from "./typescript-imports.js";

/** One import as places where its file may stand, the preferred one first. */
export interface ImportPlaces {
  /** Relative to the workspace root. */
  readonly candidates: readonly string[];
  /** Whether one of them ought to exist: then all count while none does. */
  readonly expected: boolean;
}

/**
 * Finds the imports in a text without parsing it: what it finds too much does no harm.
 *
 * @param starts folders that absolute names may start from
 */
export type FindImports = (
  host: Host,
  path: string,
  text: string,
  starts: readonly string[],
) => readonly ImportPlaces[];

const FINDERS: { readonly [reader: string]: FindImports | undefined } = {
  pydantic: pythonImports,
  typescript: typescriptImports,
};

/**
 * Gives the workspace's files that files import, directly or not, besides
 * themselves. Of an import that leads nowhere, the places where its file would stand.
 *
 * @param files relative to the workspace root, like `roots` and what is given
 * @param roots folders that module names start from, besides those around the files
 */
export function followImports(
  host: Host,
  reader: string,
  files: readonly string[],
  roots: readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const find = FINDERS[reader];
  if (!find) return found;
  const starts = [...new Set([...roots, ...files.flatMap((file) => [...foldersUp(parentOf(file))])])];
  const pending = [...files];
  const seen = new Set(files);
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const text = textAt(host, file);
    for (const { candidates, expected } of find(host, file, text, starts)) {
      const hit = candidates.find((candidate) => host.kind(candidate) === "file");
      if (hit !== undefined && !seen.has(hit)) {
        seen.add(hit);
        found.add(hit);
        pending.push(hit);
      }
      if (hit === undefined && expected) for (const candidate of candidates) found.add(candidate);
    }
  }
  return found;
}
