const ESCAPES: { readonly [letter: string]: string } = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

export type StringLiteral = { readonly kind: "string"; readonly value: string } | { readonly kind: "bytes" };

/**
 * Value of a string literal without replacement fields, prefix and quotes included in `text`.
 * @see https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
 */
export function readString(text: string): StringLiteral {
  const prefix = /^[a-z]*/i.exec(text)?.[0].toLowerCase() ?? "";
  if (prefix.includes("b")) return { kind: "bytes" };
  const quote = text[prefix.length] ?? "'";
  const width = text.startsWith(quote.repeat(3), prefix.length) ? 3 : 1;
  const body = text.slice(prefix.length + width, text.length - width).replace(/\r\n?/g, "\n");
  return { kind: "string", value: prefix.includes("r") || !body.includes("\\") ? body : unescape(body) };
}

function unescape(body: string): string {
  return body.replace(
    /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
    (whole, octal?: string, byte?: string, short?: string, long?: string, letter?: string) => {
      const hexadecimal = byte ?? short ?? long;
      const code =
        octal !== undefined ? parseInt(octal, 8) : hexadecimal !== undefined ? parseInt(hexadecimal, 16) : -1;
      if (code >= 0) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return ESCAPES[letter ?? ""] ?? whole;
    },
  );
}

/** Value of a number literal; an integer that a double cannot hold is a `bigint`. Imaginary numbers have none. */
export function readNumber(text: string): { readonly value: number | bigint; readonly float: boolean } | undefined {
  const digits = text.replaceAll("_", "").toLowerCase();
  if (/^0[box]/.test(digits) || /^\d+$/.test(digits)) {
    if (digits.length > 400) return undefined;
    return { value: narrowInteger(BigInt(digits.replace(/^0+(?=\d)/, ""))), float: false };
  }
  const value = Number(digits);
  return Number.isNaN(value) ? undefined : { value, float: true };
}

/** A `number` where it is exact, else the `bigint` itself. */
export function narrowInteger(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}
