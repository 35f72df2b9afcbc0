import { ContractsError } from "@nx-contracts/ir";
import type { Config, ContractSide } from "../config/config.js";
import { followImports } from "../config/follow-imports.js";
import { MANIFEST_NAME } from "../config/manifest-name.js";
import { type ChangedFile, changedFiles } from "../git/changed-files.js";
import type { BaseBranch, Commit } from "../git/commit.js";
import { findGit, type Git } from "../git/git.js";
import { atOneMoment, type Host } from "../host.js";
import { isBelow, joinPath, parentOf } from "../path.js";
import { findCommit } from "./baseline.js";

/** An older version of a contract project, as far as it has to be known before anything is compared. */
export type ProjectBaseline =
  | { readonly kind: "commit"; readonly git: Git; readonly commit: Commit; readonly changed: readonly ChangedFile[] }
  /** A folder, an image or a bundle. */
  | { readonly kind: "path"; readonly path: string };

/** What a contract project is compared with. */
export interface ProjectBaselines {
  readonly found: FoundVersions;
  readonly baselines: readonly ProjectBaseline[];
}

/** The older versions of a project as somebody names them. */
export interface NamedVersions {
  /** Folder of the project, absolute. */
  readonly folder: string;
  readonly against: readonly string[];
  /** Somebody named them: they have to exist. */
  readonly isAsked: boolean;
}

/** What names of older versions stand for. */
export interface FoundVersions {
  /** In the order of the names; `undefined` where there is nothing yet to compare with. */
  readonly versions: readonly (Commit | "path" | undefined)[];
  /** Why there is nothing to compare with, where nobody asked for it in so many words. */
  readonly missing?: ContractsError;
}

/**
 * Finds what a project is to be compared with, without a look at its files.
 *
 * @throws ContractsError `baseline-missing`
 */
export async function findVersions(
  host: Host,
  { folder, against, isAsked }: NamedVersions,
  base: BaseBranch,
): Promise<FoundVersions> {
  if (!isAsked && findGit(folder) === undefined) return { versions: [] };
  const versions: (Commit | "path" | undefined)[] = [];
  try {
    for (const name of against) versions.push(await findCommit(host, folder, name, base));
  } catch (error) {
    if (isAsked || !isMissing(error)) throw error;
    return { versions: [], missing: error };
  }
  return { versions };
}

/**
 * Finds what a project is to be compared with, and what changed since. Nothing
 * of the comparison is loaded for it, and git works while the files are read.
 *
 * @param against overrides what the configuration says
 * @throws ContractsError `baseline-missing` or `tool-failed`
 */
export async function findBaselines(
  host: Host,
  config: Config,
  base: BaseBranch,
  against: readonly string[],
): Promise<ProjectBaselines> {
  const named = {
    folder: host.absolute(config.folder),
    against: against.length > 0 ? against : config.compat.against,
    isAsked: against.length > 0 || config.compat.isGiven || base.isAsked === true,
  };
  const found = await findVersions(host, named, base);
  const baselines: ProjectBaseline[] = [];
  for (const [i, version] of found.versions.entries()) {
    const git = findGit(named.folder);
    const path = named.against[i] ?? "";
    if (version === "path" || (version !== undefined && git === undefined)) baselines.push({ kind: "path", path });
    else if (version !== undefined && git !== undefined) baselines.push(await openCommit(host, config, git, version));
  }
  return { found, baselines };
}

/** Whether an error says only that there is nothing to compare with. A shallow clone has to be deepened: its answer would be wrong. */
export function isMissing(error: unknown): error is ContractsError {
  if (!(error instanceof ContractsError)) return false;
  // Git is not there, or does not look at the folder.
  if (error.code === "tool-missing" || error.code === "tool-failed") return true;
  if (error.code !== "baseline-missing") return false;
  return !error.problems.some(({ next = "" }) => next.includes("--unshallow"));
}

async function openCommit(host: Host, config: Config, git: Git, commit: Commit): Promise<ProjectBaseline> {
  const watched = new Set(watchedPaths(host, config, git));
  const isWatched = (path: string): boolean => {
    for (let at = path; ; at = parentOf(at)) {
      if (watched.has(at)) return true;
      if (at === ".") return false;
    }
  };
  const changed = await changedSince(host, config, git, commit.sha);
  return { kind: "commit", git, commit, changed: changed.filter(({ path }) => isWatched(path)) };
}

const CHANGES = new WeakMap<Config, Map<string, Promise<readonly ChangedFile[]>>>();

/**
 * What the work tree has otherwise than a commit, of all that contracts and
 * what is generated from them are made of. Git is asked once for a
 * configuration as it was loaded.
 *
 * @throws ContractsError `tool-failed`
 */
export function changedSince(host: Host, config: Config, git: Git, sha: string): Promise<readonly ChangedFile[]> {
  const known = CHANGES.get(config) ?? new Map<string, Promise<readonly ChangedFile[]>>();
  CHANGES.set(config, known);
  const found = known.get(sha) ?? findChanges(host, config, git, sha);
  known.set(sha, found);
  return found;
}

async function findChanges(host: Host, config: Config, git: Git, sha: string): Promise<readonly ChangedFile[]> {
  const changed = await changedFiles(git, sha, comparedPaths(host, config, git));
  // What it records is looked up, and no contract is made of it.
  const manifest = git.relative(host.absolute(joinPath(config.folder, MANIFEST_NAME)));
  return changed.filter(({ path }) => path !== manifest);
}

/** The same as `watchedPaths`, and what is generated and checked in. */
export function comparedPaths(host: Host, config: Config, git: Git): readonly string[] {
  const generated = config.generate.filter(({ isCheckedIn }) => isCheckedIn).map(({ out }) => out);
  const inGit = generated.map((path) => git.relative(host.absolute(path))).filter((path) => !path.startsWith("../"));
  return [...new Set([...watchedPaths(host, config, git), ...inGit])];
}

/** Files and folders of the work tree of which a project's contracts are made, what models import included. */
export function watchedPaths(host: Host, config: Config, git: Git): readonly string[] {
  const models = sidesOf(config).filter(({ reader }) => reader !== "proto");
  const moment = atOneMoment(host);
  const files = models.flatMap((side) => [...side.files.map(({ path }) => path), ...importsOf(host, side, moment)]);
  const own = [config.path, joinPath(config.folder, "contracts.lock"), ...protoFolders(config), ...files];
  const inGit = own.map((path) => git.relative(host.absolute(path)));
  return [...new Set(inGit)].filter((path) => !path.startsWith("../"));
}

const IMPORTS = new WeakMap<ContractSide, WeakMap<Host, ReadonlySet<string>>>();

/**
 * What the files of a side import, directly or not; protos ask for what they
 * import by name only. Looked up once for a configuration as it was loaded.
 *
 * @param moment the same workspace, where many sides are looked up at once
 */
export function importsOf(host: Host, side: ContractSide, moment = host): ReadonlySet<string> {
  const known = IMPORTS.get(side) ?? new WeakMap<Host, ReadonlySet<string>>();
  IMPORTS.set(side, known);
  const found =
    known.get(host) ??
    followImports(
      moment,
      side.reader,
      side.files.map(({ path }) => path),
      side.roots,
    );
  known.set(host, found);
  return found;
}

/** Folders that the contracts' protos are compared in, none inside another: where their `buf.yaml` lies, else their roots. */
export function protoFolders(config: Config): readonly string[] {
  const folders = sidesOf(config)
    .filter(({ reader }) => reader === "proto")
    .flatMap(({ module, roots }) => (module === undefined ? roots : [module]));
  const sorted = [...new Set(folders)].sort();
  return sorted.filter((each) => !sorted.some((other) => other !== each && isBelow(other, each)));
}

function sidesOf({ contracts }: Config) {
  return contracts.flatMap(({ source, mirrors }) => [source, ...mirrors]);
}
