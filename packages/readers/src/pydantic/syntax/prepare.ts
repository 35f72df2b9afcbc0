/**
 * Puts in place of what the grammar does not know something of the same length
 * that it does, so that every offset stays what it was. Values are read from
 * the original text afterwards.
 */
export function prepare(text: string): string {
  let result = text;
  if (result.startsWith("\ufeff")) result = ` ${result.slice(1)}`;
  // A backslash must stay the last character of its line to continue it.
  if (result.includes("\r")) result = result.replace(/\\\r\n/g, " \\\n").replace(/\r\n/g, " \n");
  if (result.includes("\f")) {
    result = result.replace(/^[ \t\f]*\f[ \t\f]*$/gm, (blank) => " ".repeat(blank.length));
  }
  if (TYPE_PARAMETERS.test(result)) result = blankDefaults(result);
  // The grammar wants a digit after the point of `1.`.
  return result
    .replace(/(?<![\w.])(\d[\d_]*)\.(?![\w.])/g, "$10")
    .replace(/(?<![\w.])(\d[\d_]*)\.(?=[eE][-+\d])/g, "$10");
}

const HEADER = String.raw`^[ \t]*(?:class|type|(?:async[ \t]+)?def)[ \t]+\w+[ \t]*\[`;
const TYPE_PARAMETERS = new RegExp(String.raw`${HEADER}[^\]]*=`, "m");

/** Blanks the defaults of type parameters (PEP 696), which the grammar does not know. */
function blankDefaults(text: string): string {
  const characters = text.split("");
  for (const match of text.matchAll(new RegExp(HEADER, "gm"))) {
    let depth = 0;
    let inDefault = false;
    for (let i = match.index + match[0].length - 1; i < text.length; i++) {
      const char = text[i] ?? "";
      if ("([{".includes(char)) depth++;
      else if (")]}".includes(char)) depth--;
      if (depth === 0) break;
      if (depth === 1 && char === ",") inDefault = false;
      else if (depth === 1 && char === "=") inDefault = true;
      if (inDefault) characters[i] = char === "\n" ? char : " ";
    }
  }
  return characters.join("");
}

interface LogicalLine {
  readonly start: number;
  readonly indent: number;
  readonly end: number;
}

export interface Scan {
  readonly lines: readonly LogicalLine[];
  /** Offset and message of a bracket or string that is never closed. */
  readonly problem: { readonly at: number; readonly message: string } | undefined;
}

const CLOSERS: { readonly [open: string]: string } = { "(": ")", "[": "]", "{": "}" };

/** Splits a text into logical lines, seeing only strings, comments, brackets and continuations. */
export function scanLines(text: string): Scan {
  const lines: LogicalLine[] = [];
  const open: number[] = [];
  let start = -1;
  let indent = 0;
  let lineStart = 0;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i] ?? "\n";
    if (char === "\n" || char === "\r") {
      if (open.length === 0 && start >= 0) {
        lines.push({ start, indent, end: i });
        start = -1;
      }
      lineStart = i + 1;
    } else if (char === "#") {
      while (i + 1 < text.length && text[i + 1] !== "\n" && text[i + 1] !== "\r") i++;
    } else if (char === "\\" && /[\n\r]/.test(text[i + 1] ?? "")) {
      i++;
    } else if (char !== " " && char !== "\t" && char !== "\f") {
      if (start < 0) {
        start = i;
        indent = width(text, lineStart, i);
      }
      if (char === '"' || char === "'") {
        const end = stringEnd(text, i);
        if (end < 0) return { lines, problem: { at: i, message: "The string is never closed" } };
        i = end - 1;
      } else if (char in CLOSERS) open.push(i);
      else if (char === ")" || char === "]" || char === "}") {
        const opener = open.pop();
        if (opener === undefined || CLOSERS[text[opener] ?? ""] !== char) {
          return { lines, problem: { at: i, message: `There is no open bracket for "${char}"` } };
        }
      }
    }
  }
  const last = open.at(-1);
  const problem = last === undefined ? undefined : { at: last, message: `"${text[last]}" is never closed` };
  return { lines, problem };
}

function width(text: string, from: number, to: number): number {
  let columns = 0;
  for (let i = from; i < to; i++) columns += text[i] === "\t" ? 8 - (columns % 8) : 1;
  return columns;
}

/** Offset after the string that opens at `at`; -1 when it is never closed. */
function stringEnd(text: string, at: number): number {
  const quote = text[at] ?? "";
  const triple = text.startsWith(quote.repeat(3), at);
  const close = triple ? quote.repeat(3) : quote;
  for (let i = at + close.length; i < text.length; i++) {
    const char = text[i];
    if (char === "\\") i++;
    else if (!triple && (char === "\n" || char === "\r")) return -1;
    else if (char === quote && text.startsWith(close, i)) return i + close.length;
  }
  return -1;
}

// Statements and expressions of which the grammar lacks a form: a bare `yield`,
// targets of `with`, some patterns.
const INCOMPLETE_IN_GRAMMAR = /\b(?:yield|with|match|except|await|print|exec|del)\b|[fFtT]["']/;

/**
 * Blanks the bodies of functions that use what the grammar does not know
 * completely. What a function does has no influence on what its module defines.
 */
export function blankFunctionBodies(text: string, lines: readonly LogicalLine[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined || !/^(?:async[ \t]+)?def\b/.test(text.slice(line.start, line.start + 20))) continue;
    let last = i;
    while ((lines[last + 1]?.indent ?? -1) > line.indent) last++;
    const from = lines[i + 1]?.start;
    const to = lines[last]?.end;
    if (last === i || from === undefined || to === undefined) continue;
    const body = text.slice(from, to);
    if (!INCOMPLETE_IN_GRAMMAR.test(body)) continue;
    pieces.push(text.slice(done, from), "0", body.slice(1).replace(/[^\n\r]/g, " "));
    done = to;
    i = last;
  }
  return pieces.join("") + text.slice(done);
}
