/** What a token is; numbers, because the lexer runs once for every character of thousands of files. */
export const END = 0;
export const IDENTIFIER = 1;
export const INTEGER = 2;
export const FLOAT = 3;
export const STRING = 4;
export const SYMBOL = 5;

export type TokenKind = 0 | 1 | 2 | 3 | 4 | 5;

/** A place where a text stops being proto. Offsets are UTF-16. */
export interface SyntaxProblem {
  readonly message: string;
  /** The next step in words. */
  readonly help: string;
  readonly start: number;
  readonly end: number;
}

/** Thrown inside lexer and parser only; `parseProto` turns it into a value. */
export class SyntaxFailure extends Error {
  readonly problem: SyntaxProblem;

  constructor(problem: SyntaxProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const WORD_START = 1;
const DIGIT = 2;
const SPACE = 4;
const CLASSES = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) CLASSES[code] = WORD_START;
  else if (/[0-9]/.test(character)) CLASSES[code] = DIGIT;
  else if (/[ \t\n\r\v\f]/.test(character)) CLASSES[code] = SPACE;
}

const NEWLINE = 10;
const SLASH = 47;
const STAR = 42;
const DOT = 46;
const BACKSLASH = 92;
const BYTE_ORDER_MARK = 0xfeff;

const LONGEST_NUMBER = 400;
const DECIMAL = /^[0-9]*\.?[0-9]*([eE][+-]?[0-9]+)?$/;
const WHOLE = /^(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/;

/**
 * Splits a proto text into tokens, one at a time: `kind`, `start` and `end`
 * describe the current one, `previousEnd` where the one before it stopped.
 * Nothing is copied out of the text until a caller asks.
 * @see https://protobuf.dev/reference/protobuf/textformat-spec/
 */
export class Lexer {
  readonly text: string;
  kind: TokenKind = END;
  start = 0;
  end = 0;
  previousEnd = 0;
  /** Character code of a symbol, else 0. */
  symbol = 0;

  constructor(text: string) {
    this.text = text;
    if (text.charCodeAt(0) === BYTE_ORDER_MARK) this.end = 1;
    this.next();
    this.previousEnd = 0;
  }

  /** Moves to the next token; throws `SyntaxFailure` where none can begin. */
  next(): void {
    const { text } = this;
    this.previousEnd = this.end;
    const start = this.skipSpace(this.end);
    this.start = start;
    this.symbol = 0;
    if (start >= text.length) {
      this.kind = END;
      this.end = text.length;
      this.start = text.length;
      return;
    }
    const code = text.charCodeAt(start);
    const kind = code < 128 ? CLASSES[code] : 0;
    if (kind === WORD_START) {
      this.kind = IDENTIFIER;
      this.end = endOfWord(text, start + 1);
    } else if (kind === DIGIT || (code === DOT && isDigit(text.charCodeAt(start + 1)))) {
      this.number(start);
    } else if (code === 34 || code === 39) {
      this.kind = STRING;
      this.end = this.endOfString(start, code);
    } else if (code > 32 && code < 127) {
      this.kind = SYMBOL;
      this.symbol = code;
      this.end = start + 1;
    } else {
      this.unreadable(start, code);
    }
  }

  /** The current token as written. */
  word(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Whether the current token is the identifier `word`. */
  is(word: string): boolean {
    return this.kind === IDENTIFIER && this.end - this.start === word.length && this.text.startsWith(word, this.start);
  }

  /** Remembers where the lexer stands, to look ahead and come back. */
  mark(): number {
    return this.start;
  }

  /** Goes back to a mark; `previousEnd` is the caller's to restore. */
  reset(mark: number, previousEnd: number): void {
    this.end = mark;
    this.next();
    this.previousEnd = previousEnd;
  }

  private skipSpace(from: number): number {
    const { text } = this;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code < 128 && CLASSES[code] === SPACE) {
        at++;
      } else if (code === SLASH && text.charCodeAt(at + 1) === SLASH) {
        const stop = text.indexOf("\n", at + 2);
        at = stop < 0 ? text.length : stop + 1;
      } else if (code === SLASH && text.charCodeAt(at + 1) === STAR) {
        const stop = text.indexOf("*/", at + 2);
        if (stop < 0) this.fail("A comment is opened with /* and never closed.", "Close it with */.", at, at + 2);
        at = stop + 2;
      } else {
        return at;
      }
    }
  }

  /** Decimal, hexadecimal, octal or floating point; the value is computed by who needs it. */
  private number(start: number): void {
    const { text } = this;
    let at = start;
    this.kind = INTEGER;
    if (text.charCodeAt(at) === 48 && (text.charCodeAt(at + 1) | 32) === 120) {
      at = endOfWord(text, at + 2);
    } else {
      at = endOfDigits(text, at);
      if (text.charCodeAt(at) === DOT) {
        this.kind = FLOAT;
        at = endOfDigits(text, at + 1);
      }
      if ((text.charCodeAt(at) | 32) === 101) {
        const sign = text.charCodeAt(at + 1);
        const digits = sign === 43 || sign === 45 ? at + 2 : at + 1;
        if (isDigit(text.charCodeAt(digits))) {
          this.kind = FLOAT;
          at = endOfDigits(text, digits);
        }
      }
      at = endOfWord(text, at);
    }
    this.end = at;
    const shape = this.kind === FLOAT ? DECIMAL : WHOLE;
    // No number needs so many digits; refusing them keeps hostile ones from being computed.
    if (at - start > LONGEST_NUMBER || !shape.test(text.slice(start, at))) {
      const shown = text.slice(start, Math.min(at, start + 40));
      this.fail(`"${shown}" is not a number.`, "Write it in decimal, or as 0x… in hexadecimal.", start, at);
    }
  }

  private endOfString(start: number, quote: number): number {
    const { text } = this;
    let at = start + 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === quote) return at + 1;
      if (code === BACKSLASH) at += 2;
      else if (code === NEWLINE || at >= text.length) {
        this.fail("A string is not closed on its line.", "Close it with the quote it was opened with.", start, at);
      } else if (code === 0) {
        this.fail("A string holds a null character.", "Write it as \\0.", at, at + 1);
      } else at++;
    }
  }

  private unreadable(start: number, code: number): never {
    const shown =
      code > 127 ? `"${String.fromCodePoint(this.text.codePointAt(start) ?? code)}"` : `the control character ${code}`;
    this.fail(
      `Found ${shown}, which no proto file holds outside comments and strings.`,
      "Remove it, or save the file as UTF-8 text.",
      start,
      start + 1,
    );
  }

  private fail(message: string, help: string, start: number, end: number): never {
    throw new SyntaxFailure({ message, help, start, end });
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** Where letters, digits and underscores that begin before `from` stop. */
export function endOfWord(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code < 128 && (CLASSES[code] === WORD_START || CLASSES[code] === DIGIT)) at++;
    else return at;
  }
}
