import { foldName } from "@nx-contracts/ir";

/** Share of the names of both that two definitions must have in common to be one, renamed. */
const SIMILAR = 0.6;

/** Candidates looked at for one definition: where all look alike, none stands out. */
const MOST = 64;

/** Finds the candidate most like a definition, if any is like it at all. */
export type FindSimilar<T> = (wanted: T) => T | undefined;

/**
 * Prepares to find, for many definitions, the candidate that shares most names
 * with each, when it shares at least three fifths of them: the same thing,
 * renamed. Only candidates that share one of the rarer names are compared, so
 * that the work grows with the definitions, not with their pairs.
 */
export function similarAmong<T>(
  candidates: readonly T[],
  partsOf: (of: T) => readonly { readonly name: string }[],
): FindSimilar<T> {
  const namesOf = (of: T) => new Set(partsOf(of).map(({ name }) => foldName(name)));
  const names = new Map(candidates.map((candidate) => [candidate, namesOf(candidate)]));
  const holders = new Map<string, T[]>();
  for (const [candidate, own] of names) {
    for (const name of own) {
      const known = holders.get(name);
      if (known) known.push(candidate);
      else holders.set(name, [candidate]);
    }
  }
  return (wanted) => {
    const own = namesOf(wanted);
    // Who shares three fifths of the names shares one of the rarest two fifths and one more.
    const telling = rarestFirst(own, holders).slice(0, own.size - Math.ceil(SIMILAR * own.size) + 1);
    const likely = new Set(telling.flatMap((name) => (holders.get(name) ?? []).slice(0, MOST)));
    let best: T | undefined;
    let bestShare = SIMILAR;
    for (const candidate of [...likely].slice(0, MOST)) {
      const others = names.get(candidate) ?? new Set();
      const shared = [...own].filter((name) => others.has(name)).length;
      const share = shared / Math.max(1, own.size, others.size);
      if (share > bestShare || (share === bestShare && best === undefined)) [best, bestShare] = [candidate, share];
    }
    return best;
  };
}

function rarestFirst(names: ReadonlySet<string>, holders: ReadonlyMap<string, readonly unknown[]>): readonly string[] {
  const count = (name: string) => holders.get(name)?.length ?? 0;
  return [...names].sort((a, b) => count(a) - count(b));
}
