import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { commitJournal, type Journal, readCommitted, readDraft, revokeJournal } from "./journal.js";

/**
 * Performs the swap that a folder holds the journal of: renames, each of them
 * atomic, and deletions. Where one fails, everything is as before.
 *
 * @param folder absolute; deleted at the end, as are its drafts
 * @throws what the file system throws
 */
export function performSwap(folder: string): void {
  const journal = readDraft(folder);
  const undo = prepare(folder, journal);
  try {
    commitJournal(folder);
    finish(journal);
    tidy(journal);
  } catch (error) {
    for (const step of undo.toReversed()) step();
    revokeJournal(folder);
    discard(folder, journal);
    throw error;
  }
  discard(folder, journal);
}

/**
 * Finishes a swap that was interrupted after it had begun, and discards one
 * that had not.
 */
export function recoverSwap(folder: string): void {
  const journal = readCommitted(folder);
  if (journal) {
    finish(journal);
    tidy(journal);
  }
  discard(folder, journal);
}

/** Makes folders and keeps what is replaced, so that little can fail later; gives what takes it back. */
function prepare(folder: string, { moves, removals }: Journal): (() => void)[] {
  const undo: (() => void)[] = [];
  const kept = join(folder, "kept");
  mkdirSync(kept, { recursive: true });
  const keep = (path: string, name: string) => {
    const copy = join(kept, name);
    if (!lstatSync(path, { throwIfNoEntry: false })) {
      undo.push(() => rmSync(path, { force: true }));
      return;
    }
    try {
      linkSync(path, copy);
    } catch {
      // Another file system, or one without links.
      copyFileSync(path, copy);
    }
    undo.push(() => restore(copy, path));
  };
  try {
    for (const [i, { to }] of moves.entries()) {
      const made = mkdirSync(dirname(to), { recursive: true });
      if (made !== undefined) undo.push(() => removeEmpty(dirname(to)));
      keep(to, String(i));
    }
    for (const [i, path] of removals.entries()) keep(path, `removed-${i}`);
  } catch (error) {
    for (const step of undo.toReversed()) step();
    throw error;
  }
  return undo;
}

/** The file that was there before; what has not been touched is the same file still. */
function restore(copy: string, path: string): void {
  const [old, now] = [lstatSync(copy), lstatSync(path, { throwIfNoEntry: false })];
  if (now?.ino === old.ino && now.dev === old.dev) return;
  try {
    renameSync(copy, path);
  } catch {
    copyFileSync(copy, path);
  }
}

/** What was renamed already is not there to be renamed again. */
function finish({ moves, removals }: Journal): void {
  for (const { from, to } of moves) {
    if (!existsSync(from)) continue;
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
  }
  for (const path of removals) {
    if (lstatSync(path, { throwIfNoEntry: false })) unlinkSync(path);
  }
}

/** Folders that the deletions left empty go as well. */
function tidy({ removals }: Journal): void {
  const folders = [...new Set(removals.map((path) => dirname(path)))].filter((folder) => existsSync(folder));
  // Inner ones first.
  for (const folder of folders.sort((a, b) => b.length - a.length)) {
    const rest = readdirSync(folder);
    // Python keeps there what it made of files that are gone.
    if (rest.every((name) => name === "__pycache__"))
      rmSync(join(folder, "__pycache__"), { recursive: true, force: true });
    removeEmpty(folder);
  }
}

function removeEmpty(folder: string): void {
  for (let at = folder; ; at = dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      return;
    }
  }
}

function discard(folder: string, journal: Journal | undefined): void {
  for (const draft of journal?.drafts ?? []) rmSync(draft, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
