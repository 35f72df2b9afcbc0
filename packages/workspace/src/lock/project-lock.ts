import type { RawFinding, ReadContract } from "@nx-contracts/engine";
import {
  describeChanges,
  formatLock,
  heldBack,
  type IsSettled,
  type LifecycleInput,
  lifecycleFindings,
  LOCK_FILE,
  lockChanges,
  parseLock,
  type ReadLock,
  updateLock,
} from "@nx-contracts/engine/lifecycle";
import { ContractsError, type Problem, READ_RULES, type Schema } from "@nx-contracts/ir";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import { circumstances } from "./circumstances.js";

/** The lock of a project as it was read, and the protos that it speaks of. */
export interface ProjectLock {
  readonly path: string;
  readonly read: ReadLock;
  /** Absent where a proto cannot be read: half a schema would look like removals. */
  readonly input?: LifecycleInput;
}

export { isTakenOver } from "@nx-contracts/engine/lifecycle";

/** Where the lock of a project lies. */
export function lockPath({ folder }: Pick<Config, "folder">): string {
  return joinPath(folder, LOCK_FILE);
}

/** Reads the lock beside the configuration; an empty one where there is none. */
export function readProjectLock(
  host: Host,
  config: Config,
  contracts: readonly ReadContract[],
  today: string,
): ProjectLock {
  const path = lockPath(config);
  const bytes = host.bytes(path);
  const read = parseLock(bytes === undefined ? "" : new TextDecoder().decode(bytes), path);
  const schemas = protosOf(contracts);
  if (schemas === undefined || read.problems.length > 0) return { path, read };
  const { removal } = config.compat;
  const input = { read, schemas, ...circumstances(config, today), ...(removal && { window: removal }) };
  return { path, read, input };
}

/** What the lifecycle rules say, and which lines of the lock cannot be read. */
export function lockFindings(
  { read, input }: ProjectLock,
  textOf: (path: string) => string | undefined,
  isSettled?: IsSettled,
): readonly RawFinding[] {
  const unreadable = firstProblems(read).map(({ message, at, help }): RawFinding => ({
    rule: "lifecycle/lock-unreadable",
    severity: "error",
    subject: `line ${at.line}`,
    message,
    at,
    data: {},
    help,
  }));
  return input ? lifecycleFindings(input, textOf, isSettled) : unreadable;
}

/**
 * The text that the lock should have.
 *
 * @throws ContractsError `source-unreadable` while a proto or the lock has errors
 */
export function nextLock(
  { read, input }: ProjectLock,
  contracts: readonly ReadContract[],
  isSettled: IsSettled,
): string {
  if (input === undefined) throw new ContractsError("source-unreadable", unreadable(read, contracts));
  const { schemas, today, version } = input;
  const held = heldBack(input, isSettled);
  const next = updateLock(read.lock, schemas, { today, heldBack: held, ...(version !== undefined && { version }) });
  return formatLock(next);
}

/** What `next` says that the lock does not, in words. */
export function describeNext({ read, path }: ProjectLock, next: string): string | undefined {
  const changes = lockChanges(read.lock, parseLock(next, path).lock);
  return changes.length === 0 ? undefined : describeChanges(changes);
}

function unreadable(read: ReadLock, contracts: readonly ReadContract[]): readonly Problem[] {
  const said = contracts
    .flatMap(({ source, mirrors }) => [source, ...mirrors])
    .filter(({ schema }) => schema.language === "proto")
    .flatMap(({ diagnostics }) => diagnostics.filter(({ rule }) => READ_RULES[rule] === "error"));
  return [...firstProblems(read), ...said].map(({ message, at, help = "Mend the line." }) => ({
    message,
    at,
    next: help,
  }));
}

/** How many lines are named: a file that is no lock at all has thousands. */
const NAMED = 10;

function firstProblems({ problems }: ReadLock): ReadLock["problems"] {
  const first = problems.slice(0, NAMED);
  const more = problems.length - NAMED;
  if (more <= 0) return first;
  return first.map((problem, i) =>
    i < NAMED - 1 ? problem : { ...problem, message: `${problem.message} Nor can ${more} more lines be read.` },
  );
}

/** The protos of all contracts, each file list once; `undefined` where one has errors. */
function protosOf(contracts: readonly ReadContract[]): readonly Schema[] | undefined {
  const sides = contracts
    .flatMap(({ source, mirrors }) => [source, ...mirrors])
    .filter(({ schema }) => schema.language === "proto");
  if (sides.some(({ diagnostics }) => diagnostics.some(({ rule }) => READ_RULES[rule] === "error"))) return undefined;
  return [...new Map(sides.map(({ files, schema }) => [files.join("\n"), schema])).values()];
}
