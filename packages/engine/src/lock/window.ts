import type { Lock, LockEntry } from "./lock.js";
import { minorsBetween } from "./version.js";

/** How long something is deprecated before it may be removed; either of the two is enough. */
export interface RemovalWindow {
  readonly days: number;
  readonly minors: number;
}

/** `date` and so many days, both `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The first date on which an entry may be removed: counted from its deprecation, or from `today` where it has none. */
export function removableFrom({ deprecated }: LockEntry, { days }: RemovalWindow, today: string): string {
  return addDays(deprecated?.date ?? today, days);
}

/** Whether an entry may be removed: it is deprecated, and the days or the minor versions have passed. */
export function isRemovable(
  { deprecated }: LockEntry,
  { days, minors }: RemovalWindow,
  { today, version }: { readonly today: string; readonly version?: string },
): boolean {
  if (!deprecated) return false;
  if (addDays(deprecated.date, days) <= today) return true;
  if (deprecated.version === undefined || version === undefined) return false;
  return (minorsBetween(deprecated.version, version) ?? -1) >= minors;
}

/** The dates on which a deprecated, active entry of the lock may be removed, sorted, each once. */
export function dueDates({ definitions }: Lock, { days }: RemovalWindow): readonly string[] {
  const dates = [...definitions.values()].flatMap(({ entries }) =>
    entries.flatMap(({ deprecated, retired }) => (deprecated && !retired ? [addDays(deprecated.date, days)] : [])),
  );
  return [...new Set(dates)].sort();
}
