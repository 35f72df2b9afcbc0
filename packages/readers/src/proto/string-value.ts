import { STRING, SyntaxFailure } from "./tokens.js";
import type { Lexer } from "./tokens.js";
import type { StringValue } from "./syntax-tree.js";

const SIMPLE: { readonly [letter: string]: number } = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  "\\": 92,
  "'": 39,
  '"': 34,
  "?": 63,
};

/**
 * The string at the lexer, adjacent ones joined, escapes resolved.
 * @see https://protobuf.dev/reference/protobuf/proto3-spec/#string_literals
 */
export function parseString(lexer: Lexer): StringValue {
  const { start } = lexer;
  let value = "";
  let bytes: number[] | undefined;
  while (lexer.kind === STRING) {
    const from = lexer.start + 1;
    const to = lexer.end - 1;
    const raw = lexer.text.slice(from, to);
    if (bytes !== undefined || raw.includes("\\")) {
      bytes ??= [...new TextEncoder().encode(value)];
      unescape(raw, from, bytes);
    } else {
      value += raw;
    }
    lexer.next();
  }
  const { previousEnd: end } = lexer;
  if (bytes === undefined) return { kind: "string", value, binary: false, start, end };
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
    return { kind: "string", value: text, binary: false, start, end };
  } catch {
    return { kind: "string", value: bytes.map((byte) => String.fromCharCode(byte)).join(""), binary: true, start, end };
  }
}

/** Appends the bytes that `raw` stands for; `offset` is where it begins in the file. */
function unescape(raw: string, offset: number, bytes: number[]): void {
  for (let at = 0; at < raw.length;) {
    const code = raw.codePointAt(at) ?? 0;
    if (code !== 92) {
      appendCodePoint(code, bytes);
      at += code > 0xffff ? 2 : 1;
      continue;
    }
    const letter = raw.charAt(at + 1);
    const simple = SIMPLE[letter];
    if (simple !== undefined) {
      bytes.push(simple);
      at += 2;
      continue;
    }
    const numeric = /^(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(
      raw.slice(at + 1, at + 10),
    );
    const code16 = numeric?.[3] ?? numeric?.[4];
    const value =
      numeric?.[1] !== undefined ? Number.parseInt(numeric[1], 8) : Number.parseInt(numeric?.[2] ?? code16 ?? "", 16);
    if (numeric === null || value > 0x10ffff || (code16 === undefined && value > 255)) {
      throw new SyntaxFailure({
        message: `"${raw.slice(at, at + 2)}" is not an escape that a proto string knows.`,
        help: "Write a backslash as \\\\.",
        start: offset + at,
        end: offset + at + 2,
      });
    }
    if (code16 !== undefined) appendCodePoint(value, bytes);
    else bytes.push(value);
    at += 1 + numeric[0].length;
  }
}

function appendCodePoint(code: number, bytes: number[]): void {
  if (code < 0x80) bytes.push(code);
  else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
  else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
}
