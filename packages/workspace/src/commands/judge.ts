import {
  applyApprovals,
  applyPolicy,
  assembleReport,
  parityFindings,
  type RawFinding,
  type ReadContract,
  readFindings,
  type Report,
  summarize,
} from "@nx-contracts/engine";
import { mergedApprovals } from "../approvals/merged.js";
import { readApprovals } from "../approvals/read-approvals.js";
import { isUnknown } from "../circumstances/versions-text.js";
import { type CochangeJudgement, judgeCochange } from "../cochange/judge-cochange.js";
import { quieted } from "../cochange/quiet.js";
import { MERGE_BASE } from "../compat/baseline.js";
import type { CompatConfig, Config, Contract } from "../config/config.js";
import { lateRuleIds } from "../config/late-rules.js";
import { findConfig } from "../config/find-config.js";
import { checkLateRules, loadConfig } from "../config/load.js";
import { type BaseBranch, mergeBase } from "../git/commit.js";
import { findGit } from "../git/git.js";
import type { Host } from "../host.js";
import type { BufFinding } from "../lint/buf.js";
import { findModules, lintEarly, lintModules, toFindings } from "../lint/lint.js";
import { parentOf } from "../path.js";
import { withModules } from "../read/proto-modules.js";
import { type FindingGroup, saidAgain } from "../read/said-again.js";
import { verifyRuntime } from "../read/verify-runtime.js";
import { baselineMissing, type ChangeFindings, checkHashed, judgeChanges } from "./judge-changes.js";
import { judgeLock, NO_LOCK } from "./judge-lock.js";
import { judgeGenerated } from "./judge-generated.js";
import { keepOnly } from "./only.js";
import { readContracts } from "./read-contracts.js";

/** Families of rules that can be judged, in the order in which they run. */
export const FAMILIES = ["parity", "lint", "compat", "lifecycle", "cochange", "stubs"] as const;
export type Family = (typeof FAMILIES)[number];

export interface JudgeRequest {
  /** Configuration file; default the nearest `contracts.yaml`. */
  readonly config?: string;
  /** Folder to look for the configuration from, absolute. */
  readonly cwd: string;
  readonly families: readonly Family[];
  /** Contracts, families, rules or subjects to report; default all. */
  readonly only?: readonly string[];
  /** What compat compares with; default what the configuration says. */
  readonly against?: readonly string[];
  /** Overrides how the configuration has changes judged. */
  readonly compat?: Partial<Pick<CompatConfig, "policies" | "mode" | "direction">>;
  /** The branch that changes are proposed for. */
  readonly base: BaseBranch;
  /** What Nx took for the older versions when it hashed the task, as `versionsText` writes them; nothing else is compared with. */
  readonly hashed?: string;
  /** The day of approvals and removal windows, as `2026-12-31`, in UTC. */
  readonly today: string;
  /** Also compare generated files with what their generators make now, which runs them. */
  readonly regenerate?: boolean;
  /** Interpreter that imports the models, to compare what was read with run time; default: nothing is run. */
  readonly verifyRuntime?: string;
}

/**
 * Reads every contract and judges it. The use case behind `check` and each of
 * its families, on the command line and in Nx.
 *
 * @throws ContractsError when it cannot answer
 */
export async function judge(host: Host, request: JudgeRequest): Promise<Report> {
  const { families, today } = request;
  const path = await findConfig(host, request.cwd, request.config);
  // `buf` and git are other processes: they work while this one reads.
  const early = families.includes("lint") ? lintEarly(host, parentOf(path)) : undefined;
  askEarly(host, parentOf(path), request);
  const loaded = loadConfig(host, path);
  const config = { ...loaded, compat: { ...loaded.compat, ...request.compat } };
  if (config.lateRules.length > 0) checkLateRules(config, await lateRuleIds());
  const asking = [
    families.includes("compat") ? judgeChanges(host, config, request) : NO_CHANGES,
    judgeCochange(host, config, request),
    families.includes("stubs") ? judgeGenerated(host, config, request) : NO_FINDINGS,
  ] as const;
  const [contracts, linted, changes, together, stubs] = await settleAll([
    readContracts(host, config, families),
    families.includes("lint") ? lintModules(host, findModules(host, config), early) : NO_LINT,
    ...asking,
  ]);
  // Where only what changed is judged, only that was read.
  const isPartial = families.every((family) => family === "cochange");
  if (isPartial) checkBase(request, config, together);
  const { texts } = contracts;
  const read = isPartial ? together.read : contracts.read;
  const textOf = families.includes("parity")
    ? await withModules(host, config, texts)
    : (file: string) => texts.textOf(file);
  const approvals = readApprovals(host, config.folder);
  const locked = families.includes("lifecycle")
    ? await judgeLock(host, config, { read, textOf, approvals, today })
    : NO_LOCK;
  const merged = await mergedApprovals(host, config, approvals, request.base);
  const runtime =
    request.verifyRuntime === undefined
      ? new Map<string, readonly RawFinding[]>()
      : await verifyContracts(host, read, request.verifyRuntime);

  const owned = divide(linted, config.contracts);
  const placed = assign([...changes.findings, ...locked.findings, ...stubs], config.contracts);
  const moved = assign(together.findings, config.contracts);
  const groups = read.map((contract): FindingGroup => {
    // What keeps a proto from compiling, `buf` says as well, with its place.
    const said = families.includes("parity") || isPartial ? readFindings(contract) : [];
    const findings = [
      ...said,
      ...(families.includes("parity") ? parityFindings(contract, textOf) : []),
      ...withoutRepeats(toFindings(owned.get(contract.id) ?? [], schemasOf(contract)), said),
      ...withoutRepeats(placed.get(contract.id) ?? [], said),
      ...(runtime.get(contract.id) ?? []),
    ];
    const all = [...findings, ...quieted(moved.get(contract.id) ?? [], findings, contract.policy)];
    return { id: contract.id, findings: all, policy: contract.policy };
  });
  const notRead = config.contracts.filter(({ id }) => !read.some((each) => each.id === id));
  const unread = notRead.map(({ id, policy }): FindingGroup => {
    return { id, findings: [...(placed.get(id) ?? []), ...(moved.get(id) ?? [])], policy };
  });
  const rest = [
    ...toFindings(owned.get(NO_CONTRACT) ?? [], []),
    ...(placed.get(NO_CONTRACT) ?? []),
    ...(moved.get(NO_CONTRACT) ?? []),
    ...uncompared(config, request, changes, together),
  ];
  const project = { id: config.name, findings: rest, policy: config.policy };
  const all = [...groups, ...unread, project];
  // Of a part of the findings, the one that is left may be in another part.
  const again = hasOnly(request) ? NOTHING_AGAIN : saidAgain(all, ownerOf(config.contracts));
  const judgements = all.map(({ id, findings, policy }, index) => {
    const kept = again.size > 0 ? findings.filter((finding) => !again.has(finding)) : findings;
    // What is said elsewhere hides what an entry would match as well.
    const reportUnused = isWhole(request) && index < groups.length && kept.length === findings.length;
    return applyPolicy(id, kept, policy, { reportUnused });
  });
  const judged = [families.includes("compat"), families.includes("lifecycle")].every(Boolean);
  const report = assembleReport(families, read.map(summarize), judgements, (diagnostics) =>
    applyApprovals(diagnostics, approvals, {
      today,
      rules: config.policy.rules,
      reportUnused: judged && !hasOnly(request),
      isMerged: ({ fingerprint }) => merged.has(fingerprint),
      isTakenOver: ({ rule, subject }) => locked.isTakenOver(rule, subject.slice(subject.indexOf(":") + 1)),
    }),
  );
  const { findings: _, advice, ...more } = changes;
  return keepOnly({ ...report, ...(advice.length > 0 && { advice }), ...more }, request.only, config.contracts);
}

/** Who asks for nothing but a comparison is told that there was none. */
function uncompared(
  config: Config,
  { families }: JudgeRequest,
  { findings }: ChangeFindings,
  { missing }: CochangeJudgement,
): readonly RawFinding[] {
  if (missing === undefined || !families.every((family) => BY_CHANGES.has(family))) return [];
  return findings.some(({ rule }) => rule === "compat/baseline-missing") ? [] : [baselineMissing(missing, config)];
}

/** Where the branch left its base is wanted by most that follows; what is wrong with it, they say. */
function askEarly(host: Host, folder: string, { families, base, against = [] }: JudgeRequest): void {
  const isWanted = against.length === 0 && families.some((family) => BY_CHANGES.has(family));
  const git = isWanted ? findGit(host.absolute(folder)) : undefined;
  if (git) mergeBase(git, base).catch(() => {});
}

const BY_CHANGES: ReadonlySet<string> = new Set(["compat", "lifecycle", "cochange"]);

/** Nx hashes what compat compares with: where that is the merge base, it is the same one. */
function checkBase({ hashed, against = [] }: JudgeRequest, { compat }: Config, { commit }: CochangeJudgement): void {
  const isMergeBase = against.length === 0 && compat.against.join() === MERGE_BASE;
  if (hashed !== undefined && !isUnknown(hashed) && isMergeBase && commit !== undefined) checkHashed(hashed, commit);
}

const NO_LINT: Promise<readonly BufFinding[]> = Promise.resolve([]);
const NO_FINDINGS: Promise<readonly RawFinding[]> = Promise.resolve([]);
const NOTHING_AGAIN: ReadonlySet<RawFinding> = new Set();
const NO_CHANGES: Promise<ChangeFindings> = Promise.resolve({ findings: [], advice: [] });

function hasOnly({ only = [] }: JudgeRequest): boolean {
  return only.length > 0;
}

/** Everything is judged, so that what matches nothing matches nothing at all. */
function isWhole(request: JudgeRequest): boolean {
  return request.families.length === FAMILIES.length && !hasOnly(request);
}

/** Compares every Pydantic side with what its models are at run time, by contract. */
async function verifyContracts(
  host: Host,
  read: readonly ReadContract[],
  python: string,
): Promise<ReadonlyMap<string, readonly RawFinding[]>> {
  const found = new Map<string, readonly RawFinding[]>();
  for (const { id, source, mirrors } of read) {
    const sides = [source, ...mirrors].filter(({ schema }) => schema.language === "pydantic");
    const findings = [];
    for (const side of sides) findings.push(...(await verifyRuntime(host, side, python)));
    found.set(id, findings);
  }
  return found;
}

/** Waits for all, so that no process outlives an error of another. */
async function settleAll<const Works extends readonly Promise<unknown>[]>(works: Works) {
  await Promise.allSettled(works);
  return Promise.all(works);
}

function schemasOf({ source, mirrors }: ReadContract): ReadContract["source"]["schema"][] {
  return [source, ...mirrors].map(({ schema }) => schema);
}

/** Stands for no contract: no id is empty. */
const NO_CONTRACT = "";

/** Tells whose file a path is. */
function ownerOf(contracts: readonly Contract[]): (path: string) => string {
  const owner = new Map<string, string>();
  for (const { id, source, mirrors } of contracts) {
    for (const { files } of [source, ...mirrors])
      for (const { path } of files) if (!owner.has(path)) owner.set(path, id);
  }
  return (path) => owner.get(path) ?? NO_CONTRACT;
}

/** Lint findings by the contract that lists their file; those of other files of the module under `NO_CONTRACT`. */
function divide(
  findings: readonly BufFinding[],
  contracts: readonly Contract[],
): ReadonlyMap<string, readonly BufFinding[]> {
  const owner = ownerOf(contracts);
  const divided = new Map<string, BufFinding[]>();
  for (const finding of findings) {
    const id = owner(finding.path ?? "");
    const known = divided.get(id);
    if (known) known.push(finding);
    else divided.set(id, [finding]);
  }
  return divided;
}

/** What the reader said about a file that does not compile is not said again in other words. */
function withoutRepeats(findings: readonly RawFinding[], said: readonly RawFinding[]): readonly RawFinding[] {
  const broken = new Set(said.filter(({ severity }) => severity === "error").map(({ at }) => at.file));
  const repeats = ({ rule, data }: RawFinding) =>
    rule === "lint/COMPILE" ||
    rule.startsWith("read/") ||
    (rule === "compat/uncomparable" && data["version"] === "newer");
  return findings.filter((finding) => !repeats(finding) || !broken.has(finding.at.file));
}

/** Findings by the contract that they name or whose file they are about; others under `NO_CONTRACT`. */
function assign(
  findings: readonly RawFinding[],
  contracts: readonly Contract[],
): ReadonlyMap<string, readonly RawFinding[]> {
  const owner = ownerOf(contracts);
  const assigned = new Map<string, RawFinding[]>();
  for (const finding of findings) {
    const id = finding.contract ?? owner(finding.at.file);
    const known = assigned.get(id);
    if (known) known.push(finding);
    else assigned.set(id, [finding]);
  }
  return assigned;
}
