import type { Direction } from "../verdict.js";

/** Whom a change can hurt, in the order in which they are told. */
export const PARTIES = ["old readers", "new readers", "producers", "consumers' code"] as const;

export type Party = (typeof PARTIES)[number];

/** A direction as the two questions that rules ask. */
export interface Reading {
  /** Data of the older version is read by the newer one. */
  readonly oldData: boolean;
  /** Data of the newer version is read by the older one. */
  readonly newData: boolean;
}

export function readingOf(direction: Direction): Reading {
  return { oldData: direction !== "forward", newData: direction !== "backward" };
}

/** The readers of a reading, and others, each once and in order. */
export function hurt({ oldData, newData }: Reading, ...others: readonly Party[]): readonly Party[] {
  const all = new Set<Party>(others);
  if (newData) all.add("old readers");
  if (oldData) all.add("new readers");
  return PARTIES.filter((party) => all.has(party));
}
