import type { Reserved } from "@nx-contracts/ir";

/** Words joined for a sentence: `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** Numbers and names in a person's words: `2, 5 to 7 and "old"`. */
export function describeReserved({ numbers, names }: Reserved): string {
  return listWords([
    ...numbers.map(({ from, to }) => (from === to ? String(from) : `${from} to ${to}`)),
    ...names.map((name) => `"${name}"`),
  ]);
}
