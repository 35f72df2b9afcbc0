import type { Certainty } from "@nx-contracts/ir";

/** What a place in code seems to use. */
interface Seen {
  readonly subject: string;
  readonly certainty: Certainty;
  readonly at: { readonly file: string; readonly line: number; readonly column: number };
}

/**
 * Keeps one of those that name the same subject at the same place, a certain
 * one if there is any: where the type is not known, a name may be that of the
 * model as well as that of its mirror.
 */
export function oncePerPlace<Each>(all: readonly Each[], see: (each: Each) => Seen): readonly Each[] {
  const kept = new Map<string, Each>();
  for (const each of all) {
    const { subject, certainty, at } = see(each);
    const key = JSON.stringify([subject, at.file, at.line, at.column]);
    if (!kept.has(key) || certainty === "certain") kept.set(key, each);
  }
  return [...kept.values()];
}
