import type { ContractAdvice, RawFinding, Report } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { isUnknown, versionsText } from "../circumstances/versions-text.js";
import { findBaselines, type ProjectBaseline } from "../compat/project.js";
import type { Config } from "../config/config.js";
import { readObjects } from "../git/changed-files.js";
import type { Commit } from "../git/commit.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import type { JudgeRequest } from "./judge.js";

/** What changed for the worse, and what is said about it in reports. */
export interface ChangeFindings extends Pick<Report, "matrix" | "compatible" | "changes"> {
  readonly findings: readonly RawFinding[];
  readonly advice: readonly ContractAdvice[];
}

export type ChangeRequest = Pick<JudgeRequest, "base" | "against" | "today" | "hashed">;

/**
 * Judges what changed in a project since its baselines. Where git says that
 * nothing did, nothing of the comparison is loaded.
 *
 * @throws ContractsError
 */
export async function judgeChanges(
  host: Host,
  config: Config,
  { base, against = [], today, hashed }: ChangeRequest,
): Promise<ChangeFindings> {
  const { found, baselines } = await findBaselines(host, config, base, against);
  if (hashed !== undefined && !isUnknown(hashed)) checkHashed(hashed, versionsText(found));
  if (found.missing) return { findings: [baselineMissing(found.missing, config)], advice: [] };
  const hasChanged = baselines.some((each) => each.kind === "path" || each.changed.length > 0);
  if (!hasChanged) return { findings: [], advice: [] };
  const { projectChanges } = await import("../compat/project-findings.js");
  const changes = await projectChanges(host, config, baselines, today);
  return { ...changes, findings: [...changes.findings, ...(await lostMemory(host, config, baselines))] };
}

/** An answer about other versions than those that Nx hashed would be kept as the answer about these. */
export function checkHashed(hashed: string, used: string): void {
  if (hashed === used) return;
  throw new ContractsError("baseline-missing", {
    message: `The contracts would be compared with ${used || "nothing"}, and Nx hashed the task with ${hashed || "nothing"}.`,
    next: "Run it again where a commit, a fetch or a checkout came between; name another older version in `compat.against` of contracts.yaml instead of the target's arguments.",
  });
}

/** Whoever takes the lock away, or lines of it, takes its memory away. */
async function lostMemory(
  host: Host,
  { folder }: Config,
  baselines: readonly ProjectBaseline[],
): Promise<readonly RawFinding[]> {
  const path = joinPath(folder, "contracts.lock");
  for (const baseline of baselines) {
    if (baseline.kind === "path") continue;
    const { git, changed, commit } = baseline;
    const own = changed.find((file) => file.path === git.relative(host.absolute(path)));
    if (own?.before === undefined) continue;
    if (own.isDeleted) return [lockMissing(path, commit)];
    const { lostEntries } = await import("../lock/lost-entries.js");
    const lost = lostEntries(host, path, (await readObjects(git, [own.before])).get(own.before));
    if (lost.length > 0) return [linesMissing(path, commit, lost)];
  }
  return [];
}

function lockMissing(path: string, { name, sha }: Commit): RawFinding {
  return {
    rule: "lifecycle/lock-missing",
    severity: "error",
    subject: "contracts.lock",
    message: `\`${path}\` is gone, and \`${name}\` has it: what was removed is forgotten.`,
    at: { file: path, line: 1, column: 1 },
    data: { baseline: name },
    help: `Take it back: git checkout ${sha.slice(0, 12)} -- ${path}`,
  };
}

function linesMissing(path: string, { name, sha }: Commit, lost: readonly string[]): RawFinding {
  const [first = ""] = lost;
  const more = lost.length > 1 ? ` and ${lost.length - 1} more` : "";
  return {
    rule: "lifecycle/lock-missing",
    severity: "error",
    subject: "contracts.lock",
    message: `\`${path}\` no longer remembers \`${first}\`${more}, and \`${name}\` does: numbers and names look free that are not.`,
    at: { file: path, line: 1, column: 1 },
    data: { baseline: name, lost: [...lost] },
    help: `Take the lines back: git checkout ${sha.slice(0, 12)} -- ${path}, then run \`nx-contracts lock\`.`,
  };
}

/** There is nothing to compare with, and nobody named anything. */
export function baselineMissing({ problems }: ContractsError, { compat }: Config): RawFinding {
  const [problem] = problems;
  return {
    rule: "compat/baseline-missing",
    severity: "warning",
    subject: compat.against.join(", "),
    message: `Nothing is compared with an older version: ${problem?.message ?? ""}`,
    at: compat.at,
    data: { against: [...compat.against] },
    help: problem?.next ?? "Name the base branch: NX_BASE, `defaultBase` of nx.json, or `compat.against`.",
  };
}
