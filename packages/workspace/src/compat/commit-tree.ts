import { type ChangedFile, changedFiles, listCommit, listWorkTree, readObjects } from "../git/changed-files.js";
import type { Commit } from "../git/commit.js";
import type { Git } from "../git/git.js";
import type { Host } from "../host.js";
import { once } from "../once.js";
import { isBelow } from "../path.js";
import { diskTree, type ProtoTree } from "./proto-tree.js";

/** What a work tree has now, what a commit had, and the paths where they differ. */
export interface CommitTrees {
  readonly before: ProtoTree;
  readonly after: ProtoTree;
  /** Protos and configurations of Buf, as paths of the workspace. */
  readonly changed: ReadonlySet<string>;
}

const COUNTS = /\.proto$|(?:^|\/)buf(?:\.work)?\.yaml$/;

/**
 * Pairs a folder of the work tree with what a commit has there. Of the commit
 * only what differs is read; the rest is the same on the disk.
 *
 * @param known what differs there, and maybe elsewhere, where that was asked before
 * @throws ContractsError `tool-failed` or `source-missing`
 */
export async function commitTrees(
  host: Host,
  git: Git,
  folder: string,
  commit: Commit,
  known?: readonly ChangedFile[],
): Promise<CommitTrees> {
  const disk = diskTree(host, folder);
  const toGit = (path: string) => git.relative(host.absolute(path));
  const toHost = (path: string) => host.relative(`${git.root}/${path}`);
  const below = toGit(disk.folder);
  const isInside = (path: string) => below === "." || path.startsWith(`${below}/`);
  const differing = known ?? (await changedFiles(git, commit.sha, [below]));
  const files = differing.filter(({ path }) => COUNTS.test(path) && isInside(path));
  const objects = await readObjects(git, [...new Set(files.flatMap(({ before }) => before ?? []))]);
  // What was taken out of the index, and put back or left as it was, is listed though it is the same.
  const isSame = (file: ChangedFile) => {
    const [old, now] = [objectOf(file, objects), file.isDeleted ? undefined : disk.bytes(toHost(file.path))];
    return old !== undefined && now !== undefined && Buffer.compare(old, now) === 0;
  };
  const changed = new Map(files.flatMap((file) => (isSame(file) ? [] : [[toHost(file.path), file] as const])));
  const isProto = (path: string) => path.endsWith(".proto");
  return {
    changed: new Set(changed.keys()),
    after: {
      ...disk,
      // Taken out of the index and ignored, it may lie there still.
      kind: (path) => (changed.get(path)?.isDeleted ? "missing" : disk.kind(path)),
      bytes: (path) => (changed.get(path)?.isDeleted ? undefined : disk.bytes(path)),
      list: once(() => withPending(host, disk.folder, listWorkTree(git, below).filter(isProto).map(toHost))),
    },
    before: {
      name: commit.name,
      folder: disk.folder,
      kind: (path) => (changed.has(path) ? (changed.get(path)?.before ? "file" : "missing") : disk.kind(path)),
      bytes: (path) => (changed.has(path) ? objectOf(changed.get(path), objects) : disk.bytes(path)),
      list: once(() => [...listCommit(git, commit.sha, below).keys()].filter(isProto).map(toHost).sort()),
    },
  };
}

/** Protos of a folder as they will be, once what is not written yet is. */
function withPending(host: Host, folder: string, paths: readonly string[]): readonly string[] {
  const pending = [...(host.pending ?? [])].filter(([path]) => path.endsWith(".proto") && isBelow(folder, path));
  if (pending.length === 0) return paths;
  const files = new Set(paths);
  for (const [path, bytes] of pending) {
    if (bytes === undefined) files.delete(path);
    else files.add(path);
  }
  return [...files].sort();
}

function objectOf(file: ChangedFile | undefined, objects: ReadonlyMap<string, Uint8Array>): Uint8Array | undefined {
  return file?.before === undefined ? undefined : objects.get(file.before);
}
