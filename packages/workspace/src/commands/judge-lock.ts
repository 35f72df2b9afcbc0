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

/** What the rules of the lock say about a project that has one. */
export async function judgeLock(
  host: Host,
  config: Config,
  { read, textOf, approvals, today }: LockRequest,
): Promise<readonly RawFinding[]> {
  if (host.kind(joinPath(config.folder, "contracts.lock")) === "missing") return [];
  const { lockFindings, readProjectLock } = await import("../lock/project-lock.js");
  const lock = readProjectLock(host, config, read, today);
  const found = lockFindings(lock, textOf);
  const settled = settledFindings(found, config, approvals, today);
  return settled.size === 0 ? found : lockFindings(lock, textOf, (rule, subject) => settled.has(`${rule} ${subject}`));
}
