import { ContractsError } from "@nx-contracts/ir";
import { findCommit, MERGE_BASE } from "../compat/baseline.js";
import { changedFiles } from "../git/changed-files.js";
import { commitFiles } from "../git/commit-files.js";
import type { BaseBranch } from "../git/commit.js";
import { findGit } from "../git/git.js";
import type { Host } from "../host.js";
import type { VersionSource } from "./read-version.js";

/**
 * The older version of some files and folders: another folder or file, or the
 * same paths as a git ref, `merge-base` or `tag:PATTERN` has them.
 *
 * @param paths of the newer version, as typed
 * @throws ContractsError `baseline-missing`
 */
export async function openVersion(
  host: Host,
  paths: readonly string[],
  against: string,
  base: BaseBranch,
): Promise<VersionSource> {
  const [folder = "."] = paths;
  const commit = await findCommit(host, folder, against, base);
  if (commit === "path") return { paths: [against] };
  const git = findGit(host.absolute(host.relative(folder)));
  if (commit === undefined || git === undefined) {
    throw new ContractsError("baseline-missing", {
      message: `There is no \`${against}\` yet: nothing is committed, or the base branch is not known.`,
      next: `Name an older version, for instance: --against HEAD~1${against === MERGE_BASE ? ", or the branch: --base main" : ""}`,
    });
  }
  // What the sources import may lie anywhere.
  const changed = await changedFiles(git, commit.sha, ["."]);
  return { paths, tree: await commitFiles(host, git, changed) };
}
