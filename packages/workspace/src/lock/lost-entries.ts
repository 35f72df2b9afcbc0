import { lockChanges, parseLock } from "@nx-contracts/engine/lifecycle";
import type { Host } from "../host.js";
import { textAt } from "../read/text.js";

/**
 * What an older lock remembers and the one on the disk does not: fields and
 * members, and messages and enums whose reservations it lost.
 */
export function lostEntries(host: Host, path: string, before: Uint8Array | undefined): readonly string[] {
  const now = parseLock(textAt(host, path), path);
  // A lock that cannot be read is a finding of its own.
  if (before === undefined || now.problems.length > 0) return [];
  const { lock } = parseLock(new TextDecoder().decode(before));
  return lockChanges(now.lock, lock)
    .filter(({ kind }) => kind === "added" || kind === "reserved")
    .map(({ subject }) => subject);
}
