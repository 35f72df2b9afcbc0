import { readApprovals } from "../approvals/read-approvals.js";
import { settledFindings } from "../approvals/settled.js";
import { findConfig } from "../config/find-config.js";
import { loadConfig } from "../config/load.js";
import { unionAttributes } from "../git/merge-by-union.js";
import type { Host } from "../host.js";
import type { JudgeRequest } from "./judge.js";
import { readContracts } from "./read-contracts.js";

export interface LockRequest extends Pick<JudgeRequest, "config" | "cwd" | "today"> {
  /** Leave a project alone that has no lock. */
  readonly onlyExisting?: boolean;
}

export interface WrittenLock {
  /** Relative to the workspace root. */
  readonly path: string;
  /** What is new in it, in words; absent when nothing is. */
  readonly changes?: string;
  /** Something is left as it was, because a rule of the lock finds it wrong. */
  readonly isPartial: boolean;
}

/**
 * Writes what the protos of a project use into its lock. What a rule of the
 * lock finds wrong, and nobody approved, is left as it was.
 *
 * @throws ContractsError `source-unreadable` while a proto or the lock itself has errors
 */
export async function lock(host: Host, request: LockRequest): Promise<WrittenLock> {
  const config = loadConfig(host, await findConfig(host, request.cwd, request.config));
  const { describeNext, lockFindings, lockPath, nextLock, readProjectLock } = await import("../lock/project-lock.js");
  const path = lockPath(config);
  const isNew = host.kind(path) === "missing";
  if (isNew && request.onlyExisting === true) return { path, isPartial: false };
  const { read, texts } = await readContracts(host, config, ["lifecycle"]);
  const project = readProjectLock(host, config, read, request.today);
  const found = lockFindings(project, texts.textOf.bind(texts));
  const settled = settledFindings(found, config, readApprovals(host, config.folder), request.today);
  const text = nextLock(project, read, (rule, subject) => settled.has(`${rule} ${subject}`));
  const changes = describeNext(project, text);
  const isPartial = found.some(({ rule, subject }) => rule !== STALE && !settled.has(`${rule} ${subject}`));
  if (changes === undefined && !isNew) return { path, isPartial };
  host.write(path, text);
  const attributes = unionAttributes(host, path);
  if (attributes) host.write(attributes.path, attributes.text);
  return { path, changes: changes ?? "nothing is used yet", isPartial };
}

const STALE = "lifecycle/lock-stale";
