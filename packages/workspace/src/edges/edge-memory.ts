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

const NOTHING: EdgeMemory = { digest: "", files: new Map() };

/** Reads a memory; one that is missing or damaged is empty. */
export function readMemory(path: string): EdgeMemory {
  try {
    const { digest, files } = JSON.parse(readFileSync(path, "utf8")) as { digest: unknown; files: unknown };
    if (typeof digest !== "string" || typeof files !== "object" || files === null) return NOTHING;
    return { digest, files: new Map(Object.entries(files).filter(isEntry)) };
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
export function writeMemory(path: string, memory: EdgeMemory, before: EdgeMemory): void {
  const [now, then] = [memory, before].map(({ digest, files }) =>
    JSON.stringify({ digest, files: Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1))) }),
  );
  if (now === undefined || now === then) return;
  try {
    writeWhole(path, now);
  } catch {
    // A file system that is read-only or full makes the next construction slower, not wrong.
  }
}
