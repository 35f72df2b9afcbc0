import type { Stretch } from "./page.js";

/** What must be known of a language to skip its strings and comments and to match its brackets. */
export interface Syntax {
  readonly lineComment: string;
  readonly blockComments: boolean;
  /** `<` and `>` are brackets too, arrows aside. */
  readonly angles: boolean;
  /** Strings in `"""` and `'''`, which may span lines. */
  readonly tripleQuotes: boolean;
}

export const PROTO_SYNTAX: Syntax = { lineComment: "//", blockComments: true, angles: false, tripleQuotes: false };
export const PYTHON_SYNTAX: Syntax = { lineComment: "#", blockComments: false, angles: false, tripleQuotes: true };
export const TYPE_SYNTAX: Syntax = { lineComment: "//", blockComments: true, angles: true, tripleQuotes: false };
export const SCRIPT_SYNTAX: Syntax = { ...TYPE_SYNTAX, angles: false };

/** A character of code, no string and no comment, and how many brackets of the stretch are open around it. */
export interface Sign {
  readonly at: number;
  readonly char: string;
  readonly depth: number;
}

/** Walks over code; a bracket has the depth of what is outside of it. */
export function* signs(text: string, { start, end }: Stretch, syntax: Syntax): Generator<Sign> {
  let depth = 0;
  let at = start;
  while (at < end) {
    const char = text.charAt(at);
    const skipped = endOfQuoted(text, at, end, syntax);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const opens = "([{".includes(char) || (syntax.angles && char === "<");
    const closes = ")]}".includes(char) || (syntax.angles && char === ">" && text[at - 1] !== "=");
    if (closes) depth--;
    yield { at, char, depth };
    if (opens) depth++;
    at++;
  }
}

/** The offset behind the string or comment that begins at `at`; `at` itself where none does. */
function endOfQuoted(
  text: string,
  at: number,
  end: number,
  { lineComment, blockComments, tripleQuotes }: Syntax,
): number {
  const until = (mark: string, from: number) => {
    const found = text.indexOf(mark, from);
    return found < 0 ? end : Math.min(end, found + mark.length);
  };
  if (text.startsWith(lineComment, at)) return Math.min(until("\n", at), end);
  if (blockComments && text.startsWith("/*", at)) return until("*/", at + 2);
  const quote = text.charAt(at);
  if (!"\"'`".includes(quote)) return at;
  if (tripleQuotes && text.startsWith(quote.repeat(3), at)) return until(quote.repeat(3), at + 3);
  let next = at + 1;
  while (next < end && text[next] !== quote && text[next] !== "\n") next += text[next] === "\\" ? 2 : 1;
  return Math.min(end, next + 1);
}

/** The comments of a text in its order, without the end of their line. */
export function* comments(text: string, syntax: Syntax): Generator<Stretch> {
  let at = 0;
  while (at < text.length) {
    const end = endOfQuoted(text, at, text.length, syntax);
    const isComment = text.startsWith(syntax.lineComment, at) || (syntax.blockComments && text.startsWith("/*", at));
    if (end > at && isComment) yield { start: at, end: text[end - 1] === "\n" ? end - 1 : end };
    at = Math.max(end, at + 1);
  }
}

/** Parts of a stretch between signs that `isSeparator` names, outside brackets, white space around them left out. */
export function splitAt(text: string, stretch: Stretch, syntax: Syntax, separator: string): readonly Stretch[] {
  const cuts: number[] = [];
  for (const { at, char, depth } of signs(text, stretch, syntax)) if (depth === 0 && char === separator) cuts.push(at);
  return [...cuts, stretch.end]
    .map((end, i) => trim(text, { start: i === 0 ? stretch.start : (cuts[i - 1] ?? 0) + 1, end }))
    .filter(({ start, end }) => end > start);
}

/** A stretch without white space at its ends. */
export function trim(text: string, { start, end }: Stretch): Stretch {
  const inner = text.slice(start, end);
  const from = start + inner.length - inner.trimStart().length;
  return { start: from, end: Math.max(from, start + inner.trimEnd().length) };
}

/** What stands between the bracket at `open` and the one that closes it, the brackets left out. */
export function insideBrackets(text: string, open: number, syntax: Syntax): Stretch | undefined {
  for (const { at, depth } of signs(text, { start: open, end: text.length }, syntax)) {
    if (at > open && depth === 0) return { start: open + 1, end: at };
  }
  return undefined;
}

/** The first sign `char` outside brackets. */
export function findSign(text: string, stretch: Stretch, syntax: Syntax, char: string): number | undefined {
  for (const sign of signs(text, stretch, syntax)) if (sign.depth === 0 && sign.char === char) return sign.at;
  return undefined;
}
