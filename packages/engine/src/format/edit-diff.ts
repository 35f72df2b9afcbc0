import type { Edit } from "@nx-contracts/ir";

/** One line of a diff: taken away, added, or the same on both sides. */
export interface DiffLine {
  readonly sign: "-" | "+" | " ";
  readonly text: string;
}

/** The lines of an edit as a diff, with lines that stay at either end marked as such. */
export function editDiff({ before, after }: Edit): readonly DiffLine[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const lines = (sign: DiffLine["sign"], texts: readonly string[]) => texts.map((text) => ({ sign, text }));
  return [
    ...lines(" ", before.slice(0, head)),
    ...lines("-", before.slice(head, before.length - tail)),
    ...lines("+", after.slice(head, after.length - tail)),
    ...lines(" ", before.slice(before.length - tail)),
  ];
}
