import { readFileSync } from "node:fs";
import { writeWhole } from "../host.js";

/** A file with edges. */
export interface RememberedFile {
  readonly hash: string;
  readonly targets: readonly string[];
  /** Nx remembers these edges with the file: they were found when it was handed over. */
  readonly isGiven: boolean;
}

/**
 * What is kept from one construction of the graph to the next. Nx keeps the
 * edges of a file until the file changes; which modules exist changes without.
 */
export interface EdgeMemory {
  /** Of what uses were looked up in. */
  readonly digest: string;
  readonly files: ReadonlyMap<string, RememberedFile>;
}

/** A memory as it was read. */
export interface ReadMemory extends EdgeMemory {
  /** How it is written. */
  readonly text: string;
}

const NOTHING: ReadMemory = { digest: "", files: new Map(), text: "" };

/** Reads a memory; one that is missing or damaged is empty. */
export function readMemory(path: string): ReadMemory {
  try {
    const text = readFileSync(path, "utf8");
    const { digest, files } = JSON.parse(text) as { digest: unknown; files: unknown };
    if (typeof digest !== "string" || typeof files !== "object" || files === null) return NOTHING;
    return { digest, files: new Map(Object.entries(files).filter(isEntry)), text };
  } catch {
    return NOTHING;
  }
}

function isEntry(entry: [string, unknown]): entry is [string, RememberedFile] {
  const file = entry[1];
  if (typeof file !== "object" || file === null) return false;
  return "hash" in file && "isGiven" in file && "targets" in file && Array.isArray(file.targets);
}

/** Writes a memory where it changed. One that cannot be written is missed: files are then looked at again. */
export function writeMemory(path: string, { digest, files }: EdgeMemory, before: ReadMemory): void {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify({ digest, files: Object.fromEntries(sorted) });
  if (text === before.text) return;
  try {
    writeWhole(path, text);
  } catch {
    // A file system that is read-only or full makes the next construction slower, not wrong.
  }
}
