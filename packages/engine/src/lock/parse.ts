import { NOTHING_RESERVED, type Reserved, type Span } from "@nx-contracts/ir";
import { type Lock, LOCK_FILE, type LockedDefinition, type LockEntry } from "./lock.js";
import { mergeEntries } from "./merge.js";
import { isMalformed, parseLine } from "./parse-line.js";
import { LockPlaces } from "./places.js";
import { joinReserved } from "./ranges.js";

/** What is wrong with a line of the file. */
export interface LockProblem {
  /** A full sentence. */
  readonly message: string;
  readonly at: Span;
  /** The next step in words. */
  readonly help: string;
}

/** A lock as it was read, with the places of what it says. */
export interface ReadLock {
  readonly file: string;
  readonly lock: Lock;
  readonly places: LockPlaces;
  /** While there are any, `lock` lacks lines: it is not to be judged by, and not to be written back. */
  readonly problems: readonly LockProblem[];
}

const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;

/**
 * Reads the text of a lock. The order of its lines means nothing; blank lines,
 * comments, a byte order mark and any line ends are fine, and entries that
 * stand twice are made one. Never throws: what cannot be read is in `problems`.
 */
export function parseLock(text: string, file: string = LOCK_FILE): ReadLock {
  const places = new LockPlaces(file);
  const problems: LockProblem[] = [];
  const definitions = new Map<string, { entries: LockEntry[]; reserved: Reserved }>();
  let inConflict = false;
  for (const [i, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const at = { file, line: i + 1, column: 1 };
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    if (CONFLICT.test(line)) {
      if (!inConflict) problems.push(conflictAt(at));
      inConflict = !line.startsWith(">");
      continue;
    }
    const said = parseLine(line);
    if (isMalformed(said)) {
      problems.push({ message: said.problem, at, help: said.help });
      continue;
    }
    const known = definitions.get(said.qualifiedName) ?? { entries: [], reserved: NOTHING_RESERVED };
    definitions.set(said.qualifiedName, known);
    places.add(said, at.line);
    if ("entry" in said) known.entries.push(said.entry);
    else known.reserved = joinReserved(known.reserved, said.reserved);
  }
  return { file, lock: { definitions: assemble(definitions) }, places, problems };
}

function assemble(
  definitions: ReadonlyMap<string, Pick<LockedDefinition, "entries" | "reserved">>,
): ReadonlyMap<string, LockedDefinition> {
  return new Map(
    [...definitions].map(([qualifiedName, { entries, reserved }]) => [
      qualifiedName,
      { qualifiedName, entries: mergeEntries(entries), reserved },
    ]),
  );
}

function conflictAt(at: Span): LockProblem {
  return {
    message: `A merge of \`${at.file}\` was not finished: a conflict marker stands on line ${at.line}.`,
    at,
    help: "Keep the lines of both sides and take the markers out, then run `nx-contracts lock`. With `contracts.lock merge=union` in `.gitattributes` Git does so by itself.",
  };
}
