import type { RawFinding, ReadContract } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { findCommit } from "../compat/baseline.js";
import { isMissing } from "../compat/project.js";
import type { Config } from "../config/config.js";
import type { BaseBranch } from "../git/commit.js";
import { findGit } from "../git/git.js";
import type { Host } from "../host.js";
import { READERS } from "../read/readers.js";
import { type Departure, findDeparture, type VersionsRequest } from "./versions.js";

export interface CochangeRequest {
  readonly families: readonly string[];
  readonly base: BaseBranch;
  /** What compat compares with, where somebody names it. */
  readonly against?: readonly string[];
}

export interface CochangeJudgement {
  readonly findings: readonly RawFinding[];
  /** The contracts of which something changed, as they are now. */
  readonly read: readonly ReadContract[];
  /** The commit that was compared with. */
  readonly commit?: string;
  /** Why there is nothing to compare with, where nobody named anything. */
  readonly missing?: ContractsError;
}

const NOTHING: CochangeJudgement = { findings: [], read: [] };

/**
 * Judges what changed together since the branch left its base, and what was
 * deleted while it is used. Where git says that nothing changed, nothing is
 * loaded for it.
 *
 * @throws ContractsError `baseline-missing` with the command that fetches it, `usage`, `source-unreadable` or `tool-failed`
 */
export async function judgeCochange(host: Host, config: Config, request: CochangeRequest): Promise<CochangeJudgement> {
  const families = request.families.filter((family) => family === "cochange" || family === "lifecycle");
  if (families.length === 0) return NOTHING;
  const { base, against = [] } = request;
  const isAsked = against.length > 0 || config.compat.isGiven || base.isAsked === true;
  let departure: Departure | undefined;
  try {
    const finding = findDeparture(host, config, await versionsOf(host, config, request));
    if (request.families.length === families.length) loadAhead(config);
    departure = await finding;
  } catch (error) {
    if (isAsked || !isMissing(error)) throw error;
    return { ...NOTHING, missing: error };
  }
  if (departure === undefined) return findGit(host.absolute(config.folder)) ? NOTHING : outsideGit(config, request);
  const commit = departure.commit.sha;
  if (departure.changed.length === 0) return { ...NOTHING, commit };
  const { departureFindings } = await import("./findings.js");
  return { ...(await departureFindings(host, config, departure, families)), commit };
}

/** While git works and nothing else is asked, there is time to load what an answer takes. */
function loadAhead({ contracts }: Config): void {
  void import("./findings.js");
  const readers = new Set(contracts.flatMap(({ source, mirrors }) => [source, ...mirrors].map(({ reader }) => reader)));
  for (const reader of readers) if (!READERS[reader].cached) void READERS[reader].load();
}

/** Nothing tells what changed. Where somebody names a version, compat knows it, or says that it is not there. */
function outsideGit({ folder }: Config, { families, base, against = [] }: CochangeRequest): CochangeJudgement {
  const isNamed = against.length > 0 || base.isAsked === true;
  if (isNamed && families.includes("compat")) return NOTHING;
  const missing = new ContractsError("baseline-missing", {
    message: `\`${folder}\` is in no git work tree that could know an older version.`,
    next: "Run it in a git work tree; `compat` also compares with a folder, an image or a release bundle: `--against FOLDER`.",
  });
  if (isNamed) throw missing;
  return { ...NOTHING, missing };
}

/** Beside other families, a folder or an image to compare with is for these alone. */
async function versionsOf(
  host: Host,
  config: Config,
  { families, base, against = [] }: CochangeRequest,
): Promise<VersionsRequest> {
  const named = against.at(-1);
  if (named === undefined) return { base };
  const isAlone = !families.includes("compat");
  const found = isAlone ? undefined : await findCommit(host, host.absolute(config.folder), named, base);
  return found === "path" ? { base } : { base, against: named };
}
