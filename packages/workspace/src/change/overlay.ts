import type { Host } from "../host.js";
import { below, isBelow, nameOf, parentOf } from "../path.js";

/** A workspace as it will be: files that are not written yet lie over those of the disk. */
export interface OverlayHost extends Host {
  /** Path → bytes, or `undefined` for what is deleted. */
  readonly pending: ReadonlyMap<string, Uint8Array | undefined>;
  put(path: string, bytes: Uint8Array | undefined): void;
}

/**
 * Lays files over a workspace. What is written through it stays in memory.
 *
 * @param files what lies there from the start, such as what another generator has not written yet
 */
export function overlay(host: Host, files: Iterable<readonly [string, Uint8Array | undefined]> = []): OverlayHost {
  const pending = new Map<string, Uint8Array | undefined>(files);
  const holds = (folder: string) => [...pending].some(([path, bytes]) => bytes && path.startsWith(`${folder}/`));
  return {
    ...host,
    pending,
    kind(path) {
      if (pending.has(path)) return pending.get(path) === undefined ? "missing" : "file";
      return holds(path) ? "folder" : host.kind(path);
    },
    list(folder) {
      const names = new Set(host.list(folder));
      for (const [path, bytes] of pending) {
        if (bytes !== undefined && isBelow(folder, path))
          names.add((below(folder, path) ?? path).split("/")[0] ?? path);
        else if (parentOf(path) === folder) names.delete(nameOf(path));
      }
      return [...names].sort();
    },
    bytes: (path) => (pending.has(path) ? pending.get(path) : host.bytes(path)),
    write: (path, content) => void pending.set(path, new TextEncoder().encode(content)),
    put: (path, bytes) => void pending.set(path, bytes),
  };
}
