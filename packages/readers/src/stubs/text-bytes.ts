/** Where a literal could not be read, in words. */
export interface LiteralProblem {
  readonly problem: string;
}

export type Literal = { readonly bytes: Uint8Array; readonly end: number } | LiteralProblem;

const SIMPLE: { readonly [letter: string]: number } = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  "\\": 92,
  "'": 39,
  '"': 34,
};

/** What tells the literals of two languages apart. */
interface Dialect {
  /** `\u0041` and `\U00000041` are characters in UTF-8; elsewhere they are no escape. */
  readonly hasUnicode: boolean;
  /** A backslash joins lines, and stays where it begins no escape. */
  readonly isLenient: boolean;
}

export const PYTHON: Dialect = { hasUnicode: false, isLenient: true };
export const GO: Dialect = { hasUnicode: true, isLenient: false };

/**
 * Reads the quoted literal at `at` as bytes. `text` has one character a byte.
 * Takes time in proportion to the literal.
 */
export function readQuoted(text: string, at: number, { hasUnicode, isLenient }: Dialect): Literal {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return { problem: "no string stands where its descriptor should" };
  const bytes = new ByteList();
  for (let i = at + 1; i < text.length; i++) {
    const character = text[i] ?? "";
    if (character === quote) return { bytes: bytes.take(), end: i + 1 };
    if (character === "\n" || character === "\r") break;
    if (character !== "\\") {
      bytes.add(character.charCodeAt(0));
      continue;
    }
    const letter = text[++i] ?? "";
    const simple = SIMPLE[letter];
    const digits = simple === undefined ? escapeDigits(text, i, hasUnicode) : undefined;
    if (simple !== undefined) bytes.add(simple);
    else if (digits !== undefined) {
      bytes.addAll(digits.bytes);
      i = digits.end - 1;
    } else if (!isLenient) return { problem: "its descriptor has an escape that the language does not know" };
    else if (letter === "\r" && text[i + 1] === "\n") i++;
    else if (letter !== "\n" && letter !== "\r") bytes.addAll([92, letter.charCodeAt(0)]);
  }
  return { problem: "the string that holds its descriptor has no end" };
}

const ESCAPE = /([0-7]{1,3})|x([0-9a-fA-F]{2})/y;
const UNICODE = /u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})/y;

function escapeDigits(
  text: string,
  at: number,
  hasUnicode: boolean,
): { readonly bytes: Iterable<number>; readonly end: number } | undefined {
  ESCAPE.lastIndex = at;
  const plain = ESCAPE.exec(text);
  if (plain) {
    const value = plain[1] === undefined ? Number.parseInt(plain[2] ?? "", 16) : Number.parseInt(plain[1], 8);
    return { bytes: [value & 255], end: ESCAPE.lastIndex };
  }
  if (!hasUnicode) return undefined;
  UNICODE.lastIndex = at;
  const unicode = UNICODE.exec(text);
  const point = unicode ? Number.parseInt(unicode[1] ?? unicode[2] ?? "", 16) : Number.NaN;
  if (!(point <= 0x10ffff)) return undefined;
  return { bytes: Buffer.from(String.fromCodePoint(point), "utf8"), end: UNICODE.lastIndex };
}

/** Reads `{0x0a, 0x1b, 10}`, `at` its brace. */
export function readByteList(text: string, at: number): Literal {
  const end = text.indexOf("}", at);
  if (end < 0) return { problem: "the list that holds its descriptor has no end" };
  const bytes = new ByteList();
  for (const item of withoutComments(text.slice(at + 1, end)).split(",")) {
    const digits = item.trim();
    if (digits === "") continue;
    const value = /^(?:0x[0-9a-fA-F]{1,2}|\d{1,3})$/.test(digits) ? Number(digits) : 256;
    if (value > 255) return { problem: "the list that holds its descriptor has something else than bytes" };
    bytes.add(value);
  }
  return { bytes: bytes.take(), end: end + 1 };
}

function withoutComments(text: string): string {
  return text.includes("//") ? text.replace(/\/\/[^\n]*/g, "") : text;
}

/** Bytes that grow. */
export class ByteList {
  #bytes = new Uint8Array(1024);
  #length = 0;

  add(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = byte;
  }

  addAll(bytes: Iterable<number>): void {
    for (const byte of bytes) this.add(byte);
  }

  take(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
