import { type Asked, type Question, startGit } from "@nx-contracts/workspace/git";
import { ASKED, keptPlace, readKept, writeKept } from "./kept.js";

/** Questions that git works at while the command is loaded. */
export interface Ahead {
  readonly asked: readonly Asked[];
  /** Keeps the questions of this run for the next one of the same words in the same folder. */
  readonly keep: (questions: readonly Question[]) => void;
}

/** Verbs that write nothing before they ask. */
const READING: ReadonlySet<string> = new Set(["check", "cochange", "compat", "impact", "stubs"]);

/**
 * Puts the questions of the last run of the same words in the same folder
 * to git again. An answer is only taken where the same is asked: what changed
 * in between costs time, not correctness.
 *
 * @param argv words after the program's name
 */
export function askAhead(argv: readonly string[]): Ahead {
  const key = READING.has(argv[0] ?? "") ? keyOf(argv) : undefined;
  const place = key && keptPlace(ASKED + nameOf(key));
  const before = place === undefined ? undefined : readKept(place)?.toString();
  const known = before === undefined ? undefined : parse(before);
  return {
    asked: known !== undefined && known.key === key ? known.questions.flatMap(begin) : [],
    keep: (questions) => {
      if (key === undefined || place === undefined || questions.length === 0) return;
      const after = JSON.stringify({ key, questions } satisfies Asking);
      if (after !== before) writeKept(place, Buffer.from(after));
    },
  };
}

/** Where git cannot be started, whoever asks the same says so. */
function begin(question: Question): readonly Asked[] {
  try {
    const asked = startGit(question);
    asked.answer.catch(() => {});
    return [asked];
  } catch {
    return [];
  }
}

interface Asking {
  /** Folder and words; a name stands for several. */
  readonly key: string;
  readonly questions: readonly Question[];
}

/** What is kept is whole, and nobody else's. */
function parse(text: string): Asking {
  return JSON.parse(text) as Asking;
}

/** `undefined` where the folder is gone, which the command says. */
function keyOf(argv: readonly string[]): string | undefined {
  try {
    return JSON.stringify([process.cwd(), argv]);
  } catch {
    return undefined;
  }
}

/** FNV-1a in 32 bits. @see https://datatracker.ietf.org/doc/draft-eastlake-fnv/ */
function nameOf(key: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
