import { gunzipSync, gzipSync } from "fflate";

/**
 * Compresses a package anew where it is a tar archive. The archive stays as its
 * language's tool made it; but how small it gets, and by which bytes, is no
 * matter of the zlib that Python, Node or Cargo has on this machine.
 *
 * @param name of the file
 */
export function recompress(name: string, bytes: Uint8Array): Uint8Array {
  if (!/\.(?:tar\.gz|tgz|crate)$/.test(name)) return bytes;
  return gzipSync(gunzipSync(bytes), { level: 9, mtime: 0 });
}
