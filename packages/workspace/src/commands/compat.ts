import { isAbsolute, relative, sep } from "node:path";
import { applyPolicy, assembleReport, DEFAULT_POLICY, type Report } from "@nx-contracts/engine";
import {
  type BufAnnotation,
  bufAnnotations,
  type Direction,
  type Mode,
  sortAnnotations,
} from "@nx-contracts/engine/compat";
import { MERGE_BASE, openVersions } from "../compat/baseline.js";
import type { Uncomparable } from "../compat/compare-versions.js";
import { findFile } from "../compat/difference.js";
import { findPolicy } from "../compat/policies.js";
import { type Baseline, findingsOf } from "../compat/findings.js";
import { type Judged, judgeVersions } from "../compat/judge-versions.js";
import type { Modules } from "../compat/modules.js";
import { textIn } from "../compat/proto-tree.js";
import type { BaseBranch } from "../git/commit.js";
import type { Host } from "../host.js";

export interface CompatRequest {
  /** Folder of the newer version, as typed. */
  readonly head: string;
  /** The older version, or two of them, the nearer one last: see `openVersions`; none for the merge base. */
  readonly against: readonly string[];
  readonly base: BaseBranch;
  /** Names of policies. */
  readonly policies: readonly string[];
  readonly mode?: Mode;
  readonly direction?: Direction;
  /** Look into files that are the same on both sides too: slower, and the answer is the same. */
  readonly everything?: boolean;
}

export interface CompatResult {
  readonly report: Report;
  /** What the policies of Buf say, in its words and order, with places as it counts them. */
  readonly annotations: readonly BufAnnotation[];
}

/**
 * Judges what changed between two versions of a folder of protos, without a
 * configuration.
 *
 * @throws ContractsError `usage`, `config-invalid`, `baseline-missing`, `source-missing` or `source-unreadable`
 */
export async function compat(host: Host, request: CompatRequest): Promise<CompatResult> {
  const { head, against, base, mode = "json", direction = "full", everything = false } = request;
  const policies = request.policies.map(findPolicy);
  const baselines: Baseline[] = [];
  for (const name of against.length > 0 ? against : [MERGE_BASE]) {
    const versions = await openVersions(host, head, name, base);
    if (versions === undefined) continue;
    baselines.push({ name: versions.name, judged: judgeVersions(versions, { policies, mode, direction, everything }) });
  }
  const judgement = applyPolicy("", findingsOf(baselines), DEFAULT_POLICY, { reportUnused: false });
  return {
    report: assembleReport(["compat"], [], [judgement]),
    annotations: sortAnnotations(baselines.flatMap(({ judged }) => annotationsOf(host, head, judged))),
  };
}

function annotationsOf(host: Host, head: string, judged: Judged): readonly BufAnnotation[] {
  const broken = judged.problems.map(brokenAnnotation);
  const found = judged.findings.flatMap(({ after, findings }) => bufAnnotations(findings, placesIn(host, head, after)));
  return sortAnnotations([...broken, ...found]);
}

function brokenAnnotation({ problem: { at, message } }: Uncomparable): BufAnnotation {
  return {
    path: at.file,
    start_line: at.line,
    start_column: at.column,
    end_line: at.endLine ?? at.line,
    end_column: at.endColumn ?? at.column,
    type: "COMPILE",
    message,
  };
}

/** Paths are printed the way Buf prints them: from the current folder, unless the folder was typed as an absolute path. */
function placesIn(host: Host, folder: string, after: Modules) {
  const cwd = host.absolute(host.relative("."));
  return {
    pathOf({ path }: { readonly path: string }) {
      const found = findFile(after, path);
      if (found === undefined) return path;
      const absolute = host.absolute(found);
      return (isAbsolute(folder) ? absolute : relative(cwd, absolute)).split(sep).join("/");
    },
    textOf: ({ path }: { readonly path: string }) => textIn(after.tree, findFile(after, path) ?? "") ?? "",
  };
}
