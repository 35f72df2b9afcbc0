import type { ReadDiagnostic, Source } from "@nx-contracts/ir";
import type { Host } from "../host.js";

/** Sources above this size are not contracts. */
export const LARGEST_SOURCE = 64 * 1024 * 1024;

/** A source, or the diagnostic that says why its bytes are none. */
export type DecodedSource =
  | { readonly source: Source; readonly diagnostic?: undefined }
  | { readonly source?: undefined; readonly diagnostic: ReadDiagnostic };

/** Decodes UTF-8 strictly; a byte order mark is dropped. */
export function decodeSource(path: string, bytes: Uint8Array): DecodedSource {
  if (bytes.byteLength > LARGEST_SOURCE) {
    const at = { file: path, line: 1, column: 1 };
    const size = Math.round(bytes.byteLength / 1024 / 1024);
    return {
      diagnostic: {
        rule: "read/too-large",
        subject: path,
        message: `The file has ${size} MiB; contracts of up to ${LARGEST_SOURCE / 1024 / 1024} MiB are read.`,
        at,
        help: "Take it out of `files`.",
      },
    };
  }
  try {
    return { source: { path, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) } };
  } catch {
    return { diagnostic: notUtf8(path, bytes) };
  }
}

/** Text of a file; `undefined` where there is none, or what it holds is no UTF-8. */
export function textOnDisk(host: Pick<Host, "bytes">, path: string): string | undefined {
  const bytes = host.bytes(path);
  return bytes && decodeSource(path, bytes).source?.text;
}

function notUtf8(path: string, bytes: Uint8Array): ReadDiagnostic {
  const valid = validPrefix(bytes);
  const before = new TextDecoder().decode(bytes.subarray(0, valid));
  const lines = before.split(/\r\n|\r|\n/);
  const byte = (bytes[valid] ?? 0).toString(16).padStart(2, "0");
  return {
    rule: "read/not-utf8",
    subject: path,
    message: `The file is not UTF-8: the byte 0x${byte} does not belong there.`,
    at: { file: path, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 },
    help: "Save the file as UTF-8.",
  };
}

/** Length of the longest prefix that is UTF-8, by halving: a prefix of valid text is valid up to its last character. */
function validPrefix(bytes: Uint8Array): number {
  const isValid = (length: number) => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let low = 0;
  let high = bytes.byteLength;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isValid(middle)) low = middle;
    else high = middle - 1;
  }
  if (low < bytes.byteLength) return low;
  // The text breaks off within a character: what begins it does not belong there.
  while (low > 0 && ((bytes[low - 1] ?? 0) & 0xc0) === 0x80) low--;
  return Math.max(0, low - 1);
}
