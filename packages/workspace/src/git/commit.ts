import { ContractsError } from "@nx-contracts/ir";
import type { Git } from "./git.js";

/** A commit to compare with, and how a person named it. */
export interface Commit {
  readonly name: string;
  /** Object name in full. */
  readonly sha: string;
}

/** The branch that changes are proposed for. */
export interface BaseBranch {
  readonly name: string;
  /** Somebody said so: an option, an environment variable, nx.json. */
  readonly isGiven: boolean;
}

/** Where nobody names the branch. */
const USUAL_BRANCHES = ["main", "master"];

/**
 * The commit that a git ref names.
 *
 * @param near a path that may have been meant instead
 * @throws ContractsError `baseline-missing` with the command that fetches it
 */
export async function commitOf(git: Git, ref: string, near?: string): Promise<Commit> {
  const sha = await resolveCommit(git, ref);
  if (sha !== undefined) return { name: ref, sha };
  if (await isShallow(git)) {
    throw missing(`\`${ref}\` is not in this clone, which is shallow.`, "git fetch --unshallow --tags origin");
  }
  throw new ContractsError("baseline-missing", {
    message: `\`${ref}\` is neither a path nor a commit of ${git.root}.`,
    next:
      near !== undefined
        ? `Did you mean \`${near}\`?`
        : "Name a folder, a git ref, `merge-base`, `tag:PATTERN`, an image or a release bundle; `git fetch --all --tags` fetches what others pushed.",
  });
}

/**
 * Where the current branch left the base branch; `undefined` where nothing is
 * committed, or nobody named a base branch and the usual ones do not exist.
 *
 * @throws ContractsError `baseline-missing` with the command that fetches it
 */
export async function mergeBase(git: Git, base: BaseBranch): Promise<Commit | undefined> {
  const head = await resolveCommit(git, "HEAD");
  if (head === undefined) return undefined;
  const branches = base.isGiven ? [base.name] : USUAL_BRANCHES;
  for (const branch of branches) {
    const tip = await branchTip(git, branch);
    if (tip === undefined) continue;
    const sha = await git.tell(["merge-base", "HEAD", tip]);
    if (sha !== undefined) return { name: `merge-base of HEAD and ${branch}`, sha };
    if (await isShallow(git)) throw await tooShallow(git, branch, "Its history ends before the branches meet");
    throw new ContractsError("baseline-missing", {
      message: `HEAD and \`${branch}\` have no commit in common.`,
      next: "Name another baseline with `--against REF`.",
    });
  }
  if (await isShallow(git)) throw await tooShallow(git, branches[0] ?? "main", "The base branch is not in it");
  if (!base.isGiven) return undefined;
  throw new ContractsError("baseline-missing", {
    message: `The base branch \`${base.name}\` does not exist here, nor as \`origin/${base.name}\`.`,
    next: `git fetch origin ${refspec(base.name)}`,
  });
}

/**
 * The newest tag that matches a pattern, by its version, among those that the
 * current commit comes after.
 *
 * @throws ContractsError `baseline-missing`
 */
export async function newestTag(git: Git, pattern: string): Promise<Commit> {
  const list = ["tag", "--list", "--sort=-version:refname", "--merged", "HEAD", "--", pattern];
  const tag = await git.tell(list);
  const sha = tag === undefined ? undefined : await resolveCommit(git, `refs/tags/${tag}`);
  if (tag !== undefined && sha !== undefined) return { name: tag, sha };
  if (await isShallow(git))
    throw missing(
      `No tag that matches \`${pattern}\` is in this clone, which is shallow.`,
      "git fetch --unshallow --tags origin",
    );
  throw missing(`No tag that matches \`${pattern}\` leads to this commit.`, "git fetch --tags origin");
}

/** Every tag that matches a pattern among those that the current commit comes after, the oldest version first. */
export async function matchingTags(git: Git, pattern: string): Promise<readonly string[]> {
  const out = await git.ask(["tag", "--list", "--sort=version:refname", "--merged", "HEAD", "--", pattern]);
  return out
    .toString()
    .split("\n")
    .filter((tag) => tag !== "");
}

async function branchTip(git: Git, branch: string): Promise<string | undefined> {
  return (await resolveCommit(git, branch)) ?? (await resolveCommit(git, `origin/${branch}`));
}

function resolveCommit(git: Git, ref: string): Promise<string | undefined> {
  return git.tell(["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
}

async function isShallow(git: Git): Promise<boolean> {
  return (await git.tell(["rev-parse", "--is-shallow-repository"])) === "true";
}

async function tooShallow(git: Git, branch: string, why: string): Promise<ContractsError> {
  const current = await git.tell(["symbolic-ref", "--short", "--quiet", "HEAD"]);
  const own = current === undefined || current === branch ? "" : ` ${refspec(current)}`;
  return missing(
    `This clone is shallow. ${why}, so the commit to compare with is not known.`,
    `git fetch --unshallow origin ${refspec(branch)}${own}`,
  );
}

function refspec(branch: string): string {
  const name = branch.replace(/^origin\//, "");
  return `+refs/heads/${name}:refs/remotes/origin/${name}`;
}

function missing(message: string, command: string): ContractsError {
  return new ContractsError("baseline-missing", { message, next: `Run: ${command}` });
}
