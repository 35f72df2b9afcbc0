import {
  type ImpactMessage,
  type ImpactPlace,
  type ImpactProject,
  type ImpactSubject,
  type ImpactUse,
  NO_PROJECT,
  type Reach,
} from "@nx-contracts/engine/impact";
import type { FoundUse } from "../uses/find-uses.js";
import { oncePerPlace } from "../uses/once-per-place.js";
import type { ContractNames } from "./contract-names.js";

/** Who answers for files, as the code owners of the repository say. */
export type OwnersOf = (path: string) => readonly string[];

/** What the use of a project is looked up in. */
export interface UseContext {
  readonly names: ContractNames;
  /** Contracts that a module of code holds something of, by what code imports it from. */
  readonly modules: ReadonlyMap<string, ReadonlySet<string>>;
  readonly ownersOf: OwnersOf;
}

/** Projects that use the contracts in any way, each with what it uses of what changed. */
export function reachedProjects(
  uses: readonly FoundUse[],
  subjects: readonly ImpactSubject[],
  { names, modules, ownersOf }: UseContext,
): readonly ImpactProject[] {
  const wanted = wantedSubjects(subjects);
  const projects = new Map<string, FoundUse[]>();
  for (const use of uses) {
    const of = projects.get(use.projectRoot);
    if (of) of.push(use);
    else projects.set(use.projectRoot, [use]);
  }
  const changed = new Set(subjects.map(({ contract }) => contract));
  return [...projects].flatMap(([root, own]): readonly ImpactProject[] => {
    const found = oncePerPlace(
      own.flatMap((use) => usesOf(use, wanted, names)),
      (use) => use,
    );
    const messages = messagesOf(own, subjects, names);
    const [first] = own;
    const contracts = own.flatMap(({ kind, subject }) =>
      kind === "module" ? [...(modules.get(subject) ?? [])] : names.subjectsOf(subject).map(({ contract }) => contract),
    );
    const used = [...new Set(contracts)].filter((contract) => changed.has(contract));
    if (used.length === 0) return [];
    const project = {
      name: first === undefined || first.project === "" ? NO_PROJECT : first.project,
      root,
      owners: [...new Set(own.flatMap(({ at }) => ownersOf(at.file)))],
      reach: reachOf(found, messages),
      contracts: used,
      uses: found,
      messages,
    };
    return [project];
  });
}

/** The subjects by name; a use of something inside a record or an enum counts for that as well, where it changed as a whole. */
function wantedSubjects(subjects: readonly ImpactSubject[]): ReadonlyMap<string, ImpactSubject> {
  return new Map(subjects.map((subject) => [subject.subject, subject]));
}

function usesOf(
  { subject: qualified, access, certainty, at }: FoundUse,
  wanted: ReadonlyMap<string, ImpactSubject>,
  names: ContractNames,
): readonly ImpactUse[] {
  return names.subjectsOf(qualified).flatMap(({ subject, contract, name, kind }) => {
    const owner = `${contract}:${name.slice(0, name.lastIndexOf("."))}`;
    const isInside = kind === "field" || kind === "member";
    const named = wanted.get(subject) ?? (isInside ? wanted.get(owner) : undefined);
    return named ? [{ subject: named.subject, access, certainty, at: placeOf(at) }] : [];
  });
}

/** Uses of records and enums in which a field or a member changed. */
function messagesOf(
  uses: readonly FoundUse[],
  subjects: readonly ImpactSubject[],
  names: ContractNames,
): readonly ImpactMessage[] {
  const changed = new Set(subjects.flatMap(messageOf));
  const places = new Map<string, Map<string, ImpactPlace>>();
  for (const { subject: qualified, at } of uses) {
    for (const { contract, name, kind } of names.subjectsOf(qualified)) {
      const local = kind === "field" || kind === "member" ? name.slice(0, name.lastIndexOf(".")) : name;
      const message = `${contract}:${local}`;
      if (!changed.has(message)) continue;
      const of = places.get(message) ?? new Map<string, ImpactPlace>();
      places.set(message, of.set(`${at.file}:${at.line}:${at.column}`, placeOf(at)));
    }
  }
  return [...places].flatMap(([message, at]) => {
    const [first] = at.values();
    return first ? [{ message, places: at.size, at: first }] : [];
  });
}

function messageOf({ contract, kind, name, subject }: ImpactSubject): readonly string[] {
  if (kind === "field" || kind === "member") return [`${contract}:${name.slice(0, name.lastIndexOf("."))}`];
  return kind === "record" || kind === "enum" ? [subject] : [];
}

function placeOf({ file, line, column }: FoundUse["at"]): ImpactPlace {
  return { file, line, column };
}

function reachOf(uses: readonly ImpactUse[], messages: readonly ImpactMessage[]): Reach {
  if (uses.some(({ certainty }) => certainty === "certain")) return "certain";
  if (uses.length > 0) return "likely";
  return messages.length > 0 ? "message" : "package";
}
