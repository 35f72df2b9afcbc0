import type { RawFinding } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { discoverProtos, selectProtos, type ProtoSet } from "../codegen/discover.js";
import { readManifest } from "../codegen/manifest.js";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import { parentOf } from "../path.js";
import { byPath, expectationsOf, type FoundStub, type SelectedTarget } from "./found-stub.js";
import type { ExactJudgement } from "./judge-exactly.js";
import { doubtfulServices, findMissing } from "./missing.js";
import { ProjectProtos } from "./protos.js";
import { readFresh } from "./read-fresh.js";
import { type Candidate, findCandidates } from "./scan.js";
import type { PlacedFact } from "./stub-facts.js";
import { targetsOf } from "./targets.js";
import { findDrift } from "./tool-drift.js";
import { askTracked, type Tracked } from "./untracked.js";

/** What is judged, for whoever judges further. */
export interface JudgedStubs {
  readonly findings: readonly RawFinding[];
  readonly stubs: readonly FoundStub[];
  readonly protos: ProjectProtos;
}

const NOTHING: ExactJudgement = { stubs: [], facts: [], broken: [], withServices: new Set() };

/**
 * Compares every generated file that is checked in with its proto: by the
 * bytes that the manifest records of both, and where these are others, by the
 * descriptor that is embedded in it. No generator is asked, and nothing is
 * loaded that only the second needs.
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
  const manifest = readManifest(host, config.folder);
  const protos = new ProjectProtos(host, set, manifest.protos);
  const expectations = expectationsOf(targets, manifest);
  const { fresh, rest } = readFresh(host, candidatesOf(host, targets), expectations, protos);
  const doubtful = doubtfulServices(targets, fresh, protos);
  const isChanged = targets.some(({ selected }) => [...selected].some((each) => protos.changed.has(each)));
  const isDecided = rest.length + doubtful.size === 0 && !isChanged;
  const exact = isDecided
    ? NOTHING
    : await (
        await import("./judge-exactly.js")
      ).judgeExactly(host, { set, protos, expectations, fresh, rest, doubtful });
  const stubs = [...fresh, ...exact.stubs].sort(byPath);
  const compared = await withoutForeign(host, config, exact.facts);
  const orphans = new Set(compared.flatMap(({ fact }) => (fact.kind === "orphaned" ? [fact.subject] : [])));
  // What has to go is not to be added.
  const lasting = stubs.filter(({ path }) => !orphans.has(path));
  const facts = [
    ...compared,
    ...findMissing(targets, stubs, protos, exact.withServices),
    ...driftFacts(stubs, protos),
    ...(await untrackedFacts(lasting, protos, await asked)),
  ];
  return { findings: [...exact.broken, ...(await findingsOf(config, facts))], stubs, protos };
}

function candidatesOf(host: Host, targets: readonly SelectedTarget[]): readonly Candidate[] {
  const sets = targets.filter(({ kind }) => kind === "descriptor-set").map(({ folder }) => folder);
  const folders = targets.filter(({ kind }) => kind !== "descriptor-set").map(({ folder }) => folder);
  const below = findCandidates(host, folders).filter(({ kind }) => kind !== "descriptor-set");
  const alone = [...new Set(sets)].filter((path) => host.kind(path) === "file");
  return [...below, ...alone.map((path) => ({ path, kind: "descriptor-set" as const }))];
}

async function findingsOf(config: Config, facts: readonly PlacedFact[]): Promise<readonly RawFinding[]> {
  if (facts.length === 0) return [];
  const { placedFindings } = await import("./judge-exactly.js");
  return placedFindings(config, facts);
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
  const { otherManifests } = await import("./judge-exactly.js");
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
