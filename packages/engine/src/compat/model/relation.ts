/** How the values of an older version relate to those of a newer one. */
export interface Relation {
  /** The older one holds values that the newer one does not. */
  readonly lost: boolean;
  /** The newer one holds values that the older one did not. */
  readonly gained: boolean;
  /** They have nothing in common. */
  readonly other: boolean;
}

export const SAME: Relation = { lost: false, gained: false, other: false };
export const LOST: Relation = { lost: true, gained: false, other: false };
export const GAINED: Relation = { lost: false, gained: true, other: false };
export const OTHER: Relation = { lost: true, gained: true, other: true };

/** The relation of a whole to a whole, from those of its parts. */
export function allOf(...parts: readonly Relation[]): Relation {
  return {
    lost: parts.some(({ lost }) => lost),
    gained: parts.some(({ gained }) => gained),
    other: parts.some(({ other }) => other),
  };
}

/** The relation of two sets of values. */
export function relateSets<Value>(from: ReadonlySet<Value>, to: ReadonlySet<Value>): Relation {
  const kept = [...from].filter((value) => to.has(value)).length;
  return { lost: kept < from.size, gained: kept < to.size, other: kept === 0 };
}
