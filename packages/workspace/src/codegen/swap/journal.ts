import { existsSync, fsyncSync, openSync, closeSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One swap: what is renamed to where, and what is deleted. Paths are absolute. */
export interface Journal {
  readonly moves: readonly Move[];
  readonly removals: readonly string[];
  /** Folders that are emptied of drafts at the end. */
  readonly drafts: readonly string[];
}

export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Written before anything is renamed; while it is there the swap is to be finished. */
const COMMITTED = "swap.json";
const REVOKED = "swap.revoked.json";
const DRAFT = "swap.draft.json";

/** Writes what is to be swapped, where nothing is bound to it yet. */
export function writeJournal(folder: string, journal: Journal): void {
  writeFileSync(join(folder, DRAFT), JSON.stringify(journal), { flush: true });
}

/** What is written down so far; `undefined` where that is nothing, or was cut off. */
export function readDraft(folder: string): Journal | undefined {
  try {
    return parse(join(folder, DRAFT));
  } catch {
    return undefined;
  }
}

/** From here on the swap takes place, whatever happens to whom. */
export function commitJournal(folder: string): void {
  renameSync(join(folder, DRAFT), join(folder, COMMITTED));
  syncFolder(folder);
}

/** The journal of a swap that has begun; `undefined` for one that has not, or is over. */
export function readCommitted(folder: string): Journal | undefined {
  return existsSync(join(folder, COMMITTED)) ? parse(join(folder, COMMITTED)) : undefined;
}

/** From here on the swap is taken back, whatever happens to whom. */
export function revokeJournal(folder: string): void {
  renameSync(join(folder, COMMITTED), join(folder, REVOKED));
  syncFolder(folder);
}

/** The journal of a swap that is to be taken back. */
export function readRevoked(folder: string): Journal | undefined {
  return existsSync(join(folder, REVOKED)) ? parse(join(folder, REVOKED)) : undefined;
}

/** Nothing is to be done any more. */
export function closeJournal(folder: string): void {
  for (const name of [COMMITTED, REVOKED, DRAFT]) rmSync(join(folder, name), { force: true });
}

function parse(path: string): Journal {
  return JSON.parse(readFileSync(path, "utf8")) as Journal;
}

/** Makes a rename last through a loss of power, where the system can. */
function syncFolder(folder: string): void {
  try {
    const file = openSync(folder, "r");
    fsyncSync(file);
    closeSync(file);
  } catch {
    // Windows opens no folders.
  }
}
