import type { Report } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { overlay } from "../change/overlay.js";
import { discoverProtos } from "../codegen/discover.js";
import { FAMILIES, judge } from "../commands/judge.js";
import { lock } from "../commands/lock.js";
import { CONFIG_NAME } from "../config/find-config.js";
import { loadConfig } from "../config/load.js";
import type { BaseBranch } from "../git/commit.js";
import type { Host } from "../host.js";
import { parentOf } from "../path.js";
import type { ConfigDraft } from "./contract-draft.js";
import { draftConfigs } from "./draft-configs.js";
import { type Group, groupMatches } from "./group.js";
import { type Matching, matchDefinitions, type Undecided } from "./match.js";
import { coversPath, isRegistered, PLUGIN, registerInNx } from "./register-in-nx.js";
import { findProtoPlaces, mergePlaces, movePlace, type ProtoPlace } from "./proto-places.js";
import { type Definitions, readDefinitions } from "./read-definitions.js";
import { pathFrom, renderConfig } from "./render-config.js";
import { type FoundOutputs, findGenerated } from "./find-generated.js";
import type { Unpinned } from "./generate-draft.js";
import { type Aside, type Survey, surveyFiles } from "./survey.js";
import { ownerOf, readUnderContract, type UnderContract } from "./under-contract.js";
import { listFiles } from "./workspace-files.js";

export interface InitRequest {
  /** Folder that is looked into, as typed; default the whole workspace. */
  readonly folder?: string;
  readonly base: BaseBranch;
  /** The day, as `2026-12-31`, in UTC. */
  readonly today: string;
  /** Register the plugin in `nx.json`, whatever is found; default where it is installed. */
  readonly registers?: boolean;
}

/** What putting a workspace under contract would write. Nothing is written. */
export interface InitPlan {
  /** Path → content, relative to the workspace root. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly proposals: readonly ConfigDraft[];
  /** Proposals whose `contracts.yaml` exists: what would have to be added there. */
  readonly beside: readonly ConfigDraft[];
  readonly undecided: readonly Undecided[];
  /** Files whose records are alike, and whose names fit in several ways. */
  readonly refused: readonly Group[];
  readonly aside: readonly Aside[];
  /** What `check` says of each new configuration, or why it cannot. */
  readonly checks: readonly Check[];
  readonly unpinned: readonly Unpinned[];
  /** Nx infers targets from the new configurations. */
  readonly hasTargets: boolean;
  /** New configurations that the entry of the plugin in `nx.json` leaves out. */
  readonly uncovered: readonly string[];
  readonly found: { readonly models: number; readonly protos: number; readonly types: number };
  readonly existing: UnderContract;
}

export interface Check {
  readonly config: string;
  /** Absent where it was not asked: reading thousands of protos takes its time. */
  readonly report?: Report;
  readonly failure?: ContractsError;
  /** Why there is no lock yet. */
  readonly unlocked?: ContractsError;
}

/**
 * Finds what a workspace has that can be put under contract, pairs models with
 * protos and types by how alike they are, and plans the files for it.
 *
 * @throws ContractsError `source-missing` where the folder does not exist
 */
export async function planInit(host: Host, request: InitRequest): Promise<InitPlan> {
  const folder = request.folder === undefined ? "." : host.relative(request.folder);
  if (host.kind(folder) !== "folder")
    throw new ContractsError("source-missing", {
      message: `\`${request.folder}\` is no folder.`,
      next: "Name a folder, or none for the whole workspace.",
    });
  const survey = surveyFiles(host, folder, await listFiles(host, folder));
  const existing = readUnderContract(host, survey.configs);
  const isNx = host.kind("nx.json") === "file";
  const found = findProtoPlaces(host, survey.protos, survey.foreign);
  const own = found.length > 1 && !isNx ? [mergePlaces(found)] : found;
  // Outside of Nx there is one configuration, so that one check answers.
  const [first] = isNx ? [] : existing.configs;
  const adopted = (place: ProtoPlace) => {
    const owner = ownerOf(existing, place) ?? first;
    return owner === undefined ? place : movePlace(place, parentOf(owner.path));
  };
  const places = own.map(adopted);
  const definitions = await readDefinitions(host, survey, places);
  const { matches, undecided } = matchAll(definitions);
  const groups = groupMatches(matches.filter((match) => !existing.holds(match)));
  const broken = definitions.broken.map(({ at }): Aside => ({ path: at.file, why: "broken" }));
  const taken = new Set([...existing.files, ...broken.map(({ path }) => path)]);
  const plain = adopted({ folder: isNx ? "contracts" : ".", protos: [] });
  const drafts = draftConfigs(host, survey, places, plain, groups, taken, existing);

  const planned = overlay(host, host.pending);
  const isNew = ({ path }: ConfigDraft) => host.kind(path) === "missing";
  const checked: Checked[] = [];
  for (const draft of drafts.configs.filter(isNew)) checked.push(await writeChecked(planned, survey, draft, request));
  const before = new TextDecoder().decode(host.bytes("nx.json"));
  const registers = request.registers ?? host.kind(`node_modules/${PLUGIN}/package.json`) === "file";
  const after = isNx && registers ? registerInNx(before) : before;
  if (after !== before) planned.write("nx.json", after);
  const files = [...planned.pending].flatMap(([path, bytes]) =>
    bytes === undefined || host.pending?.get(path) === bytes ? [] : [[path, bytes] as const],
  );
  // Whoever is interrupted may begin again: a configuration that exists is the sign that all is done.
  files.sort(([a], [b]) => Number(a.endsWith(CONFIG_NAME)) - Number(b.endsWith(CONFIG_NAME)));
  return {
    files: new Map(files),
    proposals: checked.map(({ draft }) => draft),
    beside: drafts.configs.filter((draft) => !isNew(draft)),
    undecided,
    refused: drafts.refused,
    aside: [
      ...survey.aside,
      ...broken,
      ...definitions.unresolved.map(({ at }): Aside => ({ path: at.file, why: "unresolved" })),
    ],
    checks: checked.map(({ check }) => check),
    unpinned: checked.flatMap(({ unpinned }) => unpinned),
    hasTargets: isNx && isRegistered(after),
    uncovered: checked.map(({ draft }) => draft.path).filter((path) => isNx && !coversPath(after, path)),
    found: {
      models: definitions.pydantic.length,
      protos: survey.protos.size,
      types: definitions.typescript.length,
    },
    existing,
  };
}

/** Models with protos and types first, then types with the protos that no model stands for. */
function matchAll({ pydantic, proto, typescript }: Definitions): Matching {
  const ofProtos = matchDefinitions(pydantic, proto);
  const ofTypes = matchDefinitions(pydantic, typescript);
  const taken = new Set([...ofProtos.matches, ...ofTypes.matches].map(({ mirror }) => mirror));
  const rest = matchDefinitions(
    proto.filter((each) => !taken.has(each)),
    typescript.filter((each) => !taken.has(each)),
  );
  const all = [ofProtos, ofTypes, rest];
  return {
    matches: all.flatMap(({ matches }) => matches),
    undecided: all.flatMap(({ undecided }) => undecided),
  };
}

/** Above this, the lock and the first answer of `check` take longer than anybody waits for a proposal. */
const MOST_PROTOS = 2000;

interface Checked {
  readonly draft: ConfigDraft;
  readonly check: Check;
  readonly unpinned: readonly Unpinned[];
}

/** Writes a configuration and asks what `check` would say of it; what is generated is in it where that can be judged. */
async function writeChecked(host: Host, survey: Survey, draft: ConfigDraft, request: InitRequest): Promise<Checked> {
  const write = (each: ConfigDraft) => host.write(each.path, renderConfig(each, schemaFrom(host, parentOf(each.path))));
  write(draft);
  const { outputs, unpinned } = generatedOf(host, survey, draft);
  const whole = { ...draft, generate: outputs };
  if (outputs.length > 0) write(whole);
  if (survey.protos.size > MOST_PROTOS) return { draft: whole, check: { config: draft.path }, unpinned };
  const check = await checkOn(host, draft.path, request);
  if (check.failure === undefined || outputs.length === 0) return { draft: whole, check, unpinned };
  write(draft);
  return { draft, check: await checkOn(host, draft.path, request), unpinned };
}

function generatedOf(host: Host, survey: Survey, { path }: ConfigDraft): FoundOutputs {
  try {
    return findGenerated(host, survey, discoverProtos(host, loadConfig(host, path)));
  } catch (error) {
    // What keeps protos from being generated is said where somebody asks for it.
    if (error instanceof ContractsError) return { outputs: [], unpinned: [] };
    throw error;
  }
}

async function checkOn(host: Host, config: string, { base, today }: InitRequest): Promise<Check> {
  const request = { cwd: host.root, config: host.absolute(config), today };
  const locked = await orFailure(lock(host, request));
  const judged = await orFailure(judge(host, { ...request, base, families: FAMILIES }));
  if (judged instanceof ContractsError) return { config, failure: judged };
  return { config, report: judged, ...(locked instanceof ContractsError && { unlocked: locked }) };
}

async function orFailure<T>(work: Promise<T>): Promise<T | ContractsError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ContractsError) return error;
    throw error;
  }
}

/** Where the JSON Schema of the configuration is installed, as seen from a folder. */
function schemaFrom(host: Host, folder: string): string | undefined {
  const places = ["nx-contracts", "@nx-contracts/cli"].map((name) => `node_modules/${name}/contracts.schema.json`);
  const path = places.find((each) => host.kind(each) === "file");
  return path === undefined ? undefined : pathFrom(folder, path);
}
