import { ContractsError, type Span } from "@nx-contracts/ir";

/** Something with a name on one side of a comparison. */
export interface Named<T> {
  readonly value: T;
  /** The name as people write it, for messages and mapping keys. */
  readonly name: string;
  /** Names it answers to, the preferred one first. */
  readonly answersTo: readonly string[];
  readonly at: Span;
}

export interface Pairing<S, M> {
  readonly pairs: readonly (readonly [S, M])[];
  readonly missing: readonly S[];
  readonly extra: readonly M[];
}

/** The two sides in words, for the error about ambiguous names. */
export interface PairingContext {
  /** `record`, `field`, `enum`, `member`. */
  readonly what: string;
  /** Source name → mirror name, from the configuration. */
  readonly mapped: { readonly [source: string]: string };
  /** Prefix of `mapped`'s keys: the record of a field, the enum of a member. */
  readonly within?: string;
  readonly fold: (name: string) => string;
}

/**
 * Pairs two sides: by mapping, then by equal name, then by folded name, then by
 * any further name that one answers to. A name that fits two is never guessed.
 *
 * @throws ContractsError `mapping-ambiguous` when two candidates fit equally well.
 */
export function pairNames<S, M>(
  sources: readonly Named<S>[],
  mirrors: readonly Named<M>[],
  context: PairingContext,
): Pairing<S, M> {
  const partner = new Map<Named<S>, Named<M>>();
  const taken = new Set<Named<M>>();
  const pair = (source: Named<S>, mirror: Named<M>) => {
    partner.set(source, mirror);
    taken.add(mirror);
  };

  for (const source of sources) {
    const wanted = context.mapped[context.within === undefined ? source.name : `${context.within}.${source.name}`];
    const mirror = wanted === undefined ? undefined : mirrors.find((candidate) => candidate.name === wanted);
    if (mirror && !taken.has(mirror)) pair(source, mirror);
  }

  const passes: readonly ((named: Named<unknown>) => readonly string[])[] = [
    (named) => named.answersTo.slice(0, 1),
    (named) => named.answersTo.slice(0, 1).map(context.fold),
    (named) => named.answersTo.map(context.fold),
  ];
  for (const names of passes) {
    const open = group(
      mirrors.filter((mirror) => !taken.has(mirror)),
      names,
    );
    const asking = group(
      sources.filter((source) => !partner.has(source)),
      names,
    );
    for (const [name, askers] of asking) {
      const candidates = (open.get(name) ?? []).filter((candidate) => !taken.has(candidate));
      const unpaired = askers.filter((source) => !partner.has(source));
      const [source] = unpaired;
      const [mirror] = candidates;
      if (!source || !mirror) continue;
      if (unpaired.length > 1 || candidates.length > 1) throw ambiguous(unpaired, candidates, context);
      pair(source, mirror);
    }
  }

  return {
    pairs: sources.flatMap((source) => {
      const mirror = partner.get(source);
      return mirror ? [[source.value, mirror.value] as const] : [];
    }),
    missing: sources.filter((source) => !partner.has(source)).map((source) => source.value),
    extra: mirrors.filter((mirror) => !taken.has(mirror)).map((mirror) => mirror.value),
  };
}

function group<T>(side: readonly Named<T>[], names: (named: Named<T>) => readonly string[]): Map<string, Named<T>[]> {
  const groups = new Map<string, Named<T>[]>();
  for (const named of side) {
    for (const name of new Set(names(named))) {
      const members = groups.get(name);
      if (members) members.push(named);
      else groups.set(name, [named]);
    }
  }
  return groups;
}

function ambiguous(
  sources: readonly Named<unknown>[],
  mirrors: readonly Named<unknown>[],
  { what, within }: PairingContext,
): ContractsError {
  const list = (side: readonly Named<unknown>[]) =>
    side.map(({ name, at }) => `\`${name}\` (${at.file}:${at.line})`).join(" and ");
  const place = within === undefined ? "" : ` of \`${within}\``;
  const [source] = sources;
  return new ContractsError("mapping-ambiguous", {
    message: `The ${what}${sources.length > 1 ? "s" : ""} ${list(sources)}${place} and ${list(mirrors)} of the mirror answer to the same name.`,
    ...(source ? { at: source.at } : {}),
    next: `Say which belongs to which under \`mapping:\` of the mirror in contracts.yaml.`,
  });
}
