import type { SourceTree } from "../diff/source-tree.js";
import type { Host } from "../host.js";
import { nameOf, parentOf } from "../path.js";
import { type ChangedFile, readObjects } from "./changed-files.js";
import type { Git } from "./git.js";

/** What is read at once; of other files hardly one is asked for. */
const SOURCE = /\.(?:proto|py|[cm]?tsx?|ya?ml)$/;

/**
 * The workspace as a commit has it: what differs comes from git, the rest is
 * the same on the disk.
 *
 * @param changed everything that differs, among what will be asked for
 */
export async function commitFiles(host: Host, git: Git, changed: readonly ChangedFile[]): Promise<SourceTree> {
  const sources = changed.filter(({ path }) => SOURCE.test(path));
  const objects = new Map(await readObjects(git, [...new Set(sources.flatMap(({ before }) => before ?? []))]));
  const files = new Map(changed.map((file) => [host.relative(`${git.root}/${file.path}`), file]));
  const old = [...files].flatMap(([path, { before }]) => (before === undefined ? [] : [path]));
  const folders = new Set(old.flatMap((path) => [...parentsOf(path)]));
  return {
    kind(path) {
      const file = files.get(path);
      if (file) return file.before === undefined ? "missing" : "file";
      return folders.has(path) ? "folder" : host.kind(path);
    },
    list(folder) {
      const names = new Set(host.list(folder).filter((name) => isThere(files, join(folder, name))));
      for (const path of [...old, ...folders]) if (parentOf(path) === folder) names.add(nameOf(path));
      return [...names].sort();
    },
    bytes(path) {
      const file = files.get(path);
      if (file === undefined) return host.bytes(path);
      if (file.before === undefined) return undefined;
      const known = objects.get(file.before);
      if (known) return known;
      const bytes = git.askNow(["cat-file", "blob", file.before]);
      objects.set(file.before, bytes);
      return bytes;
    },
  };
}

function isThere(files: ReadonlyMap<string, ChangedFile>, path: string): boolean {
  const file = files.get(path);
  return file === undefined || file.before !== undefined;
}

function join(folder: string, name: string): string {
  return folder === "." ? name : `${folder}/${name}`;
}

function* parentsOf(path: string): Generator<string> {
  for (let at = parentOf(path); at !== "."; at = parentOf(at)) yield at;
}
