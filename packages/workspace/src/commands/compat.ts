import { isAbsolute, relative, sep } from "node:path";
import { applyPolicy, assembleReport, DEFAULT_POLICY, type Report } from "@nx-contracts/engine";
import {
  adviseVersion,
  type BufAnnotation,
  bufAnnotations,
  changesOf,
  type CompatFact,
  type Direction,
  type Mode,
  sortAnnotations,
} from "@nx-contracts/engine/compat";
import { everyVersion, MERGE_BASE, openVersions } from "../compat/baseline.js";
import type { Comparison, Uncomparable } from "../compat/compare-versions.js";
import { findFile } from "../compat/difference.js";
import { reservationsOf } from "../compat/free-again.js";
import { findPolicy, isTransitive, type Policy } from "../compat/policies.js";
import { brokenFindings, foundVerdicts, matrixOf, verdictFinding } from "../compat/findings.js";
import { type Judged, judgeVersions } from "../compat/judge-versions.js";
import type { Modules } from "../compat/modules.js";
import { textIn } from "../compat/proto-tree.js";
import type { BaseBranch } from "../git/commit.js";
import type { Host } from "../host.js";
import { textOnDisk } from "../read/decode-source.js";

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
  /** Import path of the file that is the subject of a schema registry. */
  readonly main?: string;
  /** Look into files that are the same on both sides too: slower, and the answer is the same. */
  readonly everything?: boolean;
  /** Say by how much the version has to grow, which may need a look at more files; the default. */
  readonly withAdvice?: boolean;
}

export interface CompatResult {
  /** Made when it is asked for: who wants the lines of Buf alone does not wait for it. */
  readonly report: () => Report;
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
  const { head, base, mode = "json", direction = "full", main, everything = false, withAdvice = true } = request;
  const policies = request.policies.map(findPolicy);
  const options = {
    policies,
    mode,
    direction,
    everything,
    withPackages: withAdvice,
    ...(main !== undefined && { main }),
  };
  const baselines: { readonly name: string; readonly judged: Judged }[] = [];
  const every = policies.some(isTransitive);
  const named = request.against.length > 0 ? request.against : [MERGE_BASE];
  const wanted = every ? (await Promise.all(named.map((each) => everyVersion(host, head, each)))).flat() : named;
  for (const against of wanted) {
    const versions = await openVersions(host, head, against, base);
    if (versions) baselines.push({ name: versions.name, judged: await judgeVersions(versions, options) });
  }
  return {
    report: () => reportOf(host, baselines, { policies, direction, every, withAdvice }),
    annotations: sortAnnotations(baselines.flatMap(({ judged }) => annotationsOf(host, head, judged))),
  };
}

interface ReportRequest {
  readonly policies: readonly Policy[];
  readonly direction: Direction;
  /** Every version counts as much. */
  readonly every: boolean;
  readonly withAdvice: boolean;
}

function reportOf(
  host: Host,
  baselines: readonly { readonly name: string; readonly judged: Judged }[],
  { policies, direction, every, withAdvice }: ReportRequest,
): Report {
  const found = foundVerdicts(baselines, { every });
  const reservationOf = reservationsOf(
    found.map(({ verdict }) => verdict),
    (path) => textOnDisk(host, path),
  );
  const verdicts = found.map((each) => verdictFinding(each, each.verdict.about.fullName, reservationOf));
  const findings = [...brokenFindings(baselines), ...verdicts];
  const judgement = applyPolicy("", findings, DEFAULT_POLICY, { reportUnused: false });
  const isRegistry = policies.some(({ kind }) => kind === "confluent");
  const changes = baselines.flatMap(({ judged }) => judged.registry);
  return {
    ...assembleReport(["compat"], [], [judgement]),
    ...(policies.length > 1 && { matrix: matrixOf(found, policies) }),
    ...(withAdvice && adviceOf(baselines.at(-1)?.judged, direction)),
    ...(isRegistry && { compatible: changes.every(({ compatible }) => compatible), changes }),
  };
}

/** By how much the version has to grow since the nearest baseline; nothing where that could not be compared. */
function adviceOf(judged: Judged | undefined, direction: Direction): Pick<Report, "advice"> {
  const compared = judged?.compared.at(-1);
  if (compared === undefined || compared.problems.length > 0) return {};
  const facts = compared.comparisons.flatMap((comparison) => ownFacts(comparison, compared.after));
  return { advice: [adviseVersion(changesOf(facts, direction), facts, compared.touched.size > 0)] };
}

/** What is so of the files of the module itself: one that it now imports is not new. */
function ownFacts({ module, facts }: Comparison, after: Modules): readonly CompatFact[] {
  const own = { ...after, modules: [module] };
  const known = new Map<string, boolean>();
  return [...facts()].filter((fact) => {
    if (fact.kind !== "file-added" && fact.kind !== "definition-added") return true;
    const { path } = fact.kind === "file-added" ? fact.after : fact.file;
    if (!known.has(path)) known.set(path, findFile(own, path) !== undefined);
    return known.get(path);
  });
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
