import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ReadResult } from "@nx-contracts/ir";
import { type Host, writeWhole } from "../host.js";

/** Entries kept; the oldest go first. */
const CAPACITY = 64;

interface Entry {
  /** Path → digest of every file that was loaded besides the sources. */
  readonly loaded: readonly (readonly [path: string, digest: string])[];
  readonly result: ReadResult;
}

/** What expensive readers gave, by the content of everything they read. */
export interface SchemaCache {
  get(key: string): ReadResult | undefined;
  set(key: string, result: ReadResult): void;
}

/** Key of a reading: the reader's version, its options and the sources themselves. */
export function cacheKey(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}

/** Opens the cache of a workspace; without a folder for it, nothing is kept. */
export function openSchemaCache(host: Host): SchemaCache {
  const folder = host.cacheFolder && join(host.cacheFolder, "schema");
  if (folder === undefined) return { get: () => undefined, set: () => {} };
  return {
    get(key) {
      try {
        const entry = JSON.parse(readFileSync(join(folder, `${key}.json`), "utf8")) as Entry;
        return entry.loaded.every(([path, digest]) => digestOf(host, path) === digest) ? entry.result : undefined;
      } catch {
        // No entry, or one that a crash left behind: read anew.
        return undefined;
      }
    },
    set(key, result) {
      const loaded = result.loaded.map((path) => [path, digestOf(host, path)] as const);
      try {
        writeWhole(join(folder, `${key}.json`), JSON.stringify({ loaded, result } satisfies Entry));
        prune(folder);
      } catch {
        // A cache that cannot be written costs time, not correctness.
      }
    },
  };
}

function digestOf(host: Host, path: string): string {
  const bytes = host.bytes(path);
  return bytes ? createHash("sha256").update(bytes).digest("base64") : "";
}

function prune(folder: string): void {
  const entries = readdirSync(folder).map((name) => ({
    path: join(folder, name),
    age: statSync(join(folder, name)).mtimeMs,
  }));
  entries.sort((a, b) => b.age - a.age);
  for (const { path } of entries.slice(CAPACITY)) rmSync(path, { force: true });
}
