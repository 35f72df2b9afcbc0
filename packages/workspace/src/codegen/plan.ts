import { lstatSync } from "node:fs";
import { MANIFEST_NAME } from "../config/manifest-name.js";
import { unionAttributes } from "../git/merge-by-union.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import type { Generation } from "./generation.js";
import { selectProtos } from "./discover.js";
import { digestOf, formatManifest, type Manifest, readManifest } from "./manifest.js";
import { withImports } from "./proto-imports.js";
import { findRemoved } from "./removed.js";
import { adaptorOf } from "./run-outputs.js";

/** What generating changes in the tree. Paths are relative to the workspace root, sorted. */
export interface Plan {
  /** Every file that is generated, changed or not. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What was generated once, and no proto stands for any more. */
  readonly removed: readonly string[];
  /** Those of `files` that the tree has not, or has with other bytes. */
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** Files beside the stubs that are written with them: the manifest, and what git has to know of it. */
  readonly records: ReadonlyMap<string, Uint8Array>;
  /** The manifest, where nothing that is checked in is generated any more. */
  readonly staleRecords: readonly string[];
}

/** Compares what was generated with the tree. */
export async function planOf(host: Host, generation: Generation): Promise<Plan> {
  const { config, results } = generation;
  const files = new Map(results.flatMap((each) => [...each.files]).sort(([a], [b]) => (a < b ? -1 : 1)));
  const manifestPath = joinPath(config.folder, MANIFEST_NAME);
  const known = readManifest(host, config.folder);
  const removed = await findRemoved(host, generation, files, known.stubs);
  const isSame = (path: string, bytes: Uint8Array) => sameOnDisk(host, path, bytes);
  const unchanged = new Set([...files].flatMap(([path, bytes]) => (isSame(path, bytes) ? [path] : [])));
  const digests = nextDigests(host, generation, known);
  const records = new Map<string, Uint8Array>();
  const encoder = new TextEncoder();
  if (digests.size > 0) {
    const inFolder = (all: ReadonlyMap<string, string>) =>
      new Map([...all].map(([path, digest]) => [relativePath(config.folder, path), digest]));
    const text = formatManifest(inFolder(digests), inFolder(nextProtos(host, generation, known)));
    records.set(manifestPath, encoder.encode(text));
    const attributes = unionAttributes(host, manifestPath);
    if (attributes) records.set(attributes.path, encoder.encode(attributes.text));
  }
  return {
    files,
    removed,
    written: [...files.keys()].filter((path) => !unchanged.has(path)),
    unchanged: [...unchanged],
    records: new Map([...records].filter(([path, bytes]) => !isSame(path, bytes))),
    staleRecords: digests.size === 0 && host.kind(manifestPath) === "file" ? [manifestPath] : [],
  };
}

/** What is checked in with its digests; of outputs that were not generated now, what the manifest knew. */
function nextDigests(host: Host, { config, results }: Generation, known: Manifest): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  const generated = new Set(results.map(({ output }) => output.id));
  const others = config.generate.filter(({ id, isCheckedIn }) => isCheckedIn && !generated.has(id));
  for (const [path, [digest]] of known.stubs) {
    const isTheirs = others.some((output) => adaptorOf(output).owns(host, output, path));
    if (isTheirs && digest !== undefined) digests.set(path, digest);
  }
  for (const { output, files } of results) {
    for (const [path, bytes] of output.isCheckedIn ? files : []) {
      // That a folder is a package is nothing that a proto says, and whoever wants to may write into it.
      if (!path.endsWith("/__init__.py")) digests.set(path, digestOf(bytes));
    }
  }
  return digests;
}

/**
 * The protos that everything of the manifest was made from, with all that they
 * import. Where one output is generated alone, only those stay that are as
 * they were when the others were: what an output has not seen is left out.
 */
function nextProtos(
  host: Host,
  { config, set, sources, results }: Generation,
  known: Manifest,
): ReadonlyMap<string, string> {
  const checkedIn = config.generate.filter(({ isCheckedIn }) => isCheckedIn);
  const generated = new Set(results.map(({ output }) => output.id));
  const isAll = checkedIn.every(({ id }) => generated.has(id));
  const decoder = new TextDecoder();
  const textOf = (importPath: string) => decoder.decode(sources.get(importPath));
  const used = isAll
    ? withImports(
        checkedIn.flatMap((output) => selectProtos(host, set, output)),
        new Set(set.files.keys()),
        textOf,
      )
    : set.files.keys();
  const protos = new Map<string, string>();
  for (const importPath of used) {
    const path = set.files.get(importPath);
    const bytes = sources.get(importPath);
    if (path === undefined || bytes === undefined) continue;
    const digest = digestOf(bytes);
    if (isAll || known.protos.get(path) === digest) protos.set(path, digest);
  }
  return protos;
}

function sameOnDisk(host: Host, path: string, bytes: Uint8Array): boolean {
  const stats = lstatSync(host.absolute(path), { throwIfNoEntry: false });
  if (stats?.isFile() !== true || stats.size !== bytes.length) return false;
  const there = host.bytes(path);
  return there !== undefined && Buffer.compare(there, bytes) === 0;
}

/** A path of the workspace as seen from one of its folders. */
function relativePath(folder: string, path: string): string {
  const from = folder === "." ? [] : folder.split("/");
  const to = path.split("/");
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}
