import type { Side } from "@nx-contracts/engine";
import { type DiffFact, diffFacts } from "@nx-contracts/engine/diff";
import { READ_RULES, type ReadDiagnostic, type Schema } from "@nx-contracts/ir";
import { importsOf } from "../compat/project.js";
import type { Config, Contract, ContractMirror, ContractSide } from "../config/config.js";
import type { ChangedFile } from "../git/changed-files.js";
import type { Host } from "../host.js";
import { readSide, SourceTexts } from "../read/read-side.js";
import { type OlderFiles, olderFiles } from "./older-files.js";
import { type Departure, findDeparture, openDeparture, type Versions, type VersionsRequest } from "./versions.js";

/** What one side of a contract says in two versions. */
export interface SideChange {
  readonly side: ContractSide;
  readonly before: Side;
  /** The same object as `before` where none of its files changed. */
  readonly after: Side;
  /** What differs, in the language of the side; empty where one version cannot be read. */
  readonly facts: readonly DiffFact[];
  /** Those of its files, and of what they import, that differ, relative to the workspace root. */
  readonly changed: readonly string[];
  /** Both versions were read whole: half a schema looks like removals. */
  readonly isWhole: boolean;
  /** Why the older version is not whole. */
  readonly brokenBefore: readonly ReadDiagnostic[];
}

export interface MirrorChange extends SideChange {
  readonly side: ContractMirror;
}

/** What the sides of one contract changed between two versions. */
export interface ContractChange {
  readonly contract: Contract;
  readonly source: SideChange;
  readonly mirrors: readonly MirrorChange[];
}

export interface ContractChanges {
  readonly departure: Departure;
  readonly versions: Versions;
  /** Texts of the newer version. */
  readonly texts: SourceTexts;
  /** Contracts of which a file changed, in the order of the configuration. */
  readonly contracts: readonly ContractChange[];
}

/**
 * What the contracts of a project changed since the newer version left the
 * base: contract by contract, side by side. Where git says that nothing
 * changed, nothing is read; else only the contracts of which a file changed.
 *
 * @returns `undefined` where there is no older version to compare with
 * @throws ContractsError `baseline-missing` with the command that fetches it, `usage`, `source-unreadable` or `tool-failed`
 */
export async function contractChanges(
  host: Host,
  config: Config,
  request: VersionsRequest,
): Promise<ContractChanges | undefined> {
  const departure = await findDeparture(host, config, request);
  return departure && changesSince(host, config, departure);
}

/** The same where the departure is known. */
export async function changesSince(host: Host, config: Config, departure: Departure): Promise<ContractChanges> {
  const versions = departure.changed.length > 0 ? await openDeparture(host, config, departure) : sameOf(host);
  const texts = new SourceTexts(versions.after);
  const toWorkspace = ({ path }: ChangedFile) => host.relative(`${departure.git.root}/${path}`);
  const differs = new Set(departure.changed.map(toWorkspace));
  // Files of the configuration were found in the work tree.
  const isKept = (path: string) => departure.head === undefined && !differs.has(path);
  const gone = departure.changed.filter(isGone).map(toWorkspace);
  const reading: Reading = {
    ...versions,
    older: new SourceTexts(versions.before),
    newer: texts,
    differs,
    olderFilesOf: olderFiles(versions.before, config.path, isKept, gone),
  };
  const contracts: ContractChange[] = [];
  for (const contract of reading.differs.size > 0 ? config.contracts : []) {
    const change = await changeOf(reading, contract);
    if (change) contracts.push(change);
  }
  return { departure, versions, texts, contracts };
}

function isGone({ before, isDeleted }: ChangedFile): boolean {
  return before !== undefined && isDeleted;
}

function sameOf(host: Host): Versions {
  return { before: host, after: host };
}

interface Reading extends Versions {
  readonly older: SourceTexts;
  readonly newer: SourceTexts;
  readonly differs: ReadonlySet<string>;
  readonly olderFilesOf: OlderFiles;
}

/** A side with the files that it had. */
interface SideFiles {
  readonly side: ContractSide;
  readonly older: ContractSide;
  /** Those of both that differ, and what they import that does. */
  readonly changed: readonly string[];
}

async function changeOf(reading: Reading, contract: Contract): Promise<ContractChange | undefined> {
  const own = filesOf(reading, contract.id, contract.source, true);
  const others = contract.mirrors.map((side) => ({ ...filesOf(reading, contract.id, side, false), side }));
  if ([own, ...others].every(({ changed }) => changed.length === 0)) return undefined;
  const source = await sideChange(reading, own);
  const mirrors: MirrorChange[] = [];
  for (const files of others) mirrors.push({ ...(await sideChange(reading, files)), side: files.side });
  return { contract, source, mirrors };
}

/** Which files of a side differ, and of what they import. */
function filesOf(
  { after, differs, olderFilesOf }: Reading,
  contract: string,
  side: ContractSide,
  isSource: boolean,
): SideFiles {
  const older = { ...side, files: olderFilesOf(contract, side, isSource) };
  const own = new Set([...side.files, ...older.files].map(({ path }) => path));
  const changed = [...own, ...importsOf(after, side)].filter((path) => differs.has(path));
  return { side, older, changed };
}

async function sideChange(reading: Reading, { side, older, changed }: SideFiles): Promise<SideChange> {
  const after = await readAt(reading.after, reading.newer, side);
  if (changed.length === 0)
    return { side, before: after, after, facts: [], changed, isWhole: isWhole(after), brokenBefore: [] };
  const before = await readAt(reading.before, reading.older, older);
  const brokenBefore = before.diagnostics.filter(isError);
  const whole = brokenBefore.length === 0 && isWhole(after);
  const facts = whole ? [...diffFacts(before.schema, after.schema)] : [];
  return { side, before, after, facts, changed, isWhole: whole, brokenBefore };
}

async function readAt(host: Host, texts: SourceTexts, side: ContractSide): Promise<Side> {
  const files = side.files.filter(({ path }) => host.kind(path) === "file");
  if (files.length === 0) return { id: side.id, files: [], schema: nothing(side), diagnostics: [] };
  return readSide(host, texts, { ...side, files });
}

function nothing({ reader }: ContractSide): Schema {
  return { language: reader, records: [], enums: [], services: [], options: {} };
}

function isWhole({ diagnostics }: Side): boolean {
  return !diagnostics.some(isError);
}

function isError({ rule }: ReadDiagnostic): boolean {
  return READ_RULES[rule] === "error";
}
