import type { Approval, RawFinding, ReadContract } from "@nx-contracts/engine";
import { settledFindings } from "../approvals/settled.js";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";

export interface LockRequest {
  readonly read: readonly ReadContract[];
  readonly textOf: (path: string) => string | undefined;
  readonly approvals: readonly Approval[];
  readonly today: string;
}

export interface LockJudgement {
  readonly findings: readonly RawFinding[];
  /** Whether the lock has taken over what a finding said that was approved; `subject` without its contract. */
  readonly isTakenOver: (rule: string, subject: string) => boolean;
}

/** What the rules of the lock say about a project; nothing where it has none. */
export async function judgeLock(
  host: Host,
  config: Config,
  { read, textOf, approvals, today }: LockRequest,
): Promise<LockJudgement> {
  if (host.kind(joinPath(config.folder, "contracts.lock")) === "missing") return NO_LOCK;
  const { isTakenOver, lockFindings, readProjectLock } = await import("../lock/project-lock.js");
  const lock = readProjectLock(host, config, read, today);
  const found = lockFindings(lock, textOf);
  const settled = settledFindings(found, config, approvals, today);
  const findings =
    settled.size === 0 ? found : lockFindings(lock, textOf, (rule, subject) => settled.has(`${rule} ${subject}`));
  const { input } = lock;
  return {
    findings,
    isTakenOver: (rule, subject) => input !== undefined && isTakenOver(input, rule, subject),
  };
}

export const NO_LOCK: LockJudgement = { findings: [], isTakenOver: () => false };
