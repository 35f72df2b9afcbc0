import type { ProtoRange } from "@nx-contracts/ir";

/** The parts of `range` that none of `others` covers, in ascending order. */
export function uncovered(range: ProtoRange, others: readonly ProtoRange[]): readonly ProtoRange[] {
  const missing: ProtoRange[] = [];
  let [from] = range;
  const [, to] = range;
  for (const [start, end] of [...others].sort(([a], [b]) => a - b)) {
    if (end < from) continue;
    if (start > to) break;
    if (start > from) missing.push([from, start - 1]);
    from = end + 1;
  }
  if (from <= to) missing.push([from, to]);
  return missing;
}

/** Whether one of `ranges` holds `number`. */
export function covers(ranges: readonly ProtoRange[], number: number): boolean {
  return ranges.some(([from, to]) => number >= from && number <= to);
}
