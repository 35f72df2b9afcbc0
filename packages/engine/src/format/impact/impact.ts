import type { Certainty, Language } from "@nx-contracts/ir";
import type { DiffKind } from "../../facts/diff/fact.js";

/** What a change reaches, the same for every reader of it. Holds no clock and no absolute path; sorted by `sortImpact`. */
export interface Impact {
  readonly version: 1;
  /** The versions that were compared, as a person names them; absent where only subjects were asked for. */
  readonly compared?: { readonly base: string; readonly head: string };
  /** Contracts with a changed subject. */
  readonly contracts: readonly ImpactContract[];
  readonly subjects: readonly ImpactSubject[];
  /** Projects that depend on a changed contract, however little. */
  readonly projects: readonly ImpactProject[];
  /** Files that may use it and are too long to be searched; absent where there are none. */
  readonly unsearched?: readonly string[];
}

export interface ImpactContract {
  readonly id: string;
  readonly kind: "api" | "event" | "storage";
  readonly owner?: { readonly team: string; readonly contact?: string };
}

/**
 * What became of something, what breaks its users most first.
 * - `asked`: nothing is known to have changed; somebody wants to know what it would reach.
 */
export const HAPPENINGS = ["removed", "renamed", "changed", "asked", "added"] as const;

export type Happening = (typeof HAPPENINGS)[number];

/** One logical record, field, enum, member, service or method that changed, whatever languages write it. */
export interface ImpactSubject {
  /** `<contract>:<Record>.<field>`; unique. */
  readonly subject: string;
  /** The id of its contract. */
  readonly contract: string;
  /** Without the contract. */
  readonly name: string;
  readonly kind: "record" | "field" | "enum" | "member" | "service" | "method" | "file";
  readonly happening: Happening;
  /** What is so in each language; empty where it was only asked for. */
  readonly changes: readonly ImpactChange[];
}

export interface ImpactChange {
  readonly kind: DiffKind;
  readonly language: Language;
  /** What of it changed: `type`, `presence`; empty where the whole thing came or went. */
  readonly what: string;
  /** Both versions in words; a side that has nothing of it is left out. */
  readonly before?: string;
  readonly after?: string;
  /** In the newer version where it is still there, else in the older one. */
  readonly at: ImpactPlace;
}

/** Lines and UTF-16 columns count from 1; the file is relative to the workspace. */
export interface ImpactPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * How hard a project is hit, the hardest first.
 * - `certain`, `likely`: it names something that changed.
 * - `message`: it uses a record or enum of which something else changed.
 * - `package`: it depends on what holds the contract, and on nothing that changed.
 */
export const REACHES = ["certain", "likely", "message", "package"] as const;

export type Reach = (typeof REACHES)[number];

/** Name of what stands for files that belong to no project. */
export const NO_PROJECT = "(no project)";

export interface ImpactProject {
  readonly name: string;
  /** Its folder, relative to the workspace; `.` for the workspace itself. */
  readonly root: string;
  /** People and teams that code owners name; empty where nobody is named. */
  readonly owners: readonly string[];
  readonly reach: Reach;
  /** Contracts it depends on, of those that changed. */
  readonly contracts: readonly string[];
  /** Places that name what changed. */
  readonly uses: readonly ImpactUse[];
  /** Records and enums it uses of which something changed. */
  readonly messages: readonly ImpactMessage[];
}

export interface ImpactUse {
  /** An `ImpactSubject.subject`. */
  readonly subject: string;
  readonly access: "read" | "write" | "name";
  readonly certainty: Certainty;
  readonly at: ImpactPlace;
}

export interface ImpactMessage {
  /** `<contract>:<Record>`. */
  readonly message: string;
  /** How many places use it, in any way. */
  readonly places: number;
  /** The first of them. */
  readonly at: ImpactPlace;
}

/** Orders everything in it, so that the same facts in another order give the same text. */
export function sortImpact(impact: Impact): Impact {
  const { compared, unsearched = [] } = impact;
  return {
    version: 1,
    ...(compared && { compared: { base: compared.base, head: compared.head } }),
    contracts: impact.contracts.toSorted((a, b) => compareTexts(a.id, b.id)),
    subjects: impact.subjects
      .map((subject) => ({ ...subject, changes: subject.changes.toSorted(compareChanges) }))
      .toSorted(compareSubjects),
    projects: impact.projects
      .map((project) => ({
        ...project,
        owners: project.owners.toSorted(compareTexts),
        contracts: project.contracts.toSorted(compareTexts),
        uses: project.uses.toSorted(compareUses),
        messages: project.messages.toSorted((a, b) => compareTexts(a.message, b.message)),
      }))
      .toSorted(compareProjects),
    ...(unsearched.length > 0 && { unsearched: unsearched.toSorted(compareTexts) }),
  };
}

/** By what became of them, then by contract and name. */
function compareSubjects(a: ImpactSubject, b: ImpactSubject): number {
  return (
    HAPPENINGS.indexOf(a.happening) - HAPPENINGS.indexOf(b.happening) ||
    compareTexts(a.contract, b.contract) ||
    compareTexts(a.name, b.name)
  );
}

/** By how hard they are hit, then by name. */
function compareProjects(a: ImpactProject, b: ImpactProject): number {
  return (
    REACHES.indexOf(a.reach) - REACHES.indexOf(b.reach) || compareTexts(a.name, b.name) || compareTexts(a.root, b.root)
  );
}

function compareUses(a: ImpactUse, b: ImpactUse): number {
  return comparePlaces(a.at, b.at) || compareTexts(a.subject, b.subject) || compareTexts(a.access, b.access);
}

function compareChanges(a: ImpactChange, b: ImpactChange): number {
  return comparePlaces(a.at, b.at) || compareTexts(a.kind, b.kind) || compareTexts(a.what, b.what);
}

function comparePlaces(a: ImpactPlace, b: ImpactPlace): number {
  return compareTexts(a.file, b.file) || a.line - b.line || a.column - b.column;
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
