import type { Host } from "../host.js";
import { below, parentOf } from "../path.js";

/** The workspace as it will be: with files that are planned and not written yet. */
export function withFiles(host: Host, files: ReadonlyMap<string, Uint8Array>): Host {
  const folders = new Set<string>();
  for (const path of files.keys())
    for (let at = parentOf(path); at !== "." && !folders.has(at); at = parentOf(at)) folders.add(at);
  return {
    ...host,
    kind: (path) => (files.has(path) ? "file" : folders.has(path) ? "folder" : host.kind(path)),
    bytes: (path) => files.get(path) ?? host.bytes(path),
    list(folder) {
      const planned = [...files.keys(), ...folders].flatMap((path) => {
        const inside = below(folder, path);
        return inside === undefined || inside === "." || inside.includes("/") ? [] : [inside];
      });
      return planned.length === 0 ? host.list(folder) : [...new Set([...host.list(folder), ...planned])].sort();
    },
  };
}
