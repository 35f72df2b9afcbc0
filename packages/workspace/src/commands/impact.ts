import {
  type Impact,
  type ImpactContract,
  type ImpactSubject,
  sortImpact,
  WORKING_TREE,
} from "@nx-contracts/engine/impact";
import { ContractsError } from "@nx-contracts/ir";
import { type ContractChanges, contractChanges } from "../cochange/contract-changes.js";
import { importingSchemas } from "../cochange/importing-schemas.js";
import type { Config, Contract } from "../config/config.js";
import { findConfig } from "../config/find-config.js";
import { loadConfig } from "../config/load.js";
import type { BaseBranch } from "../git/commit.js";
import type { Host } from "../host.js";
import { askedSubjects } from "../impact/asked-subjects.js";
import { changedSubjects } from "../impact/changed-subjects.js";
import { contractModules } from "../impact/contract-modules.js";
import { type ContractNames, nameContracts } from "../impact/contract-names.js";
import { openOwners } from "../impact/owners-of.js";
import { reachedProjects } from "../impact/reached-projects.js";
import { changedSides, currentSides } from "../impact/read-sides.js";
import { SourceTexts } from "../read/read-side.js";
import { findUses } from "../uses/find-uses.js";
import { withHolders } from "../uses/holders.js";
import { vocabularies } from "../uses/vocabulary.js";

export interface ImpactRequest {
  /** Configuration file; default the nearest `contracts.yaml`. */
  readonly config?: string;
  /** Folder to look for the configuration from, absolute. */
  readonly cwd: string;
  /** The branch that changes are proposed for: what counts is where the newer version left it. */
  readonly base: BaseBranch;
  /** The ref that is the newer version; default the work tree. */
  readonly head?: string;
  /** Somebody named one of the versions: that it is not there is an error even where subjects are named. */
  readonly isCompared?: boolean;
  /** Only these records, fields, enums and members, changed or not; default what changed. */
  readonly subjects?: readonly string[];
}

/**
 * Says what a change reaches: who names what changed and where, who uses the
 * message that it stands in, who only depends on the package. Uses are those of
 * the work tree, whatever versions are compared.
 *
 * @throws ContractsError when it cannot answer
 */
export async function impact(host: Host, request: ImpactRequest): Promise<Impact> {
  const config = loadConfig(host, await findConfig(host, request.cwd, request.config));
  const { subjects: asked = [], isCompared = asked.length === 0 } = request;
  const changes = isCompared ? await compare(host, config, request) : await compareIfPossible(host, config, request);
  const changed = changes?.contracts ?? [];
  const names = nameContracts([
    ...changed.map(changedSides),
    ...(asked.length > 0 ? await readOthers(host, config, changed) : []),
  ]);
  const happened = changedSubjects(changed, names);
  const subjects = asked.length > 0 ? pick(happened, askedSubjects(asked, names)) : happened;
  const contracts = names.contracts.filter(({ id }) => subjects.some(({ contract }) => contract === id));
  const unsearched = new Set<string>();
  const onTooLong = (path: string) => void unsearched.add(path);
  const projects = await findProjects(host, config, { subjects, names, changes, onTooLong });
  return sortImpact({
    version: 1,
    ...(changes && { compared: { base: baseName(request.base), head: request.head ?? WORKING_TREE } }),
    contracts: contracts.map(describeContract),
    subjects,
    projects,
    unsearched: [...unsearched],
  });
}

async function compare(host: Host, config: Config, { base, head }: ImpactRequest): Promise<ContractChanges> {
  const changes = await contractChanges(host, config, { base, ...(head !== undefined && { head }) });
  if (changes) return changes;
  throw new ContractsError("baseline-missing", {
    message: "There is no older version to compare with.",
    next: "Name it with `--base REF`, or ask what something would reach with `--subject Record.field`.",
  });
}

/** What was asked for may have been removed, or not have changed at all; without an older version it is looked up as it is. */
async function compareIfPossible(
  host: Host,
  config: Config,
  request: ImpactRequest,
): Promise<ContractChanges | undefined> {
  try {
    return await compare(host, config, request);
  } catch (error) {
    if (error instanceof ContractsError && error.code === "baseline-missing") return undefined;
    throw error;
  }
}

async function readOthers(host: Host, config: Config, changed: ContractChanges["contracts"]) {
  const texts = new SourceTexts(host);
  const isOther = ({ id }: Contract) => !changed.some(({ contract }) => contract.id === id);
  return Promise.all(config.contracts.filter(isOther).map((contract) => currentSides(host, texts, contract)));
}

/** What was asked for, with what happened to it. */
function pick(happened: readonly ImpactSubject[], asked: readonly ImpactSubject[]): readonly ImpactSubject[] {
  const changed = new Map(happened.map((subject) => [subject.subject, subject]));
  return asked.map((subject) => changed.get(subject.subject) ?? subject);
}

interface ProjectsRequest {
  readonly subjects: readonly ImpactSubject[];
  readonly names: ContractNames;
  /** What changed, where versions were compared. */
  readonly changes: ContractChanges | undefined;
  readonly onTooLong: (path: string) => void;
}

async function findProjects(
  host: Host,
  config: Config,
  { subjects, names, changes, onTooLong }: ProjectsRequest,
): Promise<Impact["projects"]> {
  if (subjects.length === 0) return [];
  const schemas = names.schemasOf(new Set(subjects.map(({ contract }) => contract)));
  const all = names.schemasOf(new Set(names.contracts.map(({ id }) => id)));
  const isAllRead = names.contracts.length === config.contracts.length;
  const importing = isAllRead || changes === undefined ? [] : await importingSchemas(host, config, changes);
  const uses = await findUses(host, config, { schemas: withHolders(schemas, [...all, ...importing]), onTooLong });
  const modules = contractModules(vocabularies(host, config, schemas), names);
  return reachedProjects(uses, subjects, { names, modules, ownersOf: openOwners(host) });
}

function baseName({ name }: BaseBranch): string {
  return `merge-base with ${name}`;
}

function describeContract({ id, kind, owner }: Contract): ImpactContract {
  return { id, kind, ...(owner && { owner }) };
}
