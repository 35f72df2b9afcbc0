import type { RawFinding, ReadContract } from "@nx-contracts/engine";
import {
  behindFacts,
  behindFileFacts,
  type CochangeFact,
  cochangeFindings,
  type SideFiles,
} from "@nx-contracts/engine/cochange";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import { withModules } from "../read/proto-modules.js";
import { consumerFacts } from "./consumer-facts.js";
import { changesSince, type ContractChange, type ContractChanges, type SideChange } from "./contract-changes.js";
import { deletionFacts } from "./deletion-facts.js";
import { uncomparableFindings, unsearchedFindings } from "./notices.js";
import { ownerFacts } from "./owner-facts.js";
import type { Departure } from "./versions.js";

/** A fact and whose it is. */
export interface PlacedFact<Fact extends CochangeFact = CochangeFact> {
  /** Absent where its file tells. */
  readonly contract?: string | undefined;
  /** Of the subject, such as `@web` for the mirror of that name. */
  readonly suffix?: string;
  readonly fact: Fact;
}

/** What is to be said about a departure, and the contracts of which something changed. */
export interface DepartureFindings {
  readonly findings: readonly RawFinding[];
  readonly read: readonly ReadContract[];
}

/** Judges a departure by the families that are asked. */
export async function departureFindings(
  host: Host,
  config: Config,
  departure: Departure,
  families: readonly string[],
): Promise<DepartureFindings> {
  const changes = await changesSince(host, config, departure);
  const textOf = await withModules(host, config, changes.texts);
  const unsearched = new Set<string>();
  const placed = await departureFacts(host, config, changes, families, (path) => unsearched.add(path));
  const findings = placed.flatMap(({ contract, suffix, fact }) =>
    cochangeFindings([fact], textOf, suffix).map((finding) => ({
      ...finding,
      ...(contract !== undefined && { contract }),
    })),
  );
  const notices = [
    ...(families.includes("cochange") && config.cochange.level === "schema"
      ? changes.contracts.flatMap(uncomparableFindings)
      : []),
    ...unsearchedFindings(config, unsearched),
  ];
  return { findings: [...findings, ...notices], read: changes.contracts.map(toRead) };
}

function toRead({ contract: { id, policy }, source, mirrors }: ContractChange): ReadContract {
  const sides = mirrors.map(({ after, side }) => ({ ...after, mapping: side.mapping }));
  return { id, source: source.after, mirrors: sides, policy };
}

/**
 * What is so of everything that changed, contract by contract, then of what belongs to none.
 *
 * @param onTooLong told the path of each file that is too long to be searched for uses
 */
export async function departureFacts(
  host: Host,
  config: Config,
  changes: ContractChanges,
  families: readonly string[],
  onTooLong?: (path: string) => void,
): Promise<readonly PlacedFact[]> {
  const facts: PlacedFact[] = [];
  if (families.includes("cochange")) {
    for (const change of changes.contracts) facts.push(...contractFacts(config, changes, change));
    if (config.generate.some(({ isCheckedIn }) => isCheckedIn)) {
      const { stubFacts } = await import("./stub-facts.js");
      facts.push(...stubFacts(host, config, changes).map((fact) => ({ fact })));
    }
    facts.push(...(await consumerFacts(host, config, changes, onTooLong)));
  }
  if (families.includes("lifecycle")) facts.push(...(await deletionFacts(host, config, changes, onTooLong)));
  return facts;
}

function contractFacts(config: Config, changes: ContractChanges, change: ContractChange): readonly PlacedFact[] {
  const contract = change.contract.id;
  const behind = change.mirrors.flatMap((mirror, i) => {
    const suffix = i === 0 ? "" : `@${mirror.side.id}`;
    return pairFacts(config, change.source, mirror).map((fact) => ({ contract, suffix, fact }));
  });
  return [...behind, ...ownerFacts(changes, change).map((fact) => ({ contract, fact }))];
}

function pairFacts(
  { cochange }: Config,
  source: SideChange,
  mirror: ContractChange["mirrors"][number],
): readonly CochangeFact[] {
  if (cochange.level === "file") return behindFileFacts(filesOf(source), filesOf(mirror));
  // Half a schema would look like changes; its reader says what is wrong with it.
  if (!source.isWhole || !mirror.isWhole) return [];
  return behindFacts(versionsOf(source), versionsOf(mirror), mirror.side.mapping);
}

function versionsOf({ before, after, facts }: SideChange) {
  return { before: before.schema, after: after.schema, facts };
}

function filesOf({ side, changed }: SideChange): SideFiles {
  const files = side.files.map(({ path }) => path);
  return { language: side.reader, files, changed: changed.filter((path) => files.includes(path)) };
}
