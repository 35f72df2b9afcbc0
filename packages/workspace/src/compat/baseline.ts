import { realpathSync } from "node:fs";
import { relative, resolve } from "node:path";
import { ContractsError, nearestName } from "@nx-contracts/ir";
import type { ProtoFile } from "@nx-contracts/ir";
import type { ChangedFile } from "../git/changed-files.js";
import { type BaseBranch, type Commit, commitOf, matchingTags, mergeBase, newestTag } from "../git/commit.js";
import { findGit, type Git } from "../git/git.js";
import type { Host } from "../host.js";
import { joinPath, nameOf, parentOf } from "../path.js";
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
  if (found !== "path") {
    return versionsOf(host, requireGit(host, folder, against), withoutLinks(host, folder), found);
  }
  if (host.kind(host.relative(against)) === "file") return compiledVersions(host, folder, against);
  return { name: against, after: diskTree(host, folder), before: diskTree(host, against) };
}

/**
 * The commit that `against` stands for, without a look at any file; `path` for
 * what lies on the disk.
 *
 * @throws ContractsError `baseline-missing` or `usage`
 */
export async function findCommit(
  host: Host,
  folder: string,
  against: string,
  base: BaseBranch,
): Promise<Commit | "path" | undefined> {
  if (against.trim() === "") {
    // An empty variable must not compare the folder with something that nobody meant.
    throw new ContractsError("usage", {
      message: "The older version has an empty name.",
      next: "Name a folder, a git ref, `merge-base`, `tag:PATTERN`, an image or a release bundle.",
    });
  }
  const isNamed = against === MERGE_BASE || against.startsWith("tag:");
  const ref = refOf(against, findGit(withoutLinks(host, folder))?.relative(withoutLinks(host, folder)));
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
  const git = findGit(withoutLinks(host, folder));
  if (git === undefined || !against.startsWith("tag:")) return [against];
  const tags = await matchingTags(git, against.slice("tag:".length));
  // With none, opening the version says what to do.
  return tags.length === 0 ? [against] : tags.map((tag) => `ref:refs/tags/${tag}`);
}

/** A file or folder that was meant, maybe. */
function nearPath(host: Host, typed: string): string | undefined {
  const path = host.relative(typed);
  const near = nearestName(nameOf(path), host.list(parentOf(path)));
  return near && joinPath(parentOf(path), near);
}

/** What stands after `ref:`, or in the notation of Buf, `.git#branch=main`, whose `subdir` must be the folder itself. */
function refOf(against: string, subdir: string | undefined): string | undefined {
  if (against.startsWith("ref:")) return against.slice("ref:".length);
  if (!against.startsWith(".git#")) return undefined;
  const pairs = against
    .slice(".git#".length)
    .split(",")
    .map((pair) => /^(\w+)=(.+)$/.exec(pair) ?? []);
  const refs = pairs.flatMap(([, key = "", value = ""]) => (/^(?:branch|tag|ref|commit)$/.test(key) ? [value] : []));
  const others = pairs.filter(([, key, value]) => key === "subdir" && joinPath(".", value ?? "") === subdir);
  return refs.length === 1 && refs.length + others.length === pairs.length ? refs[0] : undefined;
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

/** Git knows a folder by its own path only, not by links to it. */
function withoutLinks(host: Host, folder: string): string {
  const typed = host.absolute(host.relative(folder));
  try {
    const real = realpathSync(typed);
    const below = relative(realpathSync(host.root), real);
    // Links on the way to the workspace are everybody's.
    return below.startsWith("..") ? real : resolve(host.root, below);
  } catch {
    return typed;
  }
}

function requireGit(host: Host, folder: string, against: string, near?: string): Git {
  const git = findGit(withoutLinks(host, folder));
  if (git) return git;
  throw new ContractsError("baseline-missing", {
    message: `\`${against}\` is no path, and \`${host.relative(folder)}\` is in no git work tree that could know it.`,
    next: near ? `Did you mean \`${near}\`?` : "Name the older version: a folder, an image or a release bundle.",
  });
}
