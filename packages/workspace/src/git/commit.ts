import { ContractsError } from "@nx-contracts/ir";
import type { Git } from "./git.js";

/** A commit to compare with, and how a person named it. */
export interface Commit {
  readonly name: string;
  /** Object name in full. */
  readonly sha: string;
}

/** The branch that changes are proposed for. One object stands for one run: where git stands is asked once for it. */
export interface BaseBranch {
  readonly name: string;
  /** Somebody said so: an option, an environment variable, nx.json. */
  readonly isGiven: boolean;
  /** For this run, in so many words: it has to exist. */
  readonly isAsked?: boolean;
}

/** Where nobody names the branch. */
const USUAL_BRANCHES = ["main", "master"];

/** Fetches whatever a name may mean: another branch, a tag, a commit of either. */
const FETCH_ALL = 'git fetch --unshallow --tags origin "+refs/heads/*:refs/remotes/origin/*"';

/**
 * The commit that a git ref names; a branch that is not here is that of `origin`.
 *
 * @param near a path that may have been meant instead
 * @throws ContractsError `baseline-missing` with the command that fetches it
 */
export async function commitOf(git: Git, ref: string, near?: string): Promise<Commit> {
  const sha = await branchTip(git, ref);
  if (sha !== undefined) return { name: ref, sha };
  if (await isShallow(git)) throw missing(`\`${ref}\` is not in this clone, which is shallow.`, FETCH_ALL);
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
 * @param head another commit that counts as the tip of the current branch
 * @throws ContractsError `baseline-missing` with the command that fetches it
 */
export function mergeBase(git: Git, base: BaseBranch, head = "HEAD"): Promise<Commit | undefined> {
  const known = MERGE_BASES.get(base) ?? new Map<string, Promise<Commit | undefined>>();
  MERGE_BASES.set(base, known);
  const key = `${git.root}\0${head}`;
  const found = known.get(key) ?? findMergeBase(git, base, head);
  known.set(key, found);
  return found;
}

/** Several families of one run ask for the same. */
const MERGE_BASES = new WeakMap<BaseBranch, Map<string, Promise<Commit | undefined>>>();

async function findMergeBase(git: Git, base: BaseBranch, head: string): Promise<Commit | undefined> {
  const branches = base.isGiven ? [base.name] : USUAL_BRANCHES;
  const usual = await usualMergeBase(git, head, branches[0] ?? "");
  if (usual !== undefined) return usual;
  const own = resolveCommit(git, head);
  for (const branch of branches) {
    const [isThere, tip] = await Promise.all([own, branchTip(git, branch)]);
    if (isThere === undefined) return undefined;
    if (tip === undefined) continue;
    const [sha, isCut] = await Promise.all([git.tell(["merge-base", head, tip]), isCutOff(git, head, tip)]);
    if (sha === undefined || isCut) {
      if (await isShallow(git)) throw await tooShallow(git, branch, "Its history ends before the branches meet");
    }
    if (sha !== undefined) return { name: `merge-base of ${head} and ${branch}`, sha };
    throw new ContractsError("baseline-missing", {
      message: `${head} and \`${branch}\` have no commit in common.`,
      next: "Name another baseline with `--against REF`.",
    });
  }
  if (await isShallow(git)) throw await tooShallow(git, branches[0] ?? "main", "The base branch is not in it");
  if (!base.isGiven) return undefined;
  throw new ContractsError("baseline-missing", {
    message: `The base branch \`${base.name}\` does not exist here, nor as \`origin/${base.name}\`.`,
    next: !(await hasOrigin(git))
      ? "Name the branch that changes are proposed for: `--base BRANCH`, NX_BASE, or `defaultBase` of nx.json."
      : isPlain(base.name)
        ? `git fetch origin ${refspec(base.name)}`
        : "git fetch --all --tags",
  });
}

/**
 * The merge base as a single process tells it: of a whole clone that has the
 * branch. Whatever else is so has to be asked for step by step.
 * @see https://git-scm.com/docs/gitrevisions#_dotted_range_notations
 */
async function usualMergeBase(git: Git, head: string, branch: string): Promise<Commit | undefined> {
  if (!isPlain(branch)) return undefined;
  const args = ["rev-parse", "--is-shallow-repository", "--revs-only", `${head}...${branch}`];
  const out = (await git.ask(args).catch(() => undefined))?.toString() ?? "";
  const [, sha] = /^false\n[0-9a-f]+\n[0-9a-f]+\n\^([0-9a-f]+)\n/.exec(out) ?? [];
  return sha === undefined ? undefined : { name: `merge-base of ${head} and ${branch}`, sha };
}

/**
 * The newest tag that matches a pattern, by its version, among those that the
 * current commit comes after.
 *
 * @throws ContractsError `baseline-missing`
 */
export async function newestTag(git: Git, pattern: string): Promise<Commit> {
  // A release comes after its candidates, and the user's columns would put several tags into a line.
  const settings = ["-c", "versionsort.suffix=-", "-c", "color.ui=false"];
  const list = ["tag", "--list", "--no-column", "--sort=-version:refname", "--merged", "HEAD", "--", pattern];
  const tag = await git.tell([...settings, ...list]);
  const sha = tag === undefined ? undefined : await resolveCommit(git, `refs/tags/${tag}`);
  if (tag !== undefined && sha !== undefined) return { name: tag, sha };
  if (await isShallow(git))
    throw missing(
      `No tag that matches \`${pattern}\` leads to this commit in this clone, which is shallow.`,
      FETCH_ALL,
    );
  const message = `No tag that matches \`${pattern}\` leads to this commit.`;
  if (await hasOrigin(git)) throw missing(message, "git fetch --tags origin");
  throw new ContractsError("baseline-missing", {
    message,
    next: "Correct the pattern, or tag the commit to compare with: git tag NAME COMMIT",
  });
}

/** Every tag that matches a pattern among those that the current commit comes after, the oldest version first. */
export async function matchingTags(git: Git, pattern: string): Promise<readonly string[]> {
  const out = await git.ask(["tag", "--list", "--sort=version:refname", "--merged", "HEAD", "--", pattern]);
  return out
    .toString()
    .split("\n")
    .filter((tag) => tag !== "");
}

/** Names of the current commit are never those of a branch elsewhere. */
const OWN_NAME = /^(?:HEAD|@)(?![\w/])/;

async function branchTip(git: Git, branch: string): Promise<string | undefined> {
  const own = await resolveCommit(git, branch);
  return own === undefined && !OWN_NAME.test(branch) ? resolveCommit(git, `origin/${branch}`) : own;
}

async function resolveCommit(git: Git, ref: string): Promise<string | undefined> {
  const name = await git.tell(["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
  return name !== undefined && /^[0-9a-f]+$/.test(name) ? name : undefined;
}

/** Whether there is anything to fetch from. */
async function hasOrigin(git: Git): Promise<boolean> {
  return (await git.tell(["config", "--get", "remote.origin.url"])) !== undefined;
}

async function isShallow(git: Git): Promise<boolean> {
  return (await git.tell(["rev-parse", "--is-shallow-repository"])) === "true";
}

/**
 * Whether one of the commits since the branches met has no parent here: in a
 * shallow clone its history may lead to where they met last.
 */
async function isCutOff(git: Git, head: string, tip: string): Promise<boolean> {
  return (await git.tell(["rev-list", "--max-count=1", "--max-parents=0", `${head}...${tip}`, "--"])) !== undefined;
}

async function tooShallow(git: Git, branch: string, why: string): Promise<ContractsError> {
  const current = (await git.tell(["symbolic-ref", "--short", "--quiet", "HEAD"])) ?? branch;
  const branches = current === branch ? [branch] : [branch, current];
  return missing(
    `This clone is shallow. ${why}, so the commit to compare with is not known.`,
    branches.every(isPlain) ? `git fetch --unshallow origin ${branches.map(refspec).join(" ")}` : FETCH_ALL,
  );
}

/** Whether it can be the name of a branch, not of a commit, and needs no quotes in a shell. */
function isPlain(branch: string): boolean {
  return /^\w[\w./+-]*$/.test(branch) && !branch.includes("..") && !/^[0-9a-f]{7,64}$/.test(branch);
}

function refspec(branch: string): string {
  const name = branch.replace(/^origin\//, "");
  return `+refs/heads/${name}:refs/remotes/origin/${name}`;
}

function missing(message: string, command: string): ContractsError {
  return new ContractsError("baseline-missing", { message, next: `Run: ${command}` });
}
