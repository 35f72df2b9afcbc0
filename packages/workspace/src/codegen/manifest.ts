import { createHash } from "node:crypto";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import { textAt } from "../read/text.js";

/** The file beside `contracts.yaml` that says which files were generated, and with which bytes. */
export const MANIFEST_NAME = "contracts.stubs";

/**
 * Reads a manifest: lines of `sha256sum`, paths relative to its folder. Where a
 * merge kept both sides a path has several digests; any of them is right.
 * Lines of another form, such as conflict markers, are left out.
 *
 * @returns path → digests in hexadecimal
 */
export function parseManifest(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const digests = new Map<string, Set<string>>();
  for (const line of text.split(/\r?\n/)) {
    const [, digest, path] = /^([0-9a-f]{64})  (.+)$/.exec(line) ?? [];
    if (digest === undefined || path === undefined) continue;
    const known = digests.get(path);
    if (known) known.add(digest);
    else digests.set(path, new Set([digest]));
  }
  return digests;
}

/** The manifest in a folder, its paths relative to the workspace root; empty where there is none. */
export function readManifest(host: Pick<Host, "bytes">, folder: string): ReadonlyMap<string, ReadonlySet<string>> {
  const manifest = parseManifest(textAt(host, joinPath(folder, MANIFEST_NAME)));
  return new Map([...manifest].map(([path, digests]) => [joinPath(folder, path), digests]));
}

/** The digest of a file that a manifest lists. */
export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Writes a manifest as `sha256sum` does, sorted by path: `sha256sum -c contracts.stubs` checks it. */
export function formatManifest(digests: ReadonlyMap<string, string>): string {
  const lines = [...digests].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, digest]) => `${digest}  ${path}\n`);
  return lines.join("");
}
