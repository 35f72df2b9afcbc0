/** Why an archive is not read; the sentence goes on after "…, for". */
export class TarFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "TarFailure";
  }
}

export const BLOCK = 512;

/** What one block of 512 bytes says about the entry behind it. */
export interface TarHeader {
  readonly name: string;
  readonly size: number;
  /** One character; `0` for a file. */
  readonly type: string;
}

/**
 * The header at `at`.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 *
 * @throws TarFailure
 */
export function readHeader(bytes: Uint8Array, at: number): TarHeader {
  const block = bytes.subarray(at, at + BLOCK);
  if (block.length < BLOCK) throw new TarFailure("it ends too early");
  if (readOctal(block, 148, 8) !== checksum(block)) {
    throw new TarFailure(at === 0 ? "it is no tar archive" : `the header at byte ${at} is damaged`);
  }
  const type = String.fromCharCode(block[156] ?? 0);
  const name = readText(block, 0, 100);
  // GNU tar writes "ustar  ", and other things where POSIX has the beginning of a long name.
  const isPosix = readText(block, 257, 6) === "ustar";
  const prefix = isPosix ? readText(block, 345, 155) : "";
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    size: readSize(block),
    type: type === "\0" ? (name.endsWith("/") ? "5" : "0") : type,
  };
}

/** The sum of all bytes, those of the sum itself taken as spaces. */
function checksum(block: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < BLOCK; index++) sum += index >= 148 && index < 156 ? 32 : (block[index] ?? 0);
  return sum;
}

function readSize(block: Uint8Array): number {
  // The highest bit says that the number is binary, which only sizes of 8 GiB and more need.
  if ((block[124] ?? 0) >= 128) throw new TarFailure("an entry in it is too large");
  const size = readOctal(block, 124, 12);
  if (size === undefined) throw new TarFailure("the size of an entry in it is no number");
  return size;
}

function readOctal(block: Uint8Array, at: number, length: number): number | undefined {
  const digits = /^ *([0-7]+)[ \0]*$/.exec(Buffer.from(block.subarray(at, at + length)).toString("latin1"))?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 8);
}

function readText(block: Uint8Array, at: number, length: number): string {
  return decodeName(block.subarray(at, at + length));
}

/** Text up to the first NUL. */
export function decodeName(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decodeUtf8(end < 0 ? bytes : bytes.subarray(0, end));
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new TarFailure("a name in it is not UTF-8", cause);
  }
}

/**
 * The records of an extended header, `<length> <key>=<value>\n` each.
 *
 * @throws TarFailure
 */
export function readPaxRecords(bytes: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(32, at);
    const digits = space < 0 || space - at > 9 ? "" : Buffer.from(bytes.subarray(at, space)).toString("latin1");
    const end = at + Number(digits);
    const equals = bytes.indexOf(61, space);
    if (!/^[1-9]\d*$/.test(digits) || end > bytes.length || equals < 0 || equals >= end || bytes[end - 1] !== 10) {
      throw new TarFailure("an extended header in it is damaged");
    }
    const key = decodeUtf8(bytes.subarray(space + 1, equals));
    // Values such as owners' names may be in any encoding; only those that matter have to be readable.
    if (PAX_KEYS.has(key) || key.startsWith("GNU.sparse."))
      records.set(key, decodeUtf8(bytes.subarray(equals + 1, end - 1)));
    at = end;
  }
  return records;
}

const PAX_KEYS = new Set(["path", "size", "linkpath", "hdrcharset"]);
