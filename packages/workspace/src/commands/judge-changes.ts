import type { ContractAdvice, RawFinding, Report } from "@nx-contracts/engine";
import type { ContractsError } from "@nx-contracts/ir";
import { findBaselines, type ProjectBaseline } from "../compat/project.js";
import type { Config } from "../config/config.js";
import type { BaseBranch } from "../git/commit.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";

/** What changed for the worse, and what is said about it in reports. */
export interface ChangeFindings extends Pick<Report, "matrix" | "compatible" | "changes"> {
  readonly findings: readonly RawFinding[];
  readonly advice: readonly ContractAdvice[];
}

/**
 * Judges what changed in a project since its baselines. Where git says that
 * nothing did, nothing of the comparison is loaded.
 *
 * @throws ContractsError
 */
export async function judgeChanges(
  host: Host,
  config: Config,
  { base, against = [] }: { readonly base: BaseBranch; readonly against?: readonly string[] },
): Promise<ChangeFindings> {
  const { baselines, missing } = await findBaselines(host, config, base, against);
  if (missing) return { findings: [baselineMissing(missing, config)], advice: [] };
  const hasChanged = baselines.some((each) => each.kind === "path" || each.changed.length > 0);
  if (!hasChanged) return { findings: [], advice: [] };
  const { projectChanges } = await import("../compat/project-findings.js");
  const changes = await projectChanges(host, config, baselines);
  return { ...changes, findings: [...changes.findings, ...lockMissing(host, config, baselines)] };
}

/** Whoever takes the lock away takes its memory away. */
function lockMissing(host: Host, { folder }: Config, baselines: readonly ProjectBaseline[]): readonly RawFinding[] {
  const path = joinPath(folder, "contracts.lock");
  const gone = baselines.find((baseline) => {
    if (baseline.kind === "path") return false;
    const { git, changed } = baseline;
    return changed.some((file) => file.isDeleted && file.path === git.relative(host.absolute(path)));
  });
  if (gone?.kind !== "commit") return [];
  const { name } = gone.commit;
  return [
    {
      rule: "lifecycle/lock-missing",
      severity: "error",
      subject: "contracts.lock",
      message: `\`${path}\` is gone, and \`${name}\` has it: what was removed is forgotten.`,
      at: { file: path, line: 1, column: 1 },
      data: { baseline: name },
      help: `Take it back: git checkout ${gone.commit.sha.slice(0, 12)} -- ${path}`,
    },
  ];
}

function baselineMissing({ problems }: ContractsError, { compat }: Config): RawFinding {
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
