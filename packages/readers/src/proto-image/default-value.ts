import type { ProtoKind } from "@nx-contracts/ir";

const FLOATS: { readonly [text: string]: number } = { inf: Infinity, "-inf": -Infinity, nan: NaN, "-nan": NaN };

/**
 * The default of a field as a proto file's description has it, from the text
 * that its descriptor has. Of a string that is not UTF-8, that text has lost bytes.
 * @see `default_value` in https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/descriptor.proto
 */
export function defaultText(text: string, kind: ProtoKind): string {
  switch (kind) {
    case "float":
    case "double": {
      const value = FLOATS[text] ?? Number(text);
      return String(kind === "float" ? Math.fround(value) : value);
    }
    case "string":
      return Buffer.from(text, "utf8").toString("latin1");
    case "bytes":
      return unescape(text);
    default:
      return text;
  }
}

const ESCAPES: { readonly [letter: string]: string } = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Resolves the escapes of C, which compilers write for every byte that is no printable ASCII. */
function unescape(text: string): string {
  return text.replace(
    /\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|([^]))/g,
    (_, octal: string | undefined, hex: string | undefined, letter: string | undefined) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      return ESCAPES[letter ?? ""] ?? letter ?? "";
    },
  );
}
