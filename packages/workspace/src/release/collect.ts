import type { Report } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { APPROVALS_NAME } from "../approvals/read-approvals.js";
import { comparedPaths } from "../compat/project.js";
import { cacheOf } from "../codegen/cache.js";
import { MANIFEST_NAME } from "../config/manifest-name.js";
import { loadConfig } from "../config/load.js";
import { changedFiles } from "../git/changed-files.js";
import { findGit, type Git } from "../git/git.js";
import { type Host, openHost } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import { type CommitWorkspace, refuseSubmodules, withCommit } from "./commit-workspace.js";
import { GATES, type ReleaseContent, type ReleaseOrigin } from "./content.js";
import { recallApprovals } from "./approved-since.js";
import { findEarlier, findTagged, type TaggedCommit } from "./find-tags.js";
import { findReleased, generateCode } from "./generate-code.js";
import { dayOf, type GateFailure, judgeRelease } from "./judge-release.js";
import { linkPackages } from "./link-packages.js";
import { shellWord } from "../shell-word.js";
import { parseTag } from "./tag.js";

export interface CollectRequest {
  /** Path of the configuration, relative to the workspace root. */
  readonly config: string;
  readonly tag: string;
  readonly isGated: boolean;
  readonly origin: Partial<ReleaseOrigin>;
  /** Seconds since 1970 to bear instead of the commit's. */
  readonly epoch?: number;
  readonly toolVersion: string;
  /** What has to follow a command so that it is about this configuration. */
  readonly suffix: string;
  readonly progress: (step: string) => void;
}

/** What a release is made from, or why it is not made. */
export type Collected<Made> =
  | { readonly made: Made; readonly failures: readonly GateFailure[]; readonly real: Host }
  | { readonly refused: Refusal };

export interface Refusal {
  readonly failures: readonly GateFailure[];
  readonly report: Report;
}

/**
 * Lays out the commit of a tag, judges it, generates its code, and hands it to
 * `make` while it is laid out.
 *
 * @throws ContractsError when it cannot answer
 */
export async function collectRelease<Made>(
  host: Host,
  { config, ...rest }: CollectRequest,
  make: (content: ReleaseContent) => Promise<Made>,
): Promise<Collected<Made>> {
  const git = requireGit(host, config);
  const real = within(host, git);
  const request = { ...rest, config: real.relative(host.absolute(config)) };
  const commit = await findTagged(git, request.tag);
  if (!commit.isTagged) await refuseChanges(real, git, commit, request);
  request.progress(`Laying out ${commit.sha.slice(0, 12)}`);
  return withCommit(real, git, commit.sha, (workspace) => collect({ real, git, commit, workspace }, request, make));
}

interface Place {
  readonly real: Host;
  readonly git: Git;
  readonly commit: TaggedCommit;
  readonly workspace: CommitWorkspace;
}

async function collect<Made>(
  { real, git, commit, workspace }: Place,
  { config: path, tag: name, isGated, origin, epoch, toolVersion, suffix, progress }: CollectRequest,
  make: (content: ReleaseContent) => Promise<Made>,
): Promise<Collected<Made>> {
  const { host } = workspace;
  if (host.kind(path) !== "file") throw notInCommit(path, name, commit);
  const config = loadConfig(host, path);
  const tag = parseTag(name, config.release.tag);
  const previous = await findEarlier(git, tag, config.release.tag, commit.sha);
  linkPackages(real, host, config);
  const set = findReleased(host, config);
  refuseSubmodules(workspace, set.roots);
  progress(`Judging it against ${previous?.name ?? "nothing: this is the first release"}`);
  if (previous) {
    const file = git.relative(real.absolute(joinPath(config.folder, APPROVALS_NAME)));
    await recallApprovals(host, config, git, { range: [previous.sha, commit.sha], file, today: dayOf(commit) });
  }
  const { report, advice, failures, changes } = await judgeRelease(host, { config, commit, tag, previous, suffix });
  if (isGated && failures.length > 0) return { refused: { failures, report } };
  const code = await generateCode({ real, host }, config, set, progress);
  if ("diagnostics" in code) return { refused: { failures, report: code } };
  const { repository = config.release.repository ?? "", runId = "", runNumber = "" } = origin;
  const content: ReleaseContent = {
    name: config.name,
    tag,
    commit: { sha: commit.sha, time: commit.time },
    time: epoch ?? commit.time,
    origin: { repository, runId, runNumber },
    protoFolder: code.roots.map((root) => git.relative(real.absolute(root))).join(","),
    protos: code.protos,
    generated: code.generated,
    hasServices: code.hasServices,
    judgement: {
      isGated,
      ...(previous && { previous: { tag: previous.name, sha: previous.sha } }),
      advice,
      gates: GATES.map((gate) => ({ gate, passed: !failures.some((failure) => failure.gate === gate) })),
      changes,
    },
    toolVersion,
    workspace: host,
    real,
    config,
  };
  return { made: await make(content), failures, real };
}

/** A repository within the workspace is a workspace of its own: a commit of it has nothing of what lies around it. */
function within(host: Host, git: Git): Host {
  const isWithin = git.relative(host.root).startsWith("..");
  return isWithin ? { ...openHost({ cwd: git.root, root: git.root }), cacheFolder: cacheOf(host) } : host;
}

function requireGit(host: Host, config: string): Git {
  const folder = parentOf(config);
  const git = findGit(host.absolute(folder));
  if (git) return git;
  throw new ContractsError("source-missing", {
    message: `\`${folder}\` is in no git work tree, and a release is made of a commit.`,
    next: "Run it in a clone of the repository.",
  });
}

/** Where the tag is still to be made, what is checked out is what will be tagged: nothing of it may be missing from the commit. */
async function refuseChanges(
  host: Host,
  git: Git,
  commit: TaggedCommit,
  { config: path, tag }: CollectRequest,
): Promise<void> {
  const config = loadConfig(host, path);
  const known = [APPROVALS_NAME, MANIFEST_NAME].map((name) =>
    git.relative(host.absolute(joinPath(config.folder, name))),
  );
  const changed = await changedFiles(git, commit.sha, [...comparedPaths(host, config, git), ...known]);
  const [first, ...others] = changed.map((file) => file.path).sort();
  if (first === undefined) return;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  throw new ContractsError("usage", {
    message: `There is no tag ${JSON.stringify(tag)} yet, and \`${first}\`${more} differ from the commit that it would be given to.`,
    next: `Commit them, or tag the commit to release: git tag ${shellWord(tag)} COMMIT`,
  });
}

function notInCommit(path: string, tag: string, { sha, isTagged }: TaggedCommit): ContractsError {
  return new ContractsError("config-missing", {
    message: `\`${path}\` is not in ${sha.slice(0, 12)}${isTagged ? `, the commit of the tag ${JSON.stringify(tag)}` : ", the commit that is checked out"}.`,
    next: isTagged ? "Release a tag of a commit that has it." : "Commit it first.",
  });
}
