import type { Git } from "./git.js";

/** A file that the work tree does not have as the commit has it. */
export interface ChangedFile {
  /** Relative to the top folder of the work tree. */
  readonly path: string;
  /** Object name of what the commit has; absent for a file that is new. */
  readonly before?: string;
  /** The work tree has it no longer. */
  readonly isDeleted: boolean;
}

/**
 * What differs between a commit and the work tree, new files that nobody has
 * added yet included, ignored ones not.
 *
 * @param paths files, and folders with all that is below
 */
export async function changedFiles(git: Git, sha: string, paths: readonly string[]): Promise<readonly ChangedFile[]> {
  const [diff, untracked] = await Promise.all([
    git.askAgain(["diff", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules", sha, "--", ...paths]),
    git.askAgain(["ls-files", "--others", "--exclude-standard", "-z", "--", ...paths]),
  ]);
  const changed = new Map(parseRaw(diff).map((file) => [file.path, file]));
  for (const path of split(untracked)) {
    const known = changed.get(path);
    // Taken out of the index, and still there.
    changed.set(path, known === undefined ? { path, isDeleted: false } : { ...known, isDeleted: false });
  }
  return [...changed.values()];
}

/** What differs between two commits, as seen from the second one. */
export async function changedBetween(
  git: Git,
  [before, after]: readonly [string, string],
  paths: readonly string[],
): Promise<readonly ChangedFile[]> {
  const options = ["-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules"];
  return parseRaw(await git.ask(["diff-tree", ...options, before, after, "--", ...paths]));
}

/** @see https://git-scm.com/docs/git-diff#_raw_output_format */
function parseRaw(out: Buffer): readonly ChangedFile[] {
  const changed: ChangedFile[] = [];
  const parts = split(out);
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, , before = "", , status = ""] = (parts[at] ?? "").split(" ");
    const isNew = /^0+$/.test(before);
    changed.push({ path: parts[at + 1] ?? "", ...(!isNew && { before }), isDeleted: status.startsWith("D") });
  }
  return changed;
}

/** Every file below a folder that the work tree has and git does not ignore. */
export function listWorkTree(git: Git, folder: string): readonly string[] {
  const listed = git.askNow(["ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", folder]);
  const deleted = git.askNow(["ls-files", "--deleted", "-z", "--", folder]);
  const gone = new Set(split(deleted));
  return [...new Set(split(listed))].filter((path) => !gone.has(path)).sort();
}

/** Every file below a folder that a commit has, with its object name. */
export function listCommit(git: Git, sha: string, folder: string): ReadonlyMap<string, string> {
  return listObjects(git, sha, folder === "." ? [] : [`${folder}/`]);
}

/**
 * Files that a commit has, with their object names.
 *
 * @param paths files, and folders with `/` behind them; none stands for all
 */
export function listObjects(git: Git, sha: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const out = git.askNow(["ls-tree", "-r", "-z", "--full-tree", sha, ...paths]);
  const files = new Map<string, string>();
  for (const line of split(out)) {
    const tab = line.indexOf("\t");
    const [, kind, object] = line.slice(0, tab).split(" ");
    if (kind === "blob" && object !== undefined) files.set(line.slice(tab + 1), object);
  }
  return files;
}

/** Reads objects in one process. Names that git does not know are left out. */
export async function readObjects(git: Git, names: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const objects = new Map<string, Uint8Array>();
  if (names.length === 0) return objects;
  const out = await git.askAgain(["cat-file", "--batch"], names.map((name) => `${name}\n`).join(""));
  for (let at = 0; at < out.length;) {
    const end = out.indexOf(10, at);
    const [name = "", kind, size = ""] = out.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (kind !== "blob") continue;
    const length = Number(size);
    objects.set(name, out.subarray(at, at + length));
    at += length + 1;
  }
  return objects;
}

function split(out: Buffer): readonly string[] {
  return out
    .toString()
    .split("\0")
    .filter((part) => part !== "");
}
