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
import {
  closeJournal,
  commitJournal,
  type Journal,
  readCommitted,
  readDraft,
  readRevoked,
  revokeJournal,
} from "./journal.js";

/**
 * Performs the swap that a folder holds the journal of: renames, each of them
 * atomic, and deletions. Where one fails, everything is as before.
 *
 * @param folder absolute; deleted at the end, as are its drafts
 * @throws what the file system throws
 */
export function performSwap(folder: string): void {
  const journal = readDraft(folder);
  if (journal === undefined) throw new Error("what is to be swapped is not written down");
  try {
    prepare(folder, journal);
  } catch (error) {
    discard(folder, journal);
    throw error;
  }
  commitJournal(folder);
  try {
    finish(journal);
  } catch (error) {
    revokeJournal(folder);
    undo(folder, journal);
    discard(folder, journal);
    throw error;
  }
  tidy(journal);
  discard(folder, journal);
}

/**
 * Finishes a swap that was cut off after it had begun, takes back one that had
 * failed, and discards one that had not begun.
 */
export function recoverSwap(folder: string): void {
  const revoked = readRevoked(folder);
  if (revoked) undo(folder, revoked);
  const committed = readCommitted(folder);
  if (committed) {
    finish(committed);
    tidy(committed);
  }
  discard(folder, revoked ?? committed ?? readDraft(folder));
}

/** Makes folders and keeps what is replaced: little can fail later, and what has failed can be taken back. */
function prepare(folder: string, journal: Journal): void {
  const kept = keptIn(folder);
  mkdirSync(kept, { recursive: true });
  const made: string[] = [];
  try {
    for (const [i, { to }] of journal.moves.entries()) {
      if (mkdirSync(dirname(to), { recursive: true }) !== undefined) made.push(dirname(to));
      keep(to, join(kept, `${i}`));
    }
    for (const [i, path] of journal.removals.entries()) keep(path, join(kept, `removed-${i}`));
  } catch (error) {
    for (const path of made.toReversed()) removeEmpty(path);
    throw error;
  }
}

function keptIn(folder: string): string {
  return join(folder, "kept");
}

function keep(path: string, copy: string): void {
  if (!lstatSync(path, { throwIfNoEntry: false })) return;
  try {
    linkSync(path, copy);
  } catch {
    // Another file system, or one without links.
    copyFileSync(path, copy);
  }
}

/** Puts back what was kept. Cut off, it can be done again. */
function undo(folder: string, { moves, removals }: Journal): void {
  const kept = keptIn(folder);
  for (const [i, { to }] of moves.entries()) {
    const copy = join(kept, `${i}`);
    if (lstatSync(copy, { throwIfNoEntry: false })) restore(copy, to);
    else {
      rmSync(to, { force: true });
      removeEmpty(dirname(to));
    }
  }
  for (const [i, path] of removals.entries()) {
    const copy = join(kept, `removed-${i}`);
    if (lstatSync(copy, { throwIfNoEntry: false })) restore(copy, path);
  }
}

/** The file that was there before; what has not been touched is the same file still. */
function restore(copy: string, path: string): void {
  const [old, now] = [lstatSync(copy), lstatSync(path, { throwIfNoEntry: false })];
  if (now?.ino === old.ino && now.dev === old.dev) return;
  const beside = `${path}.${process.pid}.kept`;
  keep(copy, beside);
  renameSync(beside, path);
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

/** Folders that the deletions left empty go as well, inner ones first; the swap is done, whether they can or not. */
function tidy({ removals }: Journal): void {
  const folders = [...new Set(removals.map((path) => dirname(path)))];
  for (const folder of folders.sort((a, b) => b.length - a.length)) {
    try {
      // Python keeps there what it made of files that are gone.
      const isBare = readdirSync(folder).every((name) => name === "__pycache__");
      if (isBare) rmSync(join(folder, "__pycache__"), { recursive: true, force: true });
    } catch {
      // It went with an inner one.
    }
    removeEmpty(folder);
  }
}

/** Removes a folder and those around it as long as they are empty, also where somebody has begun to. */
function removeEmpty(folder: string): void {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      if (existsSync(at)) return;
    }
  }
}

function discard(folder: string, journal: Journal | undefined): void {
  closeJournal(folder);
  for (const draft of journal?.drafts ?? []) rmSync(draft, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
