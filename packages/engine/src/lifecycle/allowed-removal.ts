import type { Reserved } from "@nx-contracts/ir";
import { inRanges } from "../lock/ranges.js";
import type { Deprecation, Lock, LockEntry } from "../lock/lock.js";
import { isRemovable, type RemovalWindow } from "../lock/window.js";

/** A field or an enum number that is gone, with all names that it had. */
export interface Removal {
  readonly kind: LockEntry["kind"];
  /** Of its message or enum. */
  readonly qualifiedName: string;
  readonly number: number;
  readonly names: readonly string[];
  /** What its message or enum reserves now. */
  readonly reserved: Reserved;
}

/**
 * Whether something may be gone: the lock saw it deprecated for as long as the
 * window asks for, and its number and its names are reserved.
 *
 * @returns the latest of its deprecations, or `undefined` where the removal is to be judged as any other
 */
export function allowedRemoval(
  { definitions }: Lock,
  { kind, qualifiedName, number, names, reserved }: Removal,
  window: RemovalWindow,
  circumstances: { readonly today: string; readonly version?: string },
): Deprecation | undefined {
  if (!inRanges(reserved.numbers, number)) return undefined;
  const known = (definitions.get(qualifiedName)?.entries ?? []).filter(
    (entry) => entry.kind === kind && entry.number === number,
  );
  let latest: Deprecation | undefined;
  for (const name of names) {
    const entry = known.find((each) => each.name === name);
    if (!entry?.deprecated || !reserved.names.includes(name)) return undefined;
    if (!isRemovable(entry, window, circumstances)) return undefined;
    if (latest === undefined || entry.deprecated.date > latest.date) latest = entry.deprecated;
  }
  return latest;
}
