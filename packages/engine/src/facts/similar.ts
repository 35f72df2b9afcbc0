import { foldName } from "@nx-contracts/ir";

/**
 * The candidate that shares most names with `wanted`, when it shares at least
 * three fifths of them: the same thing, renamed.
 */
export function findSimilar<T>(
  wanted: T,
  candidates: readonly T[],
  parts: (of: T) => readonly { readonly name: string }[],
): T | undefined {
  const names = new Set(parts(wanted).map(({ name }) => foldName(name)));
  let best: T | undefined;
  let bestShare = 0.6;
  for (const candidate of candidates) {
    const others = new Set(parts(candidate).map(({ name }) => foldName(name)));
    const shared = [...names].filter((name) => others.has(name)).length;
    const share = shared / Math.max(1, names.size, others.size);
    if (share >= bestShare) [best, bestShare] = [candidate, share];
  }
  return best;
}
