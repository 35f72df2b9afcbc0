import { END, IDENTIFIER, INTEGER, Lexer, STRING, SyntaxFailure } from "./tokens.js";
import type { Stretch } from "./syntax-tree.js";

export const SEMICOLON = 59;
export const COMMA = 44;
export const EQUALS = 61;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;
export const OPEN_BRACKET = 91;
export const CLOSE_BRACKET = 93;
export const OPEN_PAREN = 40;
export const CLOSE_PAREN = 41;
export const LESS = 60;
export const GREATER = 62;
export const MINUS = 45;
export const POINT = 46;
export const COLON = 58;
export const SLASH = 47;

/** protoc and buf refuse messages nested deeper than this. */
export const DEEPEST_MESSAGE = 31;
const DEEPEST = 100;

/** A name in the text, dots and all. */
export interface WrittenName extends Stretch {
  readonly text: string;
}

/** The lexer with the questions a parser asks of it; every `expect` throws `SyntaxFailure`. */
export class Cursor extends Lexer {
  #depth = 0;

  /** Steps over `symbol` if it is next. */
  accept(symbol: number): boolean {
    if (this.symbol !== symbol) return false;
    this.next();
    return true;
  }

  /** Steps over the keyword `word` if it is next. */
  acceptWord(word: string): boolean {
    if (!this.is(word)) return false;
    this.next();
    return true;
  }

  expect(symbol: number, after: string): void {
    if (this.symbol !== symbol) {
      const wanted = String.fromCharCode(symbol);
      const message = `Expected "${wanted}" after ${after}, found ${this.found()}.`;
      if (symbol === EQUALS) this.refuseUnfinished(message, `Write "${wanted}" there.`);
      this.refuse(message, `Write "${wanted}" there.`);
    }
    this.next();
  }

  /** An identifier; `what` says whose name it is. */
  name(what: string): string {
    if (this.kind !== IDENTIFIER) this.refuse(`Expected ${what}, found ${this.found()}.`, `Write ${what} there.`);
    const word = this.word();
    this.next();
    return word;
  }

  /** `a.b.C`, or `.a.b.C` where `absolute` names are allowed. */
  dottedName(what: string, absolute: boolean): WrittenName {
    const start = this.start;
    let parts = "";
    if (absolute && this.accept(POINT)) parts = ".";
    parts += this.name(what);
    let end = this.previousEnd;
    while (this.symbol === POINT) {
      this.next();
      parts += `.${this.name(what)}`;
      end = this.previousEnd;
    }
    return { text: parts, start, end };
  }

  /** A whole number with an optional minus. */
  integer(what: string): number {
    const negative = this.accept(MINUS);
    if (this.kind !== INTEGER) this.refuse(`Expected ${what}, found ${this.found()}.`, `Write ${what} there.`);
    const value = integerValue(this.word());
    this.next();
    return negative ? -value : value;
  }

  /** Runs `parse` one level deeper; refuses what is nested beyond any use, before the stack ends. */
  nested<T>(parse: () => T): T {
    if (++this.#depth > DEEPEST) {
      this.refuse(`Nested more than ${DEEPEST} levels deep.`, "Move inner definitions to the top level of the file.");
    }
    const result = parse();
    this.#depth--;
    return result;
  }

  /** The current token in a person's words. */
  found(): string {
    if (this.kind === END) return "the end of the file";
    if (this.kind === STRING) return "a string";
    const word = this.word();
    return `"${word.length > 40 ? `${word.slice(0, 40)}…` : word}"`;
  }

  /** Refuses a declaration that breaks off: on its own line where the next token is on another. */
  refuseUnfinished(message: string, help: string): never {
    const end = this.previousEnd;
    const broken = this.text.slice(end, this.start).includes("\n");
    if (!broken) this.refuse(message, help);
    throw new SyntaxFailure({ message, help, start: Math.max(0, end - 1), end });
  }

  /** Refuses the text at the current token. */
  refuse(message: string, help: string): never {
    if (this.kind === END) throw new SyntaxFailure({ message, help, start: this.previousEnd, end: this.previousEnd });
    throw new SyntaxFailure({ message, help, start: this.start, end: this.end });
  }
}

/** Value of an integer token, sign excluded; beyond 2^53 it is the nearest double. */
export function integerValue(digits: string): number {
  if (digits.length > 1 && digits[0] === "0" && (digits.charCodeAt(1) | 32) !== 120) return Number.parseInt(digits, 8);
  return Number(digits);
}
