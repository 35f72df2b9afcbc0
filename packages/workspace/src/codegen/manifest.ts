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

/** Writes a manifest as `sha256sum` does, sorted by path: `sha256sum -c contracts.stubs` checks it. */
export function formatManifest(digests: ReadonlyMap<string, string>): string {
  const lines = [...digests].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, digest]) => `${digest}  ${path}\n`);
  return lines.join("");
}
