import type { ChangedFile } from "./changed-files.js";
import type { Git } from "./git.js";

/** What files of the work tree are beside a commit. */
export interface Comparison {
  readonly changed: readonly ChangedFile[];
  /** Paths about which `changedFiles` has to be asked: links, and what is new and may be ignored. */
  readonly undecided: readonly string[];
}

/**
 * Compares files with what a commit has at their paths, by the names of their
 * objects. `git diff` would walk the whole index for a single one of them.
 *
 * @param paths relative to the top folder, without line ends
 * @param isThere tells whether the work tree has a file at a path
 * @throws ContractsError `tool-failed` or `tool-missing`
 */
export async function compareFiles(
  git: Git,
  sha: string,
  paths: readonly string[],
  isThere: (path: string) => boolean,
): Promise<Comparison> {
  const present = paths.filter(isThere);
  const [entries, objects] = await Promise.all([entriesOf(git, sha, paths), objectsOf(git, present)]);
  const changed: ChangedFile[] = [];
  const undecided: string[] = [];
  for (const path of paths) {
    const entry = entries.get(path);
    const object = objects?.get(path);
    if (objects === undefined) undecided.push(path);
    else if (entry === undefined && object === undefined) continue;
    else if (entry === undefined || !entry.isFile) undecided.push(path);
    else if (object !== entry.object) changed.push({ path, before: entry.object, isDeleted: object === undefined });
  }
  return { changed, undecided };
}

interface TreeEntry {
  readonly isFile: boolean;
  readonly object: string;
}

/** @see https://git-scm.com/docs/git-ls-tree#_output_format */
async function entriesOf(git: Git, sha: string, paths: readonly string[]): Promise<ReadonlyMap<string, TreeEntry>> {
  const entries = new Map<string, TreeEntry>();
  if (paths.length === 0) return entries;
  const out = await git.ask(["ls-tree", "-z", "--full-tree", sha, "--", ...paths]);
  for (const line of out.toString().split("\0")) {
    const tab = line.indexOf("\t");
    const [mode = "", , object = ""] = line.slice(0, tab).split(" ");
    if (tab > 0) entries.set(line.slice(tab + 1), { isFile: mode.startsWith("100"), object });
  }
  return entries;
}

/**
 * The names that git would give files: line ends and filters are converted on
 * their way in. `undefined` where one of them cannot be read, or no longer.
 */
async function objectsOf(git: Git, paths: readonly string[]): Promise<ReadonlyMap<string, string> | undefined> {
  if (paths.length === 0) return new Map();
  const argv = ["hash-object", "--stdin-paths"];
  const out = await git.ask(argv, paths.map((path) => `${path}\n`).join("")).catch(() => undefined);
  if (out === undefined) return undefined;
  const objects = out.toString().split("\n");
  return new Map(paths.map((path, i) => [path, objects[i] ?? ""]));
}
