/** One line of two lists laid over each other. */
export type Merged<Thing> =
  | { readonly before: Thing; readonly after: Thing }
  | { readonly before: Thing; readonly after?: undefined }
  | { readonly before?: undefined; readonly after: Thing };

/**
 * Lays two lists over each other: in the order of `after`, with what only
 * `before` has behind the neighbour that it followed there.
 *
 * @param partnerOf from `before` to `after`, one to one
 */
export function* mergeOrder<Thing>(
  before: readonly Thing[],
  after: readonly Thing[],
  partnerOf: ReadonlyMap<Thing, Thing>,
): Generator<Merged<Thing>> {
  const behind = new Map<Thing | undefined, Thing[]>();
  const origin = new Map<Thing, Thing>();
  let neighbour: Thing | undefined;
  for (const thing of before) {
    const partner = partnerOf.get(thing);
    if (partner !== undefined) {
      origin.set(partner, thing);
      neighbour = partner;
      continue;
    }
    const others = behind.get(neighbour);
    if (others) others.push(thing);
    else behind.set(neighbour, [thing]);
  }
  for (const gone of behind.get(undefined) ?? []) yield { before: gone };
  for (const thing of after) {
    const from = origin.get(thing);
    yield from === undefined ? { after: thing } : { before: from, after: thing };
    for (const gone of behind.get(thing) ?? []) yield { before: gone };
  }
}

/** A way to tell that two things are the same; `undefined` where a thing cannot be told by it. */
export type Key<Thing> = (thing: Thing) => string | number | undefined;

/**
 * Pairs two lists by the first key that fits, then what is left by the next.
 * Where several have the same key, they pair in order.
 */
export function pairByKeys<Thing>(
  before: readonly Thing[],
  after: readonly Thing[],
  keys: readonly Key<Thing>[],
): Map<Thing, Thing> {
  const partnerOf = new Map<Thing, Thing>();
  const taken = new Set<Thing>();
  for (const keyOf of keys) {
    const open = new Map<string | number, Thing[]>();
    for (const thing of after.toReversed()) {
      const key = taken.has(thing) ? undefined : keyOf(thing);
      if (key === undefined) continue;
      const others = open.get(key);
      if (others) others.push(thing);
      else open.set(key, [thing]);
    }
    if (open.size === 0) continue;
    for (const thing of before) {
      const key = partnerOf.has(thing) ? undefined : keyOf(thing);
      const partner = key === undefined ? undefined : open.get(key)?.pop();
      if (partner === undefined) continue;
      partnerOf.set(thing, partner);
      taken.add(partner);
    }
  }
  return partnerOf;
}
