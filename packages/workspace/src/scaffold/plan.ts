import { ContractsError } from "@nx-contracts/ir";
import type { Host } from "../host.js";

/** Files that a template made: path relative to the workspace root → text. */
export type Texts = ReadonlyMap<string, string>;

/**
 * Those of the files that are not there yet. A file that is there is never
 * written over.
 *
 * @param next what may be done instead, for the error
 * @throws ContractsError `usage` where another one is there
 */
export function newFiles(host: Host, texts: Texts, next: string): ReadonlyMap<string, Uint8Array> {
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array>();
  const differing: string[] = [];
  for (const [path, text] of texts) {
    const bytes = encoder.encode(text);
    const there = host.bytes(path);
    if (there === undefined && host.kind(path) === "missing") files.set(path, bytes);
    else if (there === undefined || Buffer.compare(there, bytes) !== 0) differing.push(path);
  }
  if (differing.length === 0) return files;
  const [first = "", ...others] = differing;
  const more = others.length === 0 ? "" : ` So do ${others.map((path) => `\`${path}\``).join(", ")}.`;
  throw new ContractsError("usage", {
    message: `\`${first}\` exists and says something else than what would be generated; nothing was written.${more}`,
    at: { file: first, line: 1, column: 1 },
    next,
  });
}
