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

/** Texts and whole numbers that stand in code, in its order. */
export function* literalsIn(text: string, { start, end }: Stretch, syntax: Syntax): Generator<Stretch> {
  const number = /(?<![\w$.])-?\d+(?![\w$.])/y;
  let at = start;
  while (at < end) {
    const quoteEnd = endOfQuoted(text, at, end, syntax);
    number.lastIndex = at;
    const next = quoteEnd > at ? quoteEnd : at + (number.exec(text)?.[0].length ?? 0);
    if (next > at && !isComment(text, at, syntax)) yield { start: at, end: next };
    at = Math.max(next, at + 1);
  }
}

function isComment(text: string, at: number, { lineComment, blockComments }: Syntax): boolean {
  return text.startsWith(lineComment, at) || (blockComments && text.startsWith("/*", at));
}

/** The comments of a text in its order, without the end of their line. */
export function* comments(text: string, syntax: Syntax): Generator<Stretch> {
  let at = 0;
  while (at < text.length) {
    const end = endOfQuoted(text, at, text.length, syntax);
    if (end > at && isComment(text, at, syntax)) yield { start: at, end: text[end - 1] === "\n" ? end - 1 : end };
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
