import { compareEntries, compareText, type Deprecation, entryKey, type LockEntry } from "./lock.js";
import { isEarlier } from "./version.js";

/**
 * Entries in the order of the file, those of one number and name made one: after
 * two branches were joined line by line, the same entry may stand twice. What
 * either says is kept; where both say something else, the earlier date and
 * version. The answer does not depend on the order of `entries`.
 */
export function mergeEntries(entries: readonly LockEntry[]): readonly LockEntry[] {
  const merged = new Map<string, LockEntry>();
  for (const entry of entries) {
    const key = entryKey(entry);
    const twin = merged.get(key);
    merged.set(key, twin ? mergeTwins(twin, entry) : entry);
  }
  return [...merged.values()].sort(compareEntries);
}

function mergeTwins(a: LockEntry, b: LockEntry): LockEntry {
  // Nothing tells which of two types is the newer one; the next update writes what the schema says.
  const type = [a.type, b.type]
    .flatMap((each) => each ?? [])
    .sort(compareText)
    .at(-1);
  const since = earlierVersion(a.since, b.since);
  const deprecated = earlierDeprecation(a.deprecated, b.deprecated);
  const until = earlierVersion(a.retired?.version, b.retired?.version);
  return {
    kind: a.kind,
    number: a.number,
    name: a.name,
    ...(type !== undefined && { type }),
    ...(since !== undefined && { since }),
    ...(deprecated && { deprecated }),
    ...((a.retired ?? b.retired) && { retired: until === undefined ? {} : { version: until } }),
  };
}

function earlierVersion(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return isEarlier(b, a) ? b : a;
}

function earlierDeprecation(a: Deprecation | undefined, b: Deprecation | undefined): Deprecation | undefined {
  if (!a || !b) return a ?? b;
  if (a.date !== b.date) return a.date < b.date ? a : b;
  const version = earlierVersion(a.version, b.version);
  return version === undefined ? { date: a.date } : { version, date: a.date };
}
