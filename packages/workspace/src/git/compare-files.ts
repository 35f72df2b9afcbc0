import { createHash } from "node:crypto";
import type { ChangedFile } from "./changed-files.js";
import type { Git } from "./git.js";

/** What files of the work tree are beside a commit. */
export interface Comparison {
  readonly changed: readonly ChangedFile[];
  /** Paths about which `changedFiles` has to be asked: links, and what is new and may be ignored. */
  readonly undecided: readonly string[];
}

/**
 * Compares files with what a commit has at their paths, by digests. `git diff`
 * would walk the whole index for a single one of them.
 *
 * @param paths relative to the top folder
 * @param bytesOf the bytes of a file of the work tree, `undefined` where there is none
 * @throws ContractsError `tool-failed` or `tool-missing`
 */
export async function compareFiles(
  git: Git,
  sha: string,
  paths: readonly string[],
  bytesOf: (path: string) => Uint8Array | undefined,
): Promise<Comparison> {
  const entries = parseTree(await git.ask(["ls-tree", "-z", "--full-tree", sha, "--", ...paths]));
  const changed: ChangedFile[] = [];
  const undecided: string[] = [];
  const unlike: { readonly path: string; readonly before: string }[] = [];
  for (const path of paths) {
    const entry = entries.get(path);
    const bytes = bytesOf(path);
    if (entry === undefined && bytes === undefined) continue;
    if (entry === undefined || !entry.isFile) undecided.push(path);
    else if (bytes === undefined) changed.push({ path, before: entry.object, isDeleted: true });
    else if (digestOf(bytes, entry.object.length) !== entry.object) unlike.push({ path, before: entry.object });
  }
  const digests = await convertedDigests(git, unlike);
  for (const [i, { path, before }] of unlike.entries())
    if (digests[i] !== before) changed.push({ path, before, isDeleted: false });
  return { changed, undecided };
}

interface TreeEntry {
  readonly isFile: boolean;
  readonly object: string;
}

/** @see https://git-scm.com/docs/git-ls-tree#_output_format */
function parseTree(out: Buffer): ReadonlyMap<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>();
  for (const line of out.toString().split("\0")) {
    const tab = line.indexOf("\t");
    const [mode = "", , object = ""] = line.slice(0, tab).split(" ");
    if (tab > 0) entries.set(line.slice(tab + 1), { isFile: mode.startsWith("100"), object });
  }
  return entries;
}

/** @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
function digestOf(bytes: Uint8Array, length: number): string {
  const hash = createHash(length === 40 ? "sha1" : "sha256");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** The names that git would give the files: line ends and filters are converted on their way in. */
async function convertedDigests(git: Git, files: readonly { readonly path: string }[]): Promise<readonly string[]> {
  if (files.length === 0) return [];
  const out = await git.ask(["hash-object", "--stdin-paths"], files.map(({ path }) => `${path}\n`).join(""));
  return out.toString().split("\n");
}
