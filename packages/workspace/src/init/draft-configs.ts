import { CONFIG_NAME } from "../config/find-config.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import { textAt } from "../read/text.js";
import type { ConfigDraft, ContractDraft } from "./contract-draft.js";
import { draftContract, toId } from "./draft-contracts.js";
import { draftProtoContracts } from "./draft-protos.js";
import type { Group } from "./group.js";
import type { ProtoPlace } from "./proto-places.js";
import type { Survey } from "./survey.js";
import type { UnderContract } from "./under-contract.js";
import { uniqueName } from "./unique-name.js";

/** What becomes of the groups of a workspace. */
export interface Drafts {
  readonly configs: readonly ConfigDraft[];
  /** Those whose names fit in several ways. */
  readonly refused: readonly Group[];
}

/**
 * Makes a `contracts.yaml` for every place: the contracts of its groups, and
 * those of the protos that no model stands for.
 *
 * @param plain the place of groups without protos
 * @param taken protos that are under contract already, or do not parse
 * @param existing configurations, whose ids are taken
 */
export function draftConfigs(
  host: Host,
  survey: Survey,
  places: readonly ProtoPlace[],
  plain: ProtoPlace,
  groups: readonly Group[],
  taken: ReadonlySet<string>,
  existing: UnderContract,
): Drafts {
  const refused: Group[] = [];
  const contracts = new Map<ProtoPlace, ContractDraft[]>();
  const used = new Set(taken);
  for (const group of groups) {
    const protos = [group.source, ...group.mirrors].flatMap(({ files }) =>
      files.filter((path) => path.endsWith(".proto")),
    );
    const place = places.find((each) => protos.some((path) => each.protos.includes(path))) ?? plain;
    const draft = draftContract(host, survey, place, group);
    if (draft === undefined) {
      refused.push(group);
      continue;
    }
    for (const path of protos) used.add(path);
    contracts.set(place, [...(contracts.get(place) ?? []), draft]);
  }
  const configs: ConfigDraft[] = [];
  const names = new Set<string>();
  for (const place of [...places, plain]) {
    const own = [...(contracts.get(place) ?? []), ...draftProtoContracts(place, survey.protos, used)];
    if (own.length === 0) continue;
    const isOnly = places.length === 1 || place === plain;
    const path = joinPath(place.folder, CONFIG_NAME);
    const ids = existing.configs.find((config) => config.path === path)?.ids ?? [];
    configs.push({
      path,
      name: uniqueName(nameOfProject(host, place.folder, isOnly), names),
      contracts: withUniqueIds(own, ids),
      generate: [],
    });
  }
  return { configs, refused };
}

/** As the project that the folder is already, else `contracts`, or by what lies around it where there are several. */
function nameOfProject(host: Host, folder: string, isOnly: boolean): string {
  const declared = /"name"\s*:\s*"([^"]+)"/.exec(textAt(host, joinPath(folder, "project.json")))?.[1];
  if (declared !== undefined) return declared;
  if (isOnly) return "contracts";
  const told = folder.split("/").filter((part) => !/^(?:protos?|protobuf|src|\.)$/.test(part));
  return toId([...told.slice(-2), "contracts"].join("-"));
}

function withUniqueIds(drafts: readonly ContractDraft[], taken: readonly string[]): readonly ContractDraft[] {
  const ids = new Set(taken);
  return drafts.map((draft) => ({ ...draft, id: uniqueName(draft.id, ids) }));
}
