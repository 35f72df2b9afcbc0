import { ContractsError, nearestName } from "@nx-contracts/ir";
import type { ProtoFile } from "@nx-contracts/ir";
import type { ChangedFile } from "../git/changed-files.js";
import { type BaseBranch, type Commit, commitOf, matchingTags, mergeBase, newestTag } from "../git/commit.js";
import { findGit, type Git } from "../git/git.js";
import type { Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import { commitTrees } from "./commit-tree.js";
import { diskTree, type ProtoTree } from "./proto-tree.js";

/** Two versions to compare: files on both sides, or what a compiler made of the older ones. */
export interface Versions {
  /** As a person would name the older one. */
  readonly name: string;
  readonly after: ProtoTree;
  readonly before: ProtoTree | readonly ProtoFile[];
  /** Paths of the workspace that differ, where git knows. */
  readonly changed?: ReadonlySet<string>;
}

/** The word for the commit where the current branch left the base branch. */
export const MERGE_BASE = "merge-base";

/**
 * Finds the version that `against` names: `merge-base`, `tag:PATTERN`, a
 * folder, an image, a release bundle, or a git ref, in this order; `ref:` ahead
 * of a name means the ref even where a file has its name.
 *
 * @param folder that holds the newer version, as typed
 * @throws ContractsError `baseline-missing`, `source-missing` or `source-unreadable`
 */
export async function openVersions(
  host: Host,
  folder: string,
  against: string,
  base: BaseBranch,
): Promise<Versions | undefined> {
  const found = await findCommit(host, folder, against, base);
  if (found === undefined) return undefined;
  if (found !== "path") return versionsOf(host, requireGit(host, folder, against), folder, found);
  if (host.kind(host.relative(against)) === "file") return compiledVersions(host, folder, against);
  return { name: against, after: diskTree(host, folder), before: diskTree(host, against) };
}

/**
 * The commit that `against` stands for, without a look at any file; `path` for
 * what lies on the disk.
 *
 * @throws ContractsError `baseline-missing`
 */
export async function findCommit(
  host: Host,
  folder: string,
  against: string,
  base: BaseBranch,
): Promise<Commit | "path" | undefined> {
  const isNamed = against === MERGE_BASE || against.startsWith("tag:");
  const ref = refOf(against);
  if (!isNamed && ref === undefined && host.kind(host.relative(against)) !== "missing") return "path";
  const near = isNamed || ref !== undefined ? undefined : nearPath(host, against);
  const git = requireGit(host, folder, against, near);
  if (against === MERGE_BASE) return mergeBase(git, base);
  return isNamed ? newestTag(git, against.slice("tag:".length)) : commitOf(git, ref ?? against, near);
}

/**
 * What `against` stands for where every earlier version counts: `tag:PATTERN`
 * for each tag that matches, the oldest first; anything else for itself.
 */
export async function everyVersion(host: Host, folder: string, against: string): Promise<readonly string[]> {
  const git = findGit(host.absolute(host.relative(folder)));
  if (git === undefined || !against.startsWith("tag:")) return [against];
  const tags = await matchingTags(git, against.slice("tag:".length));
  // With none, opening the version says what to do.
  return tags.length === 0 ? [against] : tags.map((tag) => `ref:refs/tags/${tag}`);
}

/** A file or folder that was meant, maybe. */
function nearPath(host: Host, typed: string): string | undefined {
  const path = host.relative(typed);
  const near = nearestName(path.slice(path.lastIndexOf("/") + 1), host.list(parentOf(path)));
  return near && joinPath(parentOf(path), near);
}

/** What stands after `ref:`, or in the notation of Buf, `.git#branch=main`. */
function refOf(against: string): string | undefined {
  if (against.startsWith("ref:")) return against.slice("ref:".length);
  return /^\.git#(?:branch|tag|ref|commit)=([^,]+)$/.exec(against)?.[1];
}

/** A folder now, and as a commit has it; `known` is what differs, where that was asked before. */
export async function versionsOf(
  host: Host,
  git: Git,
  folder: string,
  commit: Commit,
  known?: readonly ChangedFile[],
): Promise<Versions> {
  return { name: commit.name, ...(await commitTrees(host, git, folder, commit, known)) };
}

const ARCHIVE = /\.(?:tar|tar\.gz|tgz)$/;

async function compiledVersions(host: Host, folder: string, against: string): Promise<Versions> {
  const after = diskTree(host, folder);
  if (ARCHIVE.test(against)) {
    const { readBundle } = await import("./bundle.js");
    return { name: against, after, before: readBundle(host, against) };
  }
  const { readImage } = await import("./image.js");
  return { name: against, after, before: readImage(host, against) };
}

function requireGit(host: Host, folder: string, against: string, near?: string): Git {
  const git = findGit(host.absolute(host.relative(folder)));
  if (git) return git;
  throw new ContractsError("baseline-missing", {
    message: `\`${against}\` is no path, and \`${host.relative(folder)}\` is in no git work tree that could know it.`,
    next: near ? `Did you mean \`${near}\`?` : "Name the older version: a folder, an image or a release bundle.",
  });
}
