import { ContractsError } from "@nx-contracts/ir";
import { findCommit, MERGE_BASE } from "../compat/baseline.js";
import { changedSince, comparedPaths } from "../compat/project.js";
import type { Config } from "../config/config.js";
import { hostOver, type SourceTree } from "../diff/source-tree.js";
import { type ChangedFile, changedBetween, changedFiles } from "../git/changed-files.js";
import { commitFiles } from "../git/commit-files.js";
import { type BaseBranch, type Commit, commitOf, mergeBase } from "../git/commit.js";
import { findGit, type Git } from "../git/git.js";
import type { Host } from "../host.js";

/** Which two versions of a workspace are laid beside each other. */
export interface VersionsRequest {
  /** The branch, or any other ref, that changes are proposed for: what counts is where the newer version left it. */
  readonly base: BaseBranch;
  /** Another name for it: a git ref or `tag:PATTERN`; `merge-base` says the same as nothing. */
  readonly against?: string;
  /** The ref that is the newer version; default the work tree, with what nobody has committed or added yet. */
  readonly head?: string;
}

/** Where the newer version left the base, and what differs since, among what contracts are made of. */
export interface Departure {
  readonly git: Git;
  readonly commit: Commit;
  /** The newer version, where it is not the work tree. */
  readonly head?: Commit;
  readonly changed: readonly ChangedFile[];
}

/**
 * Finds where the newer version left the base, and which files differ since,
 * what is generated and checked in included. Nothing is read.
 *
 * @returns `undefined` outside git, where nothing is committed, and where nobody named a base and the usual ones do not exist
 * @throws ContractsError `baseline-missing` with the command that fetches it, `usage` or `tool-failed`
 */
export async function findDeparture(
  host: Host,
  config: Config,
  { base, against, head }: VersionsRequest,
): Promise<Departure | undefined> {
  const folder = host.absolute(config.folder);
  const git = findGit(folder);
  if (git === undefined) return undefined;
  const newer = head === undefined ? undefined : await commitOf(git, head);
  const commit = await mergeBase(git, await baseOf(host, folder, base, against), newer?.sha);
  if (commit === undefined) return undefined;
  const changed = newer
    ? await changedBetween(git, [commit.sha, newer.sha], comparedPaths(host, config, git))
    : await changedSince(host, config, git, commit.sha);
  return { git, commit, ...(newer && { head: newer }), changed };
}

/** A commit that somebody names counts as a branch: a change that it has and the newer version has not is not its own. */
async function baseOf(host: Host, folder: string, base: BaseBranch, against: string | undefined): Promise<BaseBranch> {
  if (against === undefined || against === MERGE_BASE) return base;
  const found = await findCommit(host, folder, against, base);
  if (found !== undefined && found !== "path") return { name: found.sha, isGiven: true, isAsked: true };
  throw new ContractsError("usage", {
    message: `\`${against}\` is a path, and what changed together is seen between commits.`,
    next: "Name a git ref, `merge-base` or `tag:PATTERN`.",
  });
}

/** The workspace before and after. */
export interface Versions {
  readonly before: Host;
  readonly after: Host;
}

/** Opens both versions; files that are the same come from the disk. */
export async function openDeparture(host: Host, config: Config, departure: Departure): Promise<Versions> {
  const { git, commit, head, changed } = departure;
  if (head === undefined) return { before: hostOver(host, await commitFiles(host, git, changed)), after: host };
  const paths = comparedPaths(host, config, git);
  const treeOf = async ({ sha }: Commit): Promise<SourceTree> =>
    commitFiles(host, git, await changedFiles(git, sha, paths));
  const [before, after] = await Promise.all([treeOf(commit), treeOf(head)]);
  return { before: hostOver(host, before), after: hostOver(host, after) };
}

/** The newer version, with the protos that are gone as they were: they say where what was generated from them lies. */
export function withDeletedProtos(host: Host, { before }: Versions): Host {
  return {
    ...host,
    bytes: (path) => host.bytes(path) ?? (path.endsWith(".proto") ? before.bytes(path) : undefined),
  };
}
