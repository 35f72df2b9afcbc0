/** Where a literal could not be read, in words. */
export interface LiteralProblem {
  readonly problem: string;
}

export type Literal = { readonly bytes: Uint8Array; readonly end: number } | LiteralProblem;

/** Code of a letter behind a backslash → the byte it stands for. */
const SIMPLE: ReadonlyMap<number, number> = new Map(
  Object.entries({ a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, "\\": 92, "'": 39, '"': 34 }).map(([letter, byte]) => [
    letter.charCodeAt(0),
    byte,
  ]),
);

const BACKSLASH = 92;
const NEWLINE = 10;
const RETURN = 13;

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
  const end = quote.charCodeAt(0);
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === end) return { bytes: bytes.take(), end: i + 1 };
    if (code === NEWLINE || code === RETURN) break;
    if (code !== BACKSLASH) {
      bytes.add(code);
      continue;
    }
    const letter = text.charCodeAt(++i);
    const simple = SIMPLE.get(letter);
    const digits = simple === undefined ? escapeDigits(text, i, hasUnicode) : undefined;
    if (simple !== undefined) bytes.add(simple);
    else if (digits !== undefined) {
      bytes.addAll(digits.bytes);
      i = digits.end - 1;
    } else if (!isLenient) return { problem: "its descriptor has an escape that the language does not know" };
    else if (letter === RETURN && text.charCodeAt(i + 1) === NEWLINE) i++;
    else if (letter !== NEWLINE && letter !== RETURN) bytes.addAll([BACKSLASH, letter]);
  }
  return { problem: "the string that holds its descriptor has no end" };
}

interface Escaped {
  readonly bytes: ArrayLike<number>;
  /** Behind the escape. */
  readonly end: number;
}

const LOWER_X = 120;

/** `\x41`, or up to three octal digits; in some languages also `\u0041`. */
function escapeDigits(text: string, at: number, hasUnicode: boolean): Escaped | undefined {
  const first = digitAt(text, at);
  if (first < 8) {
    let value = first;
    let end = at + 1;
    for (; end < at + 3 && digitAt(text, end) < 8; end++) value = value * 8 + digitAt(text, end);
    return { bytes: [value & 255], end };
  }
  if (text.charCodeAt(at) === LOWER_X) {
    const [high, low] = [digitAt(text, at + 1), digitAt(text, at + 2)];
    return high < 16 && low < 16 ? { bytes: [high * 16 + low], end: at + 3 } : undefined;
  }
  return hasUnicode ? unicodeEscape(text, at) : undefined;
}

/** Of a hexadecimal digit; 16 where there is none. */
function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : 16;
}

const UNICODE = /u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})/y;

function unicodeEscape(text: string, at: number): Escaped | undefined {
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

  addAll(bytes: ArrayLike<number>): void {
    for (let i = 0; i < bytes.length; i++) this.add(bytes[i] ?? 0);
  }

  take(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
