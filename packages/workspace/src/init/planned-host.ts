import type { Host } from "../host.js";
import { nameOf, parentOf } from "../path.js";

/** A workspace with files that are planned and not written. */
export interface PlannedHost {
  readonly host: Host;
  /** What was written to it: path → content. */
  readonly written: ReadonlyMap<string, string>;
}

/** The workspace as it would be: what is written stays in memory, and is read again from there. */
export function planOn(host: Host): PlannedHost {
  const written = new Map<string, string>();
  const isFolder = (path: string) => [...written.keys()].some((each) => each.startsWith(`${path}/`));
  return {
    written,
    host: {
      ...host,
      kind: (path) => (written.has(path) ? "file" : isFolder(path) ? "folder" : host.kind(path)),
      list(folder) {
        const own = [...written.keys()].filter((path) => parentOf(path) === folder).map(nameOf);
        return [...new Set([...host.list(folder), ...own])].sort();
      },
      bytes(path) {
        const text = written.get(path);
        return text === undefined ? host.bytes(path) : new TextEncoder().encode(text);
      },
      write: (path, content) => void written.set(path, content),
    },
  };
}
