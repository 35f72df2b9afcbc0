import { crc32, inflateRawSync } from "node:zlib";
import { ArchiveRefusal } from "./refusal.js";

const MIB = 1024 * 1024;
/** Unpacked, everything in it. */
const LARGEST = 512 * MIB;
/** Text packs to a tenth; what packs to a thousandth is made to. */
const LARGEST_RATIO = 200;
/** Below this no ratio does any harm. */
const SMALL = 16 * MIB;
/** Names and comments that a header may hold. */
const LONGEST_HEADER = 64 * 1024;

const [HAS_CRC, HAS_EXTRA, HAS_NAME, HAS_COMMENT, RESERVED] = [2, 4, 8, 16, 0xe0];

/**
 * Unpacks what gzip packed: one member and nothing behind it. Stops as soon as
 * it becomes too large.
 * @see https://www.rfc-editor.org/rfc/rfc1952
 *
 * @throws ArchiveRefusal
 */
export function gunzip(bytes: Uint8Array): Uint8Array {
  const start = headerEnd(bytes);
  const limit = Math.min(LARGEST, Math.max(SMALL, bytes.length * LARGEST_RATIO));
  const { content, used } = inflate(bytes.subarray(start), limit);
  const end = start + used;
  if (end + 8 > bytes.length) throw new ArchiveRefusal("damaged", "it is cut off");
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + end, 8);
  if (trailer.getUint32(0, true) !== crc32(content))
    throw new ArchiveRefusal("damaged", "its checksum is not that of what it holds");
  if (trailer.getUint32(4, true) !== content.length % 2 ** 32)
    throw new ArchiveRefusal("damaged", "its length is not that of what it holds");
  if (end + 8 === bytes.length) return content;
  const isMember = bytes[end + 8] === 0x1f && bytes[end + 9] === 0x8b;
  throw new ArchiveRefusal(
    "hostile",
    isMember ? "a second archive is appended to it" : `${bytes.length - end - 8} bytes follow its end`,
  );
}

function headerEnd(bytes: Uint8Array): number {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) throw new ArchiveRefusal("damaged", "it is not packed with gzip");
  if (bytes[2] !== 8) throw new ArchiveRefusal("damaged", "it is packed by a method that gzip does not have");
  const flags = bytes[3] ?? 0;
  if ((flags & RESERVED) !== 0) throw new ArchiveRefusal("damaged", "its header has flags that gzip does not have");
  let at = 10;
  if (flags & HAS_EXTRA) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [HAS_NAME, HAS_COMMENT]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0 || end > LONGEST_HEADER) throw new ArchiveRefusal("hostile", "its header has no end");
    at = end + 1;
  }
  if (flags & HAS_CRC) at += 2;
  if (at >= bytes.length) throw new ArchiveRefusal("damaged", "it is cut off");
  return at;
}

function inflate(bytes: Uint8Array, limit: number): { readonly content: Uint8Array; readonly used: number } {
  try {
    const result: unknown = inflateRawSync(bytes, { info: true, maxOutputLength: limit, chunkSize: MIB });
    if (isInfo(result)) return { content: result.buffer, used: result.engine.bytesWritten };
    throw new TypeError("zlib does not say how much it has read");
  } catch (cause) {
    if (cause instanceof RangeError) {
      const size = `${Math.round(limit / MIB)} MiB`;
      throw new ArchiveRefusal("hostile", `it unpacks to more than ${size}, as a decompression bomb does`, cause);
    }
    if (cause instanceof TypeError) throw cause;
    throw new ArchiveRefusal("damaged", "what is packed in it is cut off or damaged", cause);
  }
}

/** With `info`, zlib gives what it made and the engine that made it, which the types do not say. */
function isInfo(
  value: unknown,
): value is { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } } {
  return typeof value === "object" && value !== null && "buffer" in value && "engine" in value;
}
