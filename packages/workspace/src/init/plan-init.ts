import type { Report } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { overlay } from "../change/overlay.js";
import { FAMILIES, judge } from "../commands/judge.js";
import { lock } from "../commands/lock.js";
import type { BaseBranch } from "../git/commit.js";
import type { Host } from "../host.js";
import { parentOf } from "../path.js";
import { SourceTexts } from "../read/read-side.js";
import type { ConfigDraft } from "./contract-draft.js";
import { draftConfigs } from "./draft-configs.js";
import { groupMatches } from "./group.js";
import { type Matching, matchDefinitions, type Undecided } from "./match.js";
import { PLUGIN, registerInNx } from "./register-in-nx.js";
import { findProtoPlaces, mergePlaces, type ProtoPlace } from "./proto-places.js";
import { type Definitions, readDefinitions } from "./read-definitions.js";
import { pathFrom, renderConfig } from "./render-config.js";
import { type Aside, surveyFiles } from "./survey.js";
import { readUnderContract, type UnderContract } from "./under-contract.js";
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
  readonly aside: readonly Aside[];
  /** What `check` says of each new configuration, or why it cannot. */
  readonly checks: readonly Check[];
  readonly found: { readonly models: number; readonly protos: number; readonly types: number };
  readonly existing: UnderContract;
}

export interface Check {
  readonly config: string;
  readonly report?: Report;
  readonly failure?: ContractsError;
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
  const texts = new SourceTexts(host);
  const isNx = host.kind("nx.json") === "file";
  const found = findProtoPlaces(host, survey.protos);
  const places = found.length > 1 && !isNx ? [mergePlaces(found)] : found;
  const definitions = await readDefinitions(host, texts, survey, places);
  const { matches, undecided } = matchAll(definitions);
  const groups = groupMatches(matches.filter((match) => !existing.holds(match)));
  const broken = definitions.broken.map(({ at }): Aside => ({ path: at.file, why: "broken" }));
  const taken = new Set([...existing.files, ...broken.map(({ path }) => path)]);
  const plain: ProtoPlace = { folder: isNx ? "contracts" : ".", protos: [] };
  const drafts = await draftConfigs(host, texts, survey, places, plain, groups, taken);

  const planned = overlay(host, host.pending);
  const isNew = ({ path }: ConfigDraft) => host.kind(path) === "missing";
  const proposals = drafts.configs.filter(isNew);
  for (const draft of proposals) planned.write(draft.path, renderConfig(draft, schemaFrom(host, parentOf(draft.path))));
  const checks: Check[] = [];
  for (const { path } of proposals) checks.push(await checkOn(planned, path, request));
  if (isNx && (request.registers ?? host.kind(`node_modules/${PLUGIN}/package.json`) === "file")) {
    const before = new TextDecoder().decode(host.bytes("nx.json"));
    const after = registerInNx(before);
    if (after !== before) planned.write("nx.json", after);
  }
  const files = [...planned.pending].flatMap(([path, bytes]) =>
    bytes === undefined || host.pending?.get(path) === bytes ? [] : [[path, bytes] as const],
  );
  return {
    files: new Map(files),
    proposals,
    beside: drafts.configs.filter((draft) => !isNew(draft)),
    undecided,
    aside: [...survey.aside, ...broken],
    checks,
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

async function checkOn(host: Host, config: string, { base, today }: InitRequest): Promise<Check> {
  try {
    const request = { cwd: host.root, config: host.absolute(config), today };
    await lock(host, request);
    return { config, report: await judge(host, { ...request, base, families: FAMILIES }) };
  } catch (failure) {
    if (!(failure instanceof ContractsError)) throw failure;
    return { config, failure };
  }
}

/** Where the JSON Schema of the configuration is installed, as seen from a folder. */
function schemaFrom(host: Host, folder: string): string | undefined {
  const places = ["nx-contracts", "@nx-contracts/cli"].map((name) => `node_modules/${name}/contracts.schema.json`);
  const path = places.find((each) => host.kind(each) === "file");
  return path === undefined ? undefined : pathFrom(folder, path);
}
