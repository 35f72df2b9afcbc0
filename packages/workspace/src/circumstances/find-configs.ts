import { createRequire } from "node:module";
import type * as Tinyglobby from "tinyglobby";
import { findGit } from "../git/git.js";
import type { Host } from "../host.js";

const load = createRequire(import.meta.url);
const PATTERN = "**/contracts.yaml";

/** Globs of paths relative to the workspace root, as `nx.json` has them for each plugin. */
export interface ConfigChoice {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** Every `contracts.yaml` of the workspace, those that nobody has added yet included, ignored ones not. */
export async function findConfigs(host: Host, choice: ConfigChoice = {}): Promise<readonly string[]> {
  const found = await listConfigs(host);
  const { include = [], exclude = [] } = choice;
  if (found.length === 0 || include.length + exclude.length === 0) return found;
  const { globSync, escapePath } = load("tinyglobby") as typeof Tinyglobby;
  const options = { cwd: host.root, dot: true, expandDirectories: false };
  const chosen = new Set(globSync(found.map(escapePath), { ...options, ignore: [...exclude] }));
  const included = include.length === 0 ? chosen : new Set(globSync([...include], options));
  return found.filter((path) => chosen.has(path) && included.has(path));
}

async function listConfigs(host: Host): Promise<readonly string[]> {
  const git = findGit(host.root);
  if (git === undefined) return globConfigs(host);
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", `:(glob)${PATTERN}`];
  try {
    const listed = await git.ask(["--no-literal-pathspecs", ...list]);
    const paths = listed.toString().split("\0").filter(Boolean);
    return [...new Set(paths.map((path) => host.relative(`${git.root}/${path}`)))].filter(
      (path) => !path.startsWith("../") && host.kind(path) === "file",
    );
  } catch {
    // Git is missing, or refuses a folder that another user owns.
    return globConfigs(host);
  }
}

function globConfigs(host: Host): readonly string[] {
  const { globSync } = load("tinyglobby") as typeof Tinyglobby;
  return globSync(PATTERN, { cwd: host.root, ignore: ["**/node_modules/**"] });
}
