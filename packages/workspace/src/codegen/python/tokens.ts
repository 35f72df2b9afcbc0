/** A piece of Python source that means something. */
export interface Token {
  readonly kind: "word" | "string" | "operator";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A logical line: what stands between two newlines outside of brackets. */
export type Statement = readonly Token[];

const WORD = /[\p{L}\p{N}_]+/uy;
const STRING_PREFIX = /^(?:[rbuft]|rb|br|fr|rf|tr|rt)$/i;

/**
 * Splits Python source into statements. Comments and line joins are passed
 * over; `3d_pb2` is one word, although Python itself would not take it.
 */
export function* statements(text: string): Generator<Statement> {
  let current: Token[] = [];
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === "#") at = endOfLine(text, at);
    else if (char === "\n" || char === ";") {
      at++;
      if (depth > 0 || current.length === 0) continue;
      yield current;
      current = [];
    } else if (char === '"' || char === "'") {
      const start = prefixStart(current.at(-1), at);
      if (start < at) current.pop();
      const end = endOfString(text, at);
      current.push({ kind: "string", text: text.slice(start, end), start, end });
      at = end;
    } else if (/[\s\\]/.test(char)) at++;
    else {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0];
      if ("([{".includes(char)) depth++;
      else if (")]}".includes(char)) depth = Math.max(0, depth - 1);
      const end = at + (word?.length ?? 1);
      current.push({ kind: word === undefined ? "operator" : "word", text: word ?? char, start: at, end });
      at = end;
    }
  }
  if (current.length > 0) yield current;
}

/** Where a string begins whose quote stands at `at`: its prefix is a word that ends there. */
function prefixStart(before: Token | undefined, at: number): number {
  return before?.kind === "word" && before.end === at && STRING_PREFIX.test(before.text) ? before.start : at;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function endOfString(text: string, start: number): number {
  const quote = text.charAt(start);
  const triple = text.startsWith(quote.repeat(3), start);
  const closing = triple ? quote.repeat(3) : quote;
  let at = start + closing.length;
  while (at < text.length) {
    if (text.charAt(at) === "\\") at += 2;
    else if (text.startsWith(closing, at)) return at + closing.length;
    // A string of one line that nobody closed ends with it.
    else if (!triple && text.charAt(at) === "\n") return at;
    else at++;
  }
  return text.length;
}
