import type { Approval } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import type { Config } from "../config/config.js";
import { type BaseBranch, mergeBase } from "../git/commit.js";
import { findGit } from "../git/git.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import { APPROVALS_NAME, readApprovals } from "./read-approvals.js";

/**
 * Which approvals the commit has already where the branch left its base: what
 * they were made for is merged, or was approved ahead of it. On the base branch
 * itself these are all that are committed.
 *
 * @returns their fingerprints; none where there is no such commit
 */
export async function mergedApprovals(
  host: Host,
  { folder }: Config,
  approvals: readonly Approval[],
  base: BaseBranch,
): Promise<ReadonlySet<string>> {
  const git = approvals.length === 0 ? undefined : findGit(host.absolute(folder));
  if (git === undefined) return new Set();
  try {
    const commit = await mergeBase(git, base);
    if (commit === undefined) return new Set();
    const path = git.relative(host.absolute(joinPath(folder, APPROVALS_NAME)));
    const bytes = await git.ask(["cat-file", "blob", `${commit.sha}:${path}`]);
    const older = readApprovals({ ...host, kind: () => "file", bytes: () => bytes }, folder);
    return new Set(older.map(({ fingerprint }) => fingerprint));
  } catch (error) {
    // No such commit, no such file in it, or one that cannot be read.
    if (error instanceof ContractsError) return new Set();
    throw error;
  }
}
