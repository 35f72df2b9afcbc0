import type { Host } from "../host.js";

/** Text of a file, `\uFFFD` for what is no UTF-8; empty where there is none. */
export function textAt(host: Pick<Host, "bytes">, path: string): string {
  return decodeText(host.bytes(path));
}

/** The same of bytes that may not be there. */
export function decodeText(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
