import { ContractsError } from "@nx-contracts/ir";
import { findGit } from "../git/git.js";
import type { Host } from "../host.js";
import { parentOf } from "../path.js";
import type { Generation } from "./generation.js";

/** How many lines are shown. */
const MOST_LINES = 10;

/**
 * What has to be said of generated files that are not to be checked in, and
 * that git would add: the lines for its `.gitignore`. Nothing outside of git.
 */
export async function unignoredNotice(host: Host, { results }: Generation): Promise<string | undefined> {
  const paths = results.flatMap(({ output, files }) => (output.isCheckedIn ? [] : [...files.keys()]));
  const [first] = paths;
  const git = first === undefined ? undefined : findGit(host.absolute(parentOf(first)));
  if (git === undefined) return undefined;
  const inGit = new Set(paths.map((path) => git.relative(host.absolute(path))));
  // More paths than a command line takes may lie in few folders.
  const folders = new Set([...inGit].filter((path) => !path.startsWith("../")).map(parentOf));
  let listed: Buffer;
  try {
    listed = await git.ask(["ls-files", "-z", "--others", "--exclude-standard", "--", ...folders]);
  } catch (error) {
    // What git does not look at, it does not add either.
    if (error instanceof ContractsError) return undefined;
    throw error;
  }
  const added = listed
    .toString()
    .split("\0")
    .filter((path) => inGit.has(path));
  if (added.length === 0) return undefined;
  const lines = added.slice(0, MOST_LINES).map((path) => `  /${path.replace(/[\\*?[]/g, "\\$&")}\n`);
  const more = added.length > MOST_LINES ? `  and ${added.length - MOST_LINES} more\n` : "";
  return `Git would add what is generated and not checked in. Write into the .gitignore of its top folder:\n${lines.join("")}${more}`;
}
