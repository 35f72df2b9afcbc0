import { ContractsError } from "@nx-contracts/ir";
import { compare, prerelease } from "semver";
import type { Git } from "../git/git.js";
import type { ReleaseCommit } from "./content.js";
import { matchTag, parseTag, type ReleaseTag } from "./tag.js";

/** A release before this one. */
export interface EarlierTag extends ReleaseTag {
  readonly sha: string;
}

/** The commit that a tag stands for, else the one that is checked out and will be tagged. */
export interface TaggedCommit extends ReleaseCommit {
  readonly isTagged: boolean;
}

/**
 * Finds what a release is made of.
 *
 * @param tag its name, whatever characters it has
 * @throws ContractsError `source-missing` where nothing is committed, or what is tagged is no commit
 */
export async function findTagged(git: Git, tag: string): Promise<TaggedCommit> {
  const ref = `refs/tags/${tag}`;
  // Names of commits may be computed with; this is asked for the ref of exactly that name.
  const object = /[\0\n]/.test(tag) ? undefined : await git.tell(["show-ref", "--verify", "--hash", "--", ref]);
  const name = object ?? "HEAD";
  const line = await git.tell([
    "show",
    "--no-patch",
    "--no-show-signature",
    "--format=%H %ct",
    `${name}^{commit}`,
    "--",
  ]);
  const [sha, time] = line?.split(" ") ?? [];
  if (sha !== undefined && time !== undefined) return { sha, time: Number(time), isTagged: object !== undefined };
  throw new ContractsError("source-missing", {
    message:
      object === undefined
        ? "Nothing is committed yet, and a release is made of a commit."
        : `The tag \`${tag}\` stands for no commit.`,
    next: object === undefined ? "Commit the contracts first." : "Tag the commit to release.",
  });
}

/**
 * The last release before a tag: the highest version among the tags of the
 * pattern that lead to its commit, candidates (`-rc.1`) aside. Where none has
 * a version that can be compared, the last one in alphabetical order.
 *
 * @throws ContractsError `baseline-missing` in a shallow clone, which does not have all tags
 */
export async function findEarlier(
  git: Git,
  tag: ReleaseTag,
  pattern: string,
  sha: string,
): Promise<EarlierTag | undefined> {
  return (await findAllEarlier(git, tag, pattern, sha)).findLast(isRelease);
}

/** Whether it is no candidate of a release. */
export function isRelease({ version }: ReleaseTag): boolean {
  return version === undefined || prerelease(version) === null;
}

/**
 * The same of all releases before a tag and their candidates, the last one last.
 *
 * @throws ContractsError `baseline-missing` in a shallow clone
 */
export async function findAllEarlier(
  git: Git,
  tag: ReleaseTag,
  pattern: string,
  sha: string,
): Promise<readonly EarlierTag[]> {
  if ((await git.tell(["rev-parse", "--is-shallow-repository"])) === "true") {
    throw new ContractsError("baseline-missing", {
      message: "This clone is shallow: which release came before is not known.",
      next: 'Run: git fetch --unshallow --tags origin "+refs/heads/*:refs/remotes/origin/*"',
    });
  }
  const format = "--format=%(refname)%00%(objectname)%00%(*objectname)";
  const out = await git.ask(["for-each-ref", "--merged", sha, format, "refs/tags"]);
  const tags = out
    .toString()
    .split("\n")
    .flatMap((line): EarlierTag[] => {
      const [ref = "", object = "", peeled = ""] = line.split("\0");
      const name = ref.slice("refs/tags/".length);
      if (name === "" || name === tag.name || matchTag(name, pattern) === undefined) return [];
      return [{ ...parseTag(name, pattern), sha: peeled || object }];
    });
  return tags.filter((each) => each.sha !== sha || isBefore(each, tag)).sort(byVersion);
}

/** Of two tags of one commit, which is the earlier one only the versions say. */
function isBefore({ version }: ReleaseTag, tag: ReleaseTag): boolean {
  return tag.version === undefined || (version !== undefined && compare(version, tag.version) < 0);
}

function byVersion(a: ReleaseTag, b: ReleaseTag): number {
  if (a.version !== undefined && b.version !== undefined) return compare(a.version, b.version);
  if (a.version === b.version) return a.name < b.name ? -1 : 1;
  return a.version === undefined ? -1 : 1;
}
