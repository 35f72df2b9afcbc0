import { createHash } from "node:crypto";
import { MANIFEST_NAME } from "../config/manifest-name.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import { textAt } from "../read/text.js";

/** What a manifest says. Digests are hexadecimal. */
export interface Manifest {
  /** Generated files: path → digests. Where a merge kept both sides a path has several, and any of them is right. */
  readonly stubs: ReadonlyMap<string, ReadonlySet<string>>;
  /**
   * Protos that all of these files were made from: path → digest. Empty where
   * the manifest is not as a run wrote it, since the sides of a merge may each
   * be right about a file and wrong about what it was made from.
   */
  readonly protos: ReadonlyMap<string, string>;
}

/** Lines with `#` are comments of `sha256sum`. */
const SEAL = /^# As one run of nx-contracts generate wrote it: ([0-9a-f]{64})$/;
const ENTRY = /^([0-9a-f]{64})  (.+)$/;

/**
 * Reads a manifest: lines of `sha256sum`, paths relative to its folder, and
 * the seal. Lines of another form, such as conflict markers, are left out.
 */
export function parseManifest(text: string): Manifest {
  const stubs = new Map<string, Set<string>>();
  const protos = new Map<string, string>();
  const seals = new Set<string>();
  const entries: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, digest, path] = ENTRY.exec(line) ?? [];
    if (digest === undefined || path === undefined) {
      const seal = SEAL.exec(line)?.[1];
      if (seal !== undefined) seals.add(seal);
      continue;
    }
    entries.push(line);
    if (isProto(path)) {
      protos.set(path, digest);
      continue;
    }
    const known = stubs.get(path);
    if (known) known.add(digest);
    else stubs.set(path, new Set([digest]));
  }
  const isSealed = seals.size > 0 && seals.has(sealOf(entries));
  return { stubs, protos: isSealed ? protos : new Map() };
}

/** The manifest in a folder, its paths relative to the workspace root; empty where there is none. */
export function readManifest(host: Pick<Host, "bytes">, folder: string): Manifest {
  const { stubs, protos } = parseManifest(textAt(host, joinPath(folder, MANIFEST_NAME)));
  const inWorkspace = <Digests>(known: ReadonlyMap<string, Digests>) =>
    new Map([...known].map(([path, digests]) => [joinPath(folder, path), digests]));
  return { stubs: inWorkspace(stubs), protos: inWorkspace(protos) };
}

/**
 * Writes a manifest as `sha256sum` does, sorted by path: `sha256sum -c
 * contracts.stubs` checks it. The seal says that nothing was merged into it.
 *
 * @param stubs path → digest of what was generated
 * @param protos path → digest of the protos that every one of these files was made from
 */
export function formatManifest(
  stubs: ReadonlyMap<string, string>,
  protos: ReadonlyMap<string, string> = new Map(),
): string {
  const all = [...stubs].filter(([path]) => !isProto(path)).concat([...protos]);
  const entries = all.sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, digest]) => `${digest}  ${path}`);
  const seal = `# As one run of nx-contracts generate wrote it: ${sealOf(entries)}`;
  return [seal, ...entries, ""].join("\n");
}

/** How files are told apart in a manifest. */
export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What is generated is no proto, and no proto is taken for what was generated and may be removed. */
function isProto(path: string): boolean {
  return path.endsWith(".proto");
}

function sealOf(entries: readonly string[]): string {
  return createHash("sha256").update(entries.join("\n")).digest("hex");
}
