import { NOTHING_RESERVED, type Schema } from "@nx-contracts/ir";
import { type Definition, definitionsIn, type Part } from "./definition.js";
import { compareEntries, entryKey, type Lock, type LockedDefinition, type LockEntry, numberKey } from "./lock.js";
import { joinReserved } from "./ranges.js";

export interface LockUpdate {
  /** The version of the contracts as they are now; without spaces. */
  readonly version?: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Numbers (`numberKey`) about which a finding is not settled: what the lock says of them stays. */
  readonly heldBack?: ReadonlySet<string>;
}

/**
 * The lock after `schemas`, which must be all protos of the project, complete.
 *
 * What is new appears, what is gone is retired and never deleted, what comes
 * back as it was is active again. A deprecation is dated when it is first seen,
 * and forgotten when it is taken back. Reservations are never forgotten. Doing
 * it twice changes nothing.
 */
export function updateLock(lock: Lock, schemas: readonly Schema[], update: LockUpdate): Lock {
  const live = definitionsIn(schemas);
  const definitions = new Map<string, LockedDefinition>();
  for (const name of new Set([...lock.definitions.keys(), ...live.keys()])) {
    const next = updateDefinition(name, lock.definitions.get(name), live.get(name), update);
    if (next.entries.length > 0 || next.reserved.numbers.length > 0 || next.reserved.names.length > 0)
      definitions.set(name, next);
  }
  return { definitions };
}

function updateDefinition(
  qualifiedName: string,
  locked: LockedDefinition | undefined,
  live: Definition | undefined,
  update: LockUpdate,
): LockedDefinition {
  const isHeld = (part: LockEntry | Part) => update.heldBack?.has(numberKey(qualifiedName, part)) ?? false;
  const parts = new Map((live?.parts ?? []).map((part) => [entryKey(part), part]));
  const known = new Set((locked?.entries ?? []).map(entryKey));
  const kept = (locked?.entries ?? []).map((entry) => {
    if (isHeld(entry)) return entry;
    const part = parts.get(entryKey(entry));
    return part ? activeEntry(part, entry, update) : retiredEntry(entry, update);
  });
  const fresh = [...parts].filter(([key, part]) => !known.has(key) && !isHeld(part));
  return {
    qualifiedName,
    entries: [...kept, ...fresh.map(([, part]) => activeEntry(part, undefined, update))].sort(compareEntries),
    reserved: joinReserved(locked?.reserved ?? NOTHING_RESERVED, live?.reserved ?? NOTHING_RESERVED),
  };
}

function activeEntry(
  { kind, number, name, type, deprecated: isDeprecated }: Part,
  earlier: LockEntry | undefined,
  { version, today }: LockUpdate,
): LockEntry {
  const since = earlier ? earlier.since : version;
  const deprecated = earlier?.deprecated ?? { ...(version !== undefined && { version }), date: today };
  return {
    kind,
    number,
    name,
    ...(type !== undefined && { type }),
    ...(since !== undefined && { since }),
    ...(isDeprecated && { deprecated }),
  };
}

function retiredEntry(entry: LockEntry, { version }: LockUpdate): LockEntry {
  return entry.retired ? entry : { ...entry, retired: version === undefined ? {} : { version } };
}
