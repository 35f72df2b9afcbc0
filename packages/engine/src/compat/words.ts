import type { FieldIn } from "./proto-index.js";
import type { ProtoCardinality } from "@nx-contracts/ir";

const ESCAPES: { readonly [character: string]: string } = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  '"': '\\"',
  "\\": "\\\\",
};

const PLAIN = /^[ !#-[\]-~]*$/;
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** `text` in quotes as Go's `%q` writes it. */
export function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  let quoted = "";
  for (const character of text)
    quoted += ESCAPES[character] ?? (PRINTABLE.test(character) ? character : escape(character));
  return `"${quoted}"`;
}

const SEQUENCE = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[^]/g;

/** The same for a string with one character a byte of UTF-8; bytes that are none are escaped one by one. */
export function quoteBytes(bytes: string): string {
  const quoted = bytes.replace(SEQUENCE, (sequence) => {
    const text = sequence < "\x80" ? sequence : decode(sequence);
    return text === undefined ? escapeBytes(sequence) : quote(text).slice(1, -1);
  });
  return `"${quoted}"`;
}

function decode(sequence: string): string | undefined {
  try {
    return decodeURIComponent(escapeBytes(sequence).replaceAll("\\x", "%"));
  } catch {
    return undefined;
  }
}

function escapeBytes(sequence: string): string {
  return [...sequence].map((byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`).join("");
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** `Field "1" with name "id" on message "Show"`, which begins most messages. */
export function describeField({ field, message }: FieldIn, { named = true } = {}): string {
  const { extension, number } = field;
  const name = named ? ` with name ${quote(extension?.fullName ?? field.name)}` : "";
  const owner = extension?.extendee ?? message?.name ?? "";
  return `${extension ? "Extension" : "Field"} "${number}"${name} on message ${quote(owner)}`;
}

export const CARDINALITY_WORDS = {
  explicit: "optional with explicit presence",
  implicit: "optional with implicit presence",
  required: "required",
  repeated: "repeated",
  map: "map",
} as const satisfies { readonly [cardinality in ProtoCardinality]: string };
