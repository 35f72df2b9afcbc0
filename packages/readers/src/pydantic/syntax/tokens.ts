/**
 * Tokens of Python 3, up to 3.14.
 * @see https://docs.python.org/3/reference/lexical_analysis.html
 */
export type TokenKind = "name" | "number" | "string" | "operator" | "newline" | "indent" | "dedent" | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
  /** Empty for strings and layout. */
  readonly text: string;
}

/** A place where a text stops being Python. */
export class SyntaxProblem extends Error {
  /** UTF-16 offset. */
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

const NAME = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y;
const NUMBER =
  /0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d[\d_]*)?[jJ]?/y;
const STRING = /(?:[rRuUbBfFtT]|[rR][bBfFtT]|[bBfFtT][rR])?(?:"""|'''|"|')/y;
const OPERATOR = /\*\*=?|\/\/=?|>>=?|<<=?|->|:=|!=|\.\.\.|[-+*/%@&|^=<>]=?|[()[\]{},:.;~]/y;
const CLOSERS: { readonly [open: string]: string } = { "(": ")", "[": "]", "{": "}" };
const TAB = 8;
/** As in CPython. */
const MAX_BRACKETS = 200;
const MAX_INDENTS = 100;

/**
 * Splits a text into tokens; the last one is `end`.
 * @throws {SyntaxProblem} where no token starts, or a string or bracket is never closed
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const open: number[] = [];
  const indents = [0];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  let isLineStart = true;
  const push = (kind: TokenKind, from: number, to: number, content = "") =>
    tokens.push({ kind, from, to, text: content });

  while (at < text.length) {
    if (isLineStart && open.length === 0) {
      const line = measureIndent(text, at);
      at = line.at;
      if (line.isBlank) {
        at = skipLine(text, at);
        continue;
      }
      isLineStart = false;
      changeIndent(indents, line.columns, at, push);
    }
    const char = text[at] ?? "";
    if (char === " " || char === "\t" || char === "\f") at++;
    else if (char === "\n" || char === "\r") {
      const next = at + (text.startsWith("\r\n", at) ? 2 : 1);
      if (open.length === 0) {
        push("newline", at, at);
        isLineStart = true;
      }
      at = next;
    } else if (char === "#") at = lineEnd(text, at);
    else if (char === "\\" && /[\r\n]/.test(text[at + 1] ?? "")) at += text.startsWith("\r\n", at + 1) ? 3 : 2;
    else {
      const token = readToken(text, at);
      if (token.kind === "operator") checkBrackets(text, token, open);
      tokens.push(token);
      at = token.to;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw new SyntaxProblem(unclosed, `"${text[unclosed]}" is never closed`);
  if (!isLineStart) push("newline", text.length, text.length);
  for (let i = 1; i < indents.length; i++) push("dedent", text.length, text.length);
  push("end", text.length, text.length);
  return tokens;
}

function measureIndent(
  text: string,
  start: number,
): { readonly at: number; readonly columns: number; readonly isBlank: boolean } {
  let columns = 0;
  let at = start;
  for (; ; at++) {
    const char = text[at];
    if (char === " ") columns++;
    else if (char === "\t") columns += TAB - (columns % TAB);
    else if (char === "\f") columns = 0;
    else return { at, columns, isBlank: char === undefined || char === "\n" || char === "\r" || char === "#" };
  }
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}

function skipLine(text: string, from: number): number {
  const at = lineEnd(text, from);
  return at + (text.startsWith("\r\n", at) ? 2 : 1);
}

function changeIndent(
  indents: number[],
  columns: number,
  at: number,
  push: (kind: TokenKind, from: number, to: number) => void,
): void {
  if (columns > (indents.at(-1) ?? 0)) {
    if (indents.length > MAX_INDENTS * 4) throw new SyntaxProblem(at, "The blocks are nested too deeply");
    indents.push(columns);
    push("indent", at, at);
    return;
  }
  while (columns < (indents.at(-1) ?? 0)) {
    indents.pop();
    push("dedent", at, at);
  }
  if (columns !== indents.at(-1)) throw new SyntaxProblem(at, "The indentation matches that of no block around");
}

function checkBrackets(text: string, token: Token, open: number[]): void {
  if (token.text in CLOSERS) {
    open.push(token.from);
    if (open.length > MAX_BRACKETS) throw new SyntaxProblem(token.from, "The brackets are nested too deeply");
  } else if (token.text === ")" || token.text === "]" || token.text === "}") {
    const opener = open.pop();
    if (opener === undefined) throw new SyntaxProblem(token.from, `There is no open bracket for "${token.text}"`);
    const wanted = CLOSERS[text[opener] ?? ""];
    if (wanted !== token.text) {
      throw new SyntaxProblem(token.from, `"${text[opener]}" is closed by "${token.text}" instead of "${wanted}"`);
    }
  }
}

function readToken(text: string, at: number): Token {
  const string = match(STRING, text, at);
  if (string !== undefined) return { kind: "string", from: at, to: stringEnd(text, at, string), text: "" };
  const name = match(NAME, text, at);
  if (name !== undefined) return { kind: "name", from: at, to: at + name.length, text: name };
  const char = text[at] ?? "";
  if (/\d/.test(char) || (char === "." && /\d/.test(text[at + 1] ?? ""))) {
    const number = match(NUMBER, text, at) ?? char;
    return { kind: "number", from: at, to: at + number.length, text: number };
  }
  const operator = match(OPERATOR, text, at);
  if (operator === undefined) throw new SyntaxProblem(at, "No Python starts with this character");
  return { kind: "operator", from: at, to: at + operator.length, text: operator };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Offset after the string that opens at `at` with prefix and quotes `opening`. */
function stringEnd(text: string, at: number, opening: string): number {
  const quote = opening.endsWith(opening.slice(-1).repeat(3)) ? opening.slice(-3) : opening.slice(-1);
  const isFormat = /^[a-z]*[ft]/i.test(opening);
  for (let i = at + opening.length; i < text.length; i++) {
    const char = text[i];
    if (char === "\\") i += text.startsWith("\r\n", i + 1) ? 2 : 1;
    else if (quote.length === 1 && (char === "\n" || char === "\r")) break;
    else if (char === quote[0] && text.startsWith(quote, i)) return i + quote.length;
    else if (isFormat && char === "{") {
      if (text[i + 1] === "{") i++;
      else i = replacementEnd(text, i, quote);
    }
  }
  throw new SyntaxProblem(at, "The string is never closed");
}

/** Offset of the brace that closes a replacement field; of the last character before the quote when none does. */
function replacementEnd(text: string, at: number, quote: string): number {
  let depth = 0;
  let isSpec = false;
  for (let i = at + 1; i < text.length; i++) {
    const char = text[i] ?? "";
    if (isSpec) {
      if (char === "{") i = replacementEnd(text, i, quote);
      else if (char === "}") return i;
      else if (text.startsWith(quote, i)) return i - 1;
    } else if (char === "}" && depth === 0) return i;
    else if (char in CLOSERS) depth++;
    else if (char === ")" || char === "]" || char === "}") depth--;
    else if (char === ":" && depth === 0) isSpec = true;
    else if (char === '"' || char === "'") {
      // Before Python 3.12 the quote of the string itself cannot stand inside it, so it ends the string.
      if (text.startsWith(quote, i) && !hasClosing(text, i, quote)) return i - 1;
      i = stringEnd(text, i, text.startsWith(char.repeat(3), i) ? char.repeat(3) : char) - 1;
    } else if (char === "\n" && quote.length === 1 && depth === 0 && !hasBrace(text, i)) return i - 1;
  }
  return text.length;
}

/** Whether a string opens here, rather than the string around ending. */
function hasClosing(text: string, at: number, quote: string): boolean {
  const end = text.indexOf(quote, at + quote.length);
  return end >= 0 && (quote.length === 3 || !/[\r\n]/.test(text.slice(at, end)));
}

const hasBrace = (text: string, at: number) => /^\s*[^'"\n]*\}/.test(text.slice(at, at + 200));
