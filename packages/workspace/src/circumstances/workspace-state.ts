import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { isMissing } from "../compat/project.js";
import { deriveInputs } from "../config/inputs.js";
import { changedFiles } from "../git/changed-files.js";
import { type BaseBranch, type Commit, mergeBase } from "../git/commit.js";
import { findGit, type Git } from "../git/git.js";
import { atOneMoment, type Host } from "../host.js";
import { LARGEST_SOURCE } from "../read/decode-source.js";
import { unknownVersions, versionsText } from "./versions-text.js";

/** Tells in which state the workspace is that the changes of a project are judged beside. */
export interface WorkspaceStates {
  /**
   * A digest of all code that differs from where the branch left its base,
   * whoever's it is, where a file of the project is among it: who still uses
   * what is gone, and who is asked, stands in the files of others. Empty where
   * nothing of the project changed: nothing is judged then.
   *
   * @param path of a configuration, relative to the workspace root
   * @param text of it
   */
  of(path: string, text: string): Promise<string>;
}

/** What a work tree of git has changed. */
interface Difference {
  /** Relative to the workspace root, sorted. */
  readonly paths: readonly string[];
  /** Of all contents that can matter; they are read when somebody asks. */
  digest(): string;
}

/** Opens a workspace whose projects share one look at each work tree. */
export function openStates(workspace: Host, base: BaseBranch): WorkspaceStates {
  const host = atOneMoment(workspace);
  const known = new Map<string, Promise<Difference | string>>();
  return {
    async of(path, text) {
      const git = findGit(host.absolute(path));
      if (git === undefined) return "";
      const found = known.get(git.root) ?? differenceOf(host, git, base);
      known.set(git.root, found);
      const difference = await found;
      if (typeof difference === "string") return difference;
      const { paths, digest } = difference;
      if (paths.length === 0) return "";
      const patterns = deriveInputs(host, path, text).check.map(looseMatcher);
      return paths.some((each) => patterns.some((matches) => matches(each))) ? digest() : "";
    },
  };
}

/** The difference, or a word for why there is none. */
async function differenceOf(host: Host, git: Git, base: BaseBranch): Promise<Difference | string> {
  let commit: Commit | undefined;
  try {
    commit = await mergeBase(git, base);
  } catch (error) {
    return isMissing(error) ? versionsText({ versions: [], missing: error }) : unknownVersions();
  }
  if (commit === undefined) return "";
  const { sha } = commit;
  const changed = await changedFiles(git, sha, []).catch(() => undefined);
  if (changed === undefined) return unknownVersions();
  const paths = changed.map(({ path }) => host.relative(`${git.root}/${path}`)).sort();
  let known: string | undefined;
  return { paths, digest: () => (known ??= digestOf(host, sha, paths)) };
}

/** Prose, pictures and styles use nothing of a contract. */
const NO_CODE = /\.(?:mdx?|rst|adoc|txt|png|jpe?g|gif|svg|webp|ico|pdf|css|scss|less)$/i;

/** The same before and after a commit of what differs. */
function digestOf(host: Host, sha: string, paths: readonly string[]): string {
  const digest = createHash("sha256").update(sha);
  const read = paths.filter((path) => !NO_CODE.test(path));
  for (const path of read) digest.update(`\0${path}\0`).update(contentOf(host, path));
  return digest.digest("hex");
}

/** Files that are too large for a source need not be read to be told apart. */
function contentOf(host: Host, path: string): Uint8Array | string {
  const stats = statSync(host.absolute(path), { throwIfNoEntry: false });
  if (!stats?.isFile()) return "none";
  if (stats.size > LARGEST_SOURCE) return `${stats.size} ${stats.mtimeMs}`;
  return createHash("sha256")
    .update(host.bytes(path) ?? unknownVersions())
    .digest();
}

/** Matches at least what a glob pattern does: what stands before its first wildcard and after its last one. */
function looseMatcher(pattern: string): (path: string) => boolean {
  const [first = "", ...rest] = pattern.split(/[*?{}[\]()\\]/);
  if (rest.length === 0) return (path) => path === pattern;
  const start = first.replace(/[!+@]$/, "");
  const end = (rest.at(-1) ?? "").replace(/^\//, "");
  return (path) => path.startsWith(start) && path.endsWith(end);
}
