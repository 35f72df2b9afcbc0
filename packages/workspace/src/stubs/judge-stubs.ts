import { type RawFinding, readFinding } from "@nx-contracts/engine";
import { stubFindings } from "@nx-contracts/engine/stubs";
import { ContractsError } from "@nx-contracts/ir";
import { discoverProtos, selectProtos, type ProtoSet } from "../codegen/discover.js";
import { otherManifests } from "../codegen/removed.js";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import { parentOf } from "../path.js";
import { KnownDigests } from "./manifest.js";
import { findMissing } from "./missing.js";
import { ProjectProtos } from "./protos.js";
import { type FoundStub, readStubs, type SelectedTarget } from "./read-stubs.js";
import { findCandidates } from "./scan.js";
import { compareStubs, type PlacedFact } from "./stub-facts.js";
import { targetsOf } from "./targets.js";
import { findDrift } from "./tool-drift.js";
import { askTracked, type Tracked } from "./untracked.js";

/** What is judged, for whoever judges further. */
export interface JudgedStubs {
  readonly findings: readonly RawFinding[];
  readonly stubs: readonly FoundStub[];
  readonly protos: ProjectProtos;
}

/**
 * Compares every generated file that is checked in with its proto, by the
 * descriptor that is embedded in it: no generator is asked.
 *
 * @throws ContractsError for a configuration or protos that say nothing
 */
export async function judgeStubs(host: Host, config: Config): Promise<JudgedStubs> {
  const set = discover(host, config);
  const targets = targetsOf(host, config.generate).map((target): SelectedTarget => ({
    ...target,
    selected: new Set(select(host, set, target)),
  }));
  const folders = new Set(targets.map(({ kind, folder }) => (kind === "descriptor-set" ? parentOf(folder) : folder)));
  const asked = askTracked(host, folders);
  // Nobody waits for it when reading fails.
  asked.catch(() => {});
  const protos = new ProjectProtos(host, set);
  const digests = new KnownDigests(host, config.folder);
  const sets = new Set(targets.flatMap(({ kind, folder }) => (kind === "descriptor-set" ? [folder] : [])));
  const candidates = [
    ...findCandidates(
      host,
      targets.flatMap(({ kind, folder }) => (kind === "descriptor-set" ? [] : [folder])),
    ),
  ]
    .filter(({ path, kind }) => kind !== "descriptor-set" || sets.has(path))
    .concat([...sets].filter((path) => host.kind(path) === "file").map((path) => ({ path, kind: "descriptor-set" })));
  const stubs = readStubs(host, candidates, targets, digests);
  const facts = [
    ...(await withoutForeign(host, config, compareStubs(stubs, protos))),
    ...findMissing(targets, stubs, protos),
    ...driftFacts(stubs, protos),
    ...(await untrackedFacts(stubs, protos, await asked)),
  ];
  return { findings: [...brokenProtos(targets, protos), ...placedFindings(config, facts)], stubs, protos };
}

/** Where the last proto is gone, what was generated is still there. */
function discover(host: Host, config: Config): ProtoSet {
  try {
    return discoverProtos(host, config);
  } catch (error) {
    if (!(error instanceof ContractsError) || error.code !== "source-missing") throw error;
    return { roots: [], files: new Map() };
  }
}

function select(host: Host, set: ProtoSet, { output }: Pick<SelectedTarget, "output">): readonly string[] {
  return set.files.size === 0 ? [] : selectProtos(host, set, output);
}

/** Another project of the workspace may generate into the same folder. */
async function withoutForeign(
  host: Host,
  config: Config,
  facts: readonly PlacedFact[],
): Promise<readonly PlacedFact[]> {
  if (!facts.some(({ fact }) => fact.kind === "orphaned")) return facts;
  const foreign = await otherManifests(host, config.path);
  return facts.filter(({ fact }) => fact.kind !== "orphaned" || !foreign.has(fact.subject));
}

function driftFacts(stubs: readonly FoundStub[], protos: ProjectProtos): readonly PlacedFact[] {
  const headed = stubs.map(({ path, target, stub: { tools } }) => ({ path, target, tools }));
  const sources = new Map(stubs.map(({ path, importPath }) => [path, importPath]));
  return [...findDrift(headed)].map(({ path, target, tool, version, expected, expectedBy }) => ({
    fact: {
      kind: "tool-drift",
      subject: path,
      at: { file: path, line: 1, column: 1 },
      output: target.output.id,
      related: expectedBy === "configuration" ? [{ message: "The version that is pinned", at: target.output.at }] : [],
      tool,
      version,
      expected,
      expectedBy,
    },
    ...protoOf(sources.get(path), protos),
  }));
}

async function untrackedFacts(
  stubs: readonly FoundStub[],
  protos: ProjectProtos,
  tracked: Tracked,
): Promise<readonly PlacedFact[]> {
  const facts: PlacedFact[] = [];
  for (const { path, target, importPath } of stubs) {
    if (tracked.isTracked(path) !== false) continue;
    const isIgnored = await tracked.isIgnored(path);
    const at = { file: path, line: 1, column: 1 };
    facts.push({
      fact: { kind: "untracked", subject: path, at, output: target.output.id, related: [], isIgnored },
      ...protoOf(importPath, protos),
    });
  }
  return facts;
}

function protoOf(importPath: string | undefined, protos: ProjectProtos): { readonly proto?: string } {
  return importPath === undefined ? {} : { proto: protos.pathOf(importPath) };
}

/** What keeps protos from being compared with. */
function brokenProtos(targets: readonly SelectedTarget[], protos: ProjectProtos): readonly RawFinding[] {
  const selected = new Set(targets.flatMap((target) => [...target.selected]));
  return [...selected].flatMap((importPath) => protos.problems(importPath).map(readFinding));
}

/** Findings of the contracts that own the protos, by place. */
export function placedFindings(config: Config, facts: readonly PlacedFact[]): readonly RawFinding[] {
  const owners = new Map<string, string>();
  for (const { id, source, mirrors } of config.contracts)
    for (const { path } of [source, ...mirrors].flatMap(({ files }) => files))
      if (!owners.has(path)) owners.set(path, id);
  const sorted = [...facts].sort((a, b) => (a.fact.subject < b.fact.subject ? -1 : 1));
  return sorted.flatMap(({ fact, proto }) => {
    const contract = owners.get(proto ?? "");
    return stubFindings([fact]).map((finding) => ({ ...finding, ...(contract !== undefined && { contract }) }));
  });
}
