import { type Bump, isBumpEnough, nextVersion } from "@nx-contracts/engine/compat";
import { ContractsError } from "@nx-contracts/ir";
import { compare } from "semver";
import { judge } from "../commands/judge.js";
import { findConfig } from "../config/find-config.js";
import { loadConfig } from "../config/load.js";
import { findGit } from "../git/git.js";
import type { Host } from "../host.js";
import { type EarlierTag, findAllEarlier, findTagged, isRelease } from "./find-tags.js";
import { adviceOf, dayOf } from "./judge-release.js";

export interface AdviseRequest {
  /** Folder to look for the configuration from, absolute. */
  readonly cwd: string;
  /** Configuration file; default the nearest `contracts.yaml`. */
  readonly config?: string;
}

/** What the changes since the last release ask of the next one. */
export interface ReleaseAdvice {
  /** The last release; absent before the first one. */
  readonly previous?: { readonly tag: string; readonly version?: string };
  /** The same, or a candidate after it. */
  readonly last?: { readonly tag: string; readonly version?: string };
  readonly bump: Bump;
  /** A sentence. */
  readonly reason: string;
  /** Whether a version after the last one is enough. */
  isEnough(version: string): boolean;
  /** The lowest version that is; `undefined` where nothing changed, or the last version is not known. */
  readonly next?: string;
}

/**
 * Compares the work tree with the last release, as the gate `version` of a
 * release does with its commit.
 *
 * @throws ContractsError when it cannot
 */
export async function adviseSinceRelease(host: Host, request: AdviseRequest): Promise<ReleaseAdvice> {
  const path = await findConfig(host, request.cwd, request.config);
  const config = loadConfig(host, path);
  const git = findGit(host.absolute(config.folder));
  if (git === undefined) {
    throw new ContractsError("source-missing", {
      message: `\`${config.folder}\` is in no git work tree, and releases are its tags.`,
      next: "Run it in a clone of the repository.",
    });
  }
  const head = await findTagged(git, NO_TAG);
  const tags = await findAllEarlier(git, LATER, config.release.tag, head.sha);
  const previous = tags.findLast(isRelease);
  const last = shown(tags.at(-1));
  if (previous === undefined) {
    return { ...last, bump: "major", reason: "It is the first release.", isEnough: () => true, next: "1.0.0" };
  }
  const base = { name: previous.sha, isGiven: true };
  const report = await judge(host, {
    cwd: host.absolute(config.folder),
    config: host.absolute(path),
    families: ["compat"],
    against: [`ref:refs/tags/${previous.name}`],
    base,
    today: dayOf(head),
  });
  return { ...last, ...adviceSince(previous, await adviceOf(host, config, report, base), tags.at(-1)?.version) };
}

/** The name of no tag, so that what is checked out is meant. */
const NO_TAG = "\n";

/** A release after every other one. */
const LATER = { name: "", fileName: "" };

function shown(tag: EarlierTag | undefined): Pick<ReleaseAdvice, "last"> {
  if (tag === undefined) return {};
  return { last: { tag: tag.name, ...(tag.version !== undefined && { version: tag.version }) } };
}

function adviceSince(
  { name, version }: EarlierTag,
  { bump, reason }: { readonly bump: Bump; readonly reason: string },
  candidate: string | undefined,
) {
  return {
    previous: { tag: name, ...(version !== undefined && { version }) },
    bump,
    reason,
    isEnough: (next: string) => version === undefined || isBumpEnough(version, next, bump),
    ...(version !== undefined && bump !== "none" && { next: higher(nextVersion(version, bump), candidate) }),
  };
}

/** The version that a candidate is one of, where it is higher than what is asked for. */
function higher(next: string, candidate: string | undefined): string {
  const core = candidate?.split("-")[0];
  return core !== undefined && compare(core, next) > 0 ? core : next;
}
