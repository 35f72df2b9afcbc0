import type { Reserved } from "@nx-contracts/ir";
import type { Reservation } from "./fact.js";

type Range = Reserved["numbers"][number];

/** What `one` reserves and `other` does not: ranges in ascending order, then names in the order written. */
export function reservedOnlyIn(one: Reserved, other: Reserved): readonly Reservation[] {
  if (one === other) return [];
  const names = new Set(other.names);
  return [...without(one.numbers, other.numbers), ...new Set(one.names.filter((name) => !names.has(name)))];
}

/** The numbers that are in `ranges` and not in `others`. */
function without(ranges: readonly Range[], others: readonly Range[]): readonly Range[] {
  const [kept, taken] = [joined(ranges), joined(others)];
  const left: Range[] = [];
  let next = 0;
  for (const { from, to } of kept) {
    let start = from;
    while ((taken[next]?.to ?? Number.POSITIVE_INFINITY) < from) next++;
    for (let i = next; start <= to; i++) {
      const hole = taken[i];
      const end = Math.min(to, (hole?.from ?? Number.POSITIVE_INFINITY) - 1);
      if (start <= end) left.push({ from: start, to: end });
      start = hole === undefined ? to + 1 : hole.to + 1;
    }
  }
  return left;
}

/** Ascending, with what overlaps or touches made one. */
function joined(ranges: readonly Range[]): readonly Range[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last.to + 1) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}
