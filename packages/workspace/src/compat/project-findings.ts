import type { ContractAdvice, RawFinding, Report } from "@nx-contracts/engine";
import { isBumpEnough, isLower, nextVersion } from "@nx-contracts/engine/compat";
import type { Deprecation } from "@nx-contracts/engine/lifecycle";
import { parse } from "yaml";
import type { Config, Contract } from "../config/config.js";
import type { SourceTree } from "../diff/source-tree.js";
import { commitFiles } from "../git/commit-files.js";
import type { Host } from "../host.js";
import { allowedRemovals } from "../lock/allowed-removals.js";
import { textOnDisk } from "../read/decode-source.js";
import { openVersions, versionsOf, type Versions } from "./baseline.js";
import {
  brokenFindings,
  foundVerdicts,
  type FoundVerdict,
  type JudgedBaseline,
  matrixOf,
  verdictFinding,
} from "./findings.js";
import { reservationsOf } from "./free-again.js";
import { type Judged, judgeVersions, type JudgingOptions } from "./judge-versions.js";
import { modelFindings } from "./model-findings.js";
import { findPolicy, isTransitive } from "./policies.js";
import { type ProjectBaseline, protoFolders } from "./project.js";
import { adviseContracts } from "./project-advice.js";

/** What changed in a contract project, as findings at their files, and what that asks of versions. */
export interface ProjectChanges extends Pick<Report, "matrix" | "compatible" | "changes"> {
  readonly findings: readonly RawFinding[];
  readonly advice: readonly ContractAdvice[];
}

/**
 * Judges what changed in the protos and models of a project since each of its
 * baselines.
 *
 * @throws ContractsError
 */
export async function projectChanges(
  host: Host,
  config: Config,
  baselines: readonly ProjectBaseline[],
  today: string,
): Promise<ProjectChanges> {
  const isAllowed = allowedRemovals(host, config, today);
  const policies = config.compat.policies.map(findPolicy);
  const judged: (JudgedBaseline & { readonly registry: Judged["registry"] })[] = [];
  const last = {
    advice: [] as readonly ContractAdvice[],
    models: [] as readonly RawFinding[],
    declared: new Map() as ReadonlyMap<string, string>,
  };
  for (const baseline of baselines) {
    const folders = await compareFolders(host, config, baseline);
    const all: Judged[] = [];
    for (const folder of folders) all.push(await judgeVersions(folder, { ...optionsOf(config), policies }));
    judged.push({
      name: folders[0]?.name ?? "",
      judged: {
        verdicts: () => all.flatMap(({ verdicts }) => verdicts()),
        problems: all.flatMap(({ problems }) => problems),
      },
      registry: all.flatMap(({ registry }) => registry),
    });
    const before = await treeOf(host, baseline);
    last.models = before ? await modelFindings(host, config, before) : [];
    last.declared = before ? versionsIn(before, config.path) : new Map();
    last.advice = adviseContracts(config, all, last.models, { declared: last.declared, isAllowed });
  }
  const found = foundVerdicts(judged, { every: policies.some(isTransitive) });
  const reservationOf = reservationsOf(
    found.map(({ verdict }) => verdict),
    (path) => textOnDisk(host, path),
  );
  const changes = judged.flatMap(({ registry }) => registry);
  const isRegistry = policies.some(({ kind }) => kind === "confluent");
  return {
    findings: [
      ...brokenFindings(judged),
      ...found.map((each) => {
        const finding = protoFinding(each, contractOf(config, each.verdict.at.file), reservationOf);
        const since = isLenient(each) && each.verdict.free && isAllowed(each.verdict.free);
        return since ? allowedFinding(finding, since) : finding;
      }),
      ...last.models,
      ...bumpFindings(config, last.advice, last.declared),
    ],
    advice: last.advice,
    ...(policies.length > 1 && { matrix: matrixOf(found, policies) }),
    ...(isRegistry && { compatible: changes.every(({ compatible }) => compatible), changes }),
  };
}

function optionsOf({ compat: { mode, direction } }: Config): Omit<JudgingOptions, "policies"> {
  return { mode, direction, layout: "buf.yaml" };
}

/** Each folder of protos in which something may differ. */
async function compareFolders(host: Host, config: Config, baseline: ProjectBaseline): Promise<readonly Versions[]> {
  const versions: Versions[] = [];
  for (const folder of protoFolders(config)) {
    const absolute = host.absolute(folder);
    const found =
      baseline.kind === "commit"
        ? await versionsOf(host, baseline.git, absolute, baseline.commit, baseline.changed)
        : await openVersions(host, absolute, baseline.path, { name: "", isGiven: false });
    if (found && (found.changed === undefined || found.changed.size > 0)) versions.push(found);
  }
  return versions;
}

async function treeOf(host: Host, baseline: ProjectBaseline): Promise<SourceTree | undefined> {
  return baseline.kind === "commit" ? commitFiles(host, baseline.git, baseline.changed) : undefined;
}

/** Whose proto a file is. */
function contractOf({ contracts }: Config, file: string): Contract | undefined {
  return contracts.find(({ source, mirrors }) =>
    [source, ...mirrors].some(({ files }) => files.some(({ path }) => path === file)),
  );
}

/** Stored data cannot be asked to change: what its bytes do not survive is an error whatever the configuration says. */
function protoFinding(
  found: FoundVerdict,
  contract: Contract | undefined,
  reservationOf: ReturnType<typeof reservationsOf>,
): RawFinding {
  const { about, consequences } = found.verdict;
  const finding = verdictFinding(found, contract ? about.name : about.fullName, reservationOf);
  if (contract?.kind !== "storage" || !consequences.some(({ verdict }) => verdict === "break-wire")) return finding;
  const help = "Stored data has to be migrated: write both forms, migrate what is stored, then move the readers.";
  return { ...finding, severity: "error", isFixed: true, help };
}

/** A schema registry knows of no window: what it refuses, it refuses. */
function isLenient({ verdict: { said } }: FoundVerdict): boolean {
  return Object.keys(said).every((policy) => findPolicy(policy).kind !== "confluent");
}

/** What was deprecated for long enough and is reserved may be gone, whatever a policy says of removals. */
function allowedFinding(finding: RawFinding, { date, version }: Deprecation): RawFinding {
  const since = `${date}${version === undefined ? "" : ` (version ${version})`}`;
  const { help: _, suggest: _edits, ...said } = finding;
  return {
    ...said,
    severity: "info",
    isFixed: true,
    message: `${finding.message} It was deprecated since ${since}, its number and name are reserved, and \`compat.removal\` allows that.`,
    data: { ...finding.data, deprecated: date },
  };
}

/** Contracts whose declared version grew less than their changes ask for, or went back. */
function bumpFindings(
  { contracts }: Config,
  advice: readonly ContractAdvice[],
  declared: ReadonlyMap<string, string>,
): readonly RawFinding[] {
  return contracts.flatMap(({ id, version, at }): readonly RawFinding[] => {
    const from = declared.get(id);
    if (from === undefined || version === undefined) return [];
    const asked = advice.find(({ contract }) => contract === id);
    const bump = asked?.bump ?? "none";
    const isBack = isLower(from, version);
    if (!isBack && isBumpEnough(from, version, bump)) return [];
    const step = from === version ? `is still version ${from}` : `went from version ${from} to ${version}`;
    const reason = asked ? `its changes ask for a ${bump} version. ${asked.reason}` : "a version only grows.";
    return [
      {
        rule: "compat/version-bump-too-low",
        severity: "error",
        subject: "version",
        contract: id,
        message: `\`${id}\` ${step}, but ${reason}`,
        at,
        data: { from, to: version, bump, reason: asked?.reason ?? "" },
        help: asked
          ? `Raise \`version\` of the contract to ${nextVersion(from, bump)} or more.`
          : `Take \`version\` of the contract back to ${from}.`,
      },
    ];
  });
}

/** Versions of contracts as an older configuration has them, as far as it can be read. */
function versionsIn(tree: SourceTree, path: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const bytes = tree.bytes(path);
  if (bytes === undefined) return found;
  try {
    const content: unknown = parse(new TextDecoder().decode(bytes));
    const contracts = isObject(content) && Array.isArray(content["contracts"]) ? content["contracts"] : [];
    for (const contract of contracts) {
      if (isObject(contract) && typeof contract["id"] === "string" && typeof contract["version"] === "string")
        found.set(contract["id"], contract["version"]);
    }
  } catch {
    // An older configuration that cannot be read declares nothing.
  }
  return found;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
