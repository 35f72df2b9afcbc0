import { rmSync } from "node:fs";
import { join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { cacheOf, sweepFolders, temporaryFolder } from "../codegen/cache.js";
import type { Git } from "../git/git.js";
import { type Host, openHost } from "../host.js";
import { isBelow, joinPath } from "../path.js";

/** The files of a commit in a folder of their own, with a repository around them that shares everything with the real one. */
export interface CommitWorkspace {
  /** Paths are those of the real workspace. */
  readonly host: Host;
  /** Folders of other repositories that the commit only names, relative to the workspace root. */
  readonly submodules: readonly string[];
}

/** Nothing of the user's settings changes what a file of the commit holds. */
const NEUTRAL = [
  "core.autocrlf=false",
  "core.eol=lf",
  "core.symlinks=true",
  "core.attributesFile=/dev/null",
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.sparseCheckout=false",
  // What a program of this machine would make of a file is not in the commit.
  "filter.lfs.smudge=",
  "filter.lfs.clean=",
  "filter.lfs.process=",
  "filter.lfs.required=false",
];

/**
 * Lays out a commit, and removes it again when it has been used. The real work
 * tree and its repository are left as they are.
 *
 * @throws ContractsError `tool-failed`, and whatever `use` throws
 */
export async function withCommit<Result>(
  real: Host,
  git: Git,
  sha: string,
  use: (workspace: CommitWorkspace) => Promise<Result>,
): Promise<Result> {
  sweepFolders(cacheOf(real), "release");
  const temporary = temporaryFolder(cacheOf(real), "release");
  try {
    const folder = join(temporary, "tree");
    const settings = NEUTRAL.flatMap((setting) => ["--config", setting]);
    await git.ask(["clone", "--quiet", "--shared", "--no-checkout", ...settings, "--", git.root, folder]);
    const flags = NEUTRAL.flatMap((setting) => ["-c", setting]);
    await git.ask([...flags, "-C", folder, "checkout", "--quiet", "--force", "--detach", sha, "--"]);
    const place = git.relative(real.root);
    const root = join(folder, place);
    const host: Host = { ...openHost({ cwd: root, root }), cacheFolder: cacheOf(real) };
    return await use({ host, submodules: await submodulesOf(git, sha, place) });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function submodulesOf(git: Git, sha: string, place: string): Promise<readonly string[]> {
  const out = await git.ask(["ls-tree", "-r", "-z", "--full-tree", sha]);
  const lines = out.toString().split("\0");
  const paths = lines.filter((line) => line.startsWith("160000 ")).map((line) => line.slice(line.indexOf("\t") + 1));
  if (place === ".") return paths;
  return paths.filter((path) => isBelow(place, path)).map((path) => path.slice(place.length + 1));
}

/**
 * Refuses protos that are not in the commit itself.
 *
 * @param roots folders that imports start from
 * @throws ContractsError `source-unreadable`
 */
export function refuseSubmodules({ submodules }: CommitWorkspace, roots: readonly string[]): void {
  const inside = submodules.find((path) =>
    roots.some((root) => root === path || isBelow(root, path) || isBelow(path, joinPath(root, "x"))),
  );
  if (inside === undefined) return;
  throw new ContractsError("source-unreadable", {
    message: `\`${inside}\` is a repository of its own, a submodule: the commit has none of its protos.`,
    next: "Release the protos from their own repository, or copy them into this one.",
  });
}
