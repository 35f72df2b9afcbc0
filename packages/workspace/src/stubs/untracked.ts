import { ContractsError } from "@nx-contracts/ir";
import { findGit, type Git } from "../git/git.js";
import type { Host } from "../host.js";
import { below } from "../path.js";

/** What git says of files; asked once for each work tree. */
export interface Tracked {
  /** `undefined` for a file outside of any work tree. */
  isTracked(path: string): boolean | undefined;
  /** Of files that are not tracked. */
  isIgnored(path: string): Promise<boolean>;
}

/**
 * Asks git which files it knows below some folders.
 *
 * @throws ContractsError `tool-failed` where git does not look at the work tree
 */
export async function askTracked(host: Host, folders: Iterable<string>): Promise<Tracked> {
  const trees = new Map<string, { readonly git: Git; readonly folders: string[] }>();
  const gitOf = new Map<string, string>();
  for (const folder of folders) {
    const git = findGit(host.absolute(folder));
    if (git === undefined) continue;
    const tree = trees.get(git.root);
    if (tree) tree.folders.push(folder);
    else trees.set(git.root, { git, folders: [folder] });
    gitOf.set(folder, git.root);
  }
  const list = async (args: readonly string[]) => {
    const paths = new Set<string>();
    for (const { git, folders: within } of trees.values()) {
      const places = within.map((folder) => git.relative(host.absolute(folder)));
      const output = await ask(git, ["ls-files", "-z", ...args, "--", ...places]);
      if (output === undefined) return undefined;
      for (const path of output.toString().split("\0")) paths.add(`${git.root}/${path}`);
    }
    return paths;
  };
  const tracked = await list(["--cached"]);
  let ignored: Promise<ReadonlySet<string> | undefined> | undefined;
  return {
    isTracked(path) {
      const isInside = [...gitOf.keys()].some((folder) => below(folder, path) !== undefined);
      return tracked === undefined || !isInside ? undefined : tracked.has(slashed(host.absolute(path)));
    },
    async isIgnored(path) {
      ignored ??= list(["--others", "--ignored", "--exclude-standard"]);
      return (await ignored)?.has(slashed(host.absolute(path))) === true;
    },
  };
}

/** `undefined` where there is no git: that is no reason to judge nothing. */
async function ask(git: Git, args: readonly string[]): Promise<Buffer | undefined> {
  try {
    return await git.ask(args);
  } catch (error) {
    if (error instanceof ContractsError && error.code === "tool-missing") return undefined;
    throw error;
  }
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
