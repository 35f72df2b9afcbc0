import { findVersions } from "../compat/project.js";
import { isPlain, parseTolerantly, texts } from "../config/tolerant-yaml.js";
import { baseBranch } from "../git/base-branch.js";
import type { BaseBranch } from "../git/commit.js";
import { findGit } from "../git/git.js";
import { openHost } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import { textAt } from "../read/text.js";
import { dueDays } from "./due-days.js";
import { findConfigs } from "./find-configs.js";
import { unknownVersions, versionsText } from "./versions-text.js";
import { openStates } from "./workspace-state.js";

/** What a project's judgement depends on besides its files. */
export interface Circumstances {
  /** Folder of its configuration, relative to the workspace root. */
  readonly folder: string;
  /** The commits that it is compared with, see `versionsText`. */
  readonly against: string;
  /** See `dueDays`; with commas between. */
  readonly due: string;
  /** See `WorkspaceStates`. */
  readonly beside: string;
}

export interface WorkspaceCircumstances {
  readonly base: BaseBranch;
  readonly projects: readonly Circumstances[];
}

/**
 * Finds what the judgements of a workspace depend on besides files. Never
 * throws: what cannot be known is unlike anything that was known before, and
 * the command that needs it says why.
 *
 * @param root absolute path of the workspace
 * @param base the base branch, where somebody names it
 * @param today as `2026-12-31`, in UTC
 */
export async function findCircumstances(
  root: string,
  base: string | undefined,
  today: string,
): Promise<WorkspaceCircumstances> {
  const host = openHost({ cwd: root, root });
  const branch = baseBranch(host, base);
  const known = new Map<string, Promise<string>>();
  // What most projects are compared with is looked for while git lists the projects.
  void findAgainst(root, ".", undefined, branch, known);
  const states = openStates(host, branch);
  const paths = await findConfigs(host);
  const projects = paths.map(async (path): Promise<Circumstances> => {
    const folder = parentOf(path);
    const read = (name: string) => textAt(host, joinPath(folder, name));
    const text = read("contracts.yaml");
    const { compat } = text.includes("compat") ? parseTolerantly(text) : {};
    const due = dueDays({ compat, lock: read("contracts.lock"), approvals: read("contracts.approvals.yaml") }, today);
    const [against, beside] = await Promise.all([
      findAgainst(root, folder, compat, branch, known),
      states.of(path, text),
    ]);
    return { folder, against, due: due.join(), beside };
  });
  return { base: branch, projects: await Promise.all(projects) };
}

/** Projects that name the same versions share one search. */
function findAgainst(
  root: string,
  folder: string,
  compat: unknown,
  base: BaseBranch,
  known: Map<string, Promise<string>>,
): Promise<string> {
  const host = openHost({ cwd: joinAbsolute(root, folder), root });
  const named = isPlain(compat) ? texts([compat["against"]].flat()) : [];
  const against = named.length > 0 ? named : ["merge-base"];
  const absolute = host.absolute(folder);
  const isAsked = compat !== undefined;
  // Another name may be that of a file in the folder.
  const isShared = against.every((name) => /^(?:merge-base$|tag:)/.test(name));
  const key = JSON.stringify([findGit(absolute)?.root, isAsked, against, isShared || folder]);
  const search =
    known.get(key) ??
    findVersions(host, { folder: absolute, against, isAsked }, base).then(versionsText, () => unknownVersions());
  known.set(key, search);
  return search;
}

/** The absolute path of a folder of the workspace. */
export function joinAbsolute(root: string, folder: string): string {
  return folder === "." ? root : `${root}/${folder}`;
}
