import type { Reserved } from "@nx-contracts/ir";

/** Numbers from one to another, both included. */
export type NumberRange = Reserved["numbers"][number];

/** The same numbers in ascending order, ranges that overlap or touch made one. */
export function joinRanges(ranges: readonly NumberRange[]): readonly NumberRange[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** What of `ranges` no one of `others` covers, in ascending order. */
export function withoutRanges(ranges: readonly NumberRange[], others: readonly NumberRange[]): readonly NumberRange[] {
  const taken = joinRanges(others);
  return joinRanges(ranges).flatMap(({ from, to }) => {
    const left: NumberRange[] = [];
    let next = from;
    for (const other of taken) {
      if (other.to < next) continue;
      if (other.from > to) break;
      if (other.from > next) left.push({ from: next, to: other.from - 1 });
      next = other.to + 1;
    }
    if (next <= to) left.push({ from: next, to });
    return left;
  });
}

/** Whether one of `ranges` holds `number`. */
export function inRanges(ranges: readonly NumberRange[], number: number): boolean {
  return ranges.some(({ from, to }) => from <= number && number <= to);
}

/** Single numbers as ranges. */
export function rangesOf(numbers: Iterable<number>): readonly NumberRange[] {
  return joinRanges([...numbers].map((number) => ({ from: number, to: number })));
}

/** What either reserves, in the order of the lock. */
export function joinReserved(a: Reserved, b: Reserved): Reserved {
  return { numbers: joinRanges([...a.numbers, ...b.numbers]), names: [...new Set([...a.names, ...b.names])].sort() };
}
