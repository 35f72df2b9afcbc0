import { readdirSync } from "node:fs";
import ignore, { type Ignore } from "ignore";
import { findGit } from "../git/git.js";
import type { Host } from "../host.js";
import { FOREIGN_FOLDERS } from "../layout/folders.js";
import { below, joinPath } from "../path.js";
import { textAt } from "../read/text.js";

/** What is installed, built or kept by tools, wherever it lies. */
const SKIPPED: ReadonlySet<string> = new Set([...FOREIGN_FOLDERS, "site-packages", "bazel-out", "bazel-bin"]);

/**
 * Every file below a folder that people write, sorted: what git ignores,
 * `.nxignore` names, or was installed is left out. Without git the
 * `.gitignore` files say the same.
 *
 * @param folder relative to the workspace root, like what is given
 */
export async function listFiles(host: Host, folder: string): Promise<readonly string[]> {
  const listed = (await listByGit(host, folder)) ?? walk(host, folder);
  const notForNx = ignore().add(textAt(host, ".nxignore"));
  return listed.filter((path) => isOwn(below(folder, path) ?? path) && !notForNx.ignores(path)).sort();
}

function isOwn(path: string): boolean {
  return path.split("/").every((part) => !part.startsWith(".") && !SKIPPED.has(part));
}

/** `undefined` where there is no git, or it refuses to look. */
async function listByGit(host: Host, folder: string): Promise<readonly string[] | undefined> {
  const git = findGit(host.root);
  if (git === undefined) return undefined;
  const below = git.relative(host.absolute(folder));
  try {
    const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", below];
    const paths = new Set((await git.ask(list)).toString().split("\0").filter(Boolean));
    return [...paths].map((path) => host.relative(`${git.root}/${path}`)).filter((path) => !path.startsWith("../"));
  } catch {
    return undefined;
  }
}

/** The `.gitignore` of a folder and of those around it, each with the folder that it speaks of. */
type Ignoring = readonly { readonly folder: string; readonly rules: Ignore }[];

function walk(host: Host, root: string): readonly string[] {
  const found: string[] = [];
  const waiting: { readonly folder: string; readonly around: Ignoring }[] = [{ folder: root, around: [] }];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { folder } = at;
    const entries = entriesOf(host.absolute(folder));
    const own = entries.some(({ name }) => name === ".gitignore") ? textAt(host, joinPath(folder, ".gitignore")) : "";
    const around = own === "" ? at.around : [...at.around, { folder, rules: ignore().add(own) }];
    for (const entry of entries) {
      const path = joinPath(folder, entry.name);
      if (entry.name.startsWith(".") || SKIPPED.has(entry.name)) continue;
      if (isIgnored(path, entry.isDirectory(), around)) continue;
      // Links are not followed: what they lead to has a place of its own, or none here.
      if (entry.isDirectory()) waiting.push({ folder: path, around });
      else if (entry.isFile()) found.push(path);
    }
  }
  return found;
}

/** The nearest file that says something decides. */
function isIgnored(path: string, isFolder: boolean, around: Ignoring): boolean {
  for (const { folder, rules } of around.toReversed()) {
    const { ignored, unignored } = rules.test(`${below(folder, path) ?? path}${isFolder ? "/" : ""}`);
    if (ignored || unignored) return ignored;
  }
  return false;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
