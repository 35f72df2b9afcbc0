import { NOTHING_RESERVED } from "@nx-contracts/ir";
import type { Definition, Part } from "../lock/definition.js";
import { entryKey, type LockedDefinition, type LockEntry, numberKey } from "../lock/lock.js";
import type { LockPlaces } from "../lock/places.js";
import { inRanges, rangesOf, withoutRanges } from "../lock/ranges.js";
import { isRemovable, type RemovalWindow, removableFrom } from "../lock/window.js";
import { startOf } from "../words/place.js";
import type { LifecycleFact, Memory, NamedPart } from "./lifecycle.js";

/** What a comparison with the lock goes by besides the two. */
export interface LockCircumstances {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** The version of the contracts as they are now. */
  readonly version?: string;
  /** How long something is deprecated before it is removed; without it nothing is too early. */
  readonly window?: RemovalWindow;
}

/** Everything that is so between a message or enum and what the lock remembers of it. */
export function compareWithLock(
  live: Definition,
  locked: LockedDefinition,
  places: LockPlaces,
  circumstances: LockCircumstances,
): readonly LifecycleFact[] {
  const comparison = new Comparison(live, locked, places);
  const reused = live.parts.flatMap((part) => comparison.reuse(part));
  const reusedNumbers = new Set(reused.flatMap((fact) => (fact.kind === "number-reused" ? [fact.number] : [])));
  return [
    ...reused,
    ...comparison.leftUnreserved(reusedNumbers),
    ...comparison.reservationRemoved(),
    ...comparison.removedTooEarly(circumstances),
  ];
}

class Comparison {
  readonly #live: Definition;
  readonly #locked: LockedDefinition;
  readonly #places: LockPlaces;
  /** Entries of the kind that the definition has now; a message may have become an enum. */
  readonly #entries: readonly LockEntry[];
  readonly #numbers: ReadonlySet<number>;
  readonly #names: ReadonlySet<string>;
  readonly #keys: ReadonlySet<string>;

  constructor(live: Definition, locked: LockedDefinition, places: LockPlaces) {
    const kind = live.what === "enum" ? "member" : "field";
    this.#live = live;
    this.#locked = locked;
    this.#places = places;
    this.#entries = locked.entries.filter((entry) => entry.kind === kind);
    this.#numbers = new Set(live.parts.map(({ number }) => number));
    this.#names = new Set(live.parts.map(({ name }) => name));
    this.#keys = new Set(live.parts.map(entryKey));
  }

  /** The number or the name of `part` was something else's. */
  reuse(part: Part): readonly LifecycleFact[] {
    const atNumber = this.#entries.filter(({ number }) => number === part.number);
    const own = atNumber.find(({ name }) => name === part.name);
    if (own && !own.retired) return [];
    return [...this.#numberReuse(part, atNumber, own), ...(own ? [] : this.#nameReuse(part))];
  }

  #numberReuse(part: Part, atNumber: readonly LockEntry[], own: LockEntry | undefined): readonly LifecycleFact[] {
    const active = atNumber.filter(({ retired }) => !retired);
    // One of the same type under another name is a new name for the same thing.
    if (active.some(({ type }) => type === part.type)) return [];
    const others = atNumber.filter(({ type }) => type !== part.type);
    // What comes back as it was is no reuse, unless the number was something else in between.
    if (own && others.length === 0) return [];
    const was = active[0] ?? others.at(-1) ?? atNumber.at(-1);
    if (was) return [this.#reuseOf("number-reused", part, memoryOf(was), this.#at(was))];
    if (!inRanges(this.#locked.reserved.numbers, part.number)) return [];
    const lockedAt = this.#places.reservedNumber(this.#live.qualifiedName, part.number);
    return [this.#reuseOf("number-reused", part, { kind: "reserved" }, lockedAt)];
  }

  #nameReuse(part: Part): readonly LifecycleFact[] {
    const elsewhere = this.#entries.filter(({ name }) => name === part.name);
    const was = elsewhere.find(({ retired }) => !retired) ?? elsewhere.at(-1);
    if (was) return [this.#reuseOf("name-reused", part, memoryOf(was), this.#at(was))];
    if (!this.#locked.reserved.names.includes(part.name)) return [];
    const lockedAt = this.#places.reservedName(this.#live.qualifiedName, part.name);
    return [this.#reuseOf("name-reused", part, { kind: "reserved" }, lockedAt)];
  }

  #reuseOf(
    kind: "number-reused" | "name-reused",
    part: Part,
    was: Memory,
    lockedAt: LifecycleFact["at"],
  ): LifecycleFact {
    return {
      kind,
      subject: `${this.#live.subject}.${part.name}`,
      at: part.at,
      definition: this.#live.subject,
      lockedAt,
      holds: [numberKey(this.#live.qualifiedName, part)],
      number: part.number,
      part: named(part),
      was,
    };
  }

  /** What is gone and was never reserved, one fact a name. */
  *leftUnreserved(reusedNumbers: ReadonlySet<number>): Generator<LifecycleFact> {
    const gone = this.#entries.filter((entry) => !this.#keys.has(entryKey(entry)) && !reusedNumbers.has(entry.number));
    for (const name of new Set(gone.map((entry) => entry.name))) {
      const entries = gone.filter((entry) => entry.name === name);
      const free = this.#freeOf(entries, name);
      const [first] = entries;
      if (!first || (free.numbers.length === 0 && free.names.length === 0)) continue;
      yield {
        kind: "left-unreserved",
        ...this.#inDefinition(name, entries),
        lockedAt: this.#at(first),
        what: this.#live.what,
        definitionAt: this.#live.at,
        name,
        free,
      };
    }
  }

  #freeOf(entries: readonly LockEntry[], name: string) {
    const { reserved: now } = this.#live;
    const { reserved: before } = this.#locked;
    const numbers = rangesOf(entries.map(({ number }) => number).filter((number) => !this.#numbers.has(number)));
    const isKept = this.#names.has(name) || now.names.includes(name) || before.names.includes(name);
    return { numbers: withoutRanges(numbers, [...now.numbers, ...before.numbers]), names: isKept ? [] : [name] };
  }

  /** Reservations that nothing covers any more; what is in use again is told by other facts. */
  *reservationRemoved(): Generator<LifecycleFact> {
    const { what, qualifiedName, subject, at, reserved } = this.#live;
    const { reserved: before } = this.#locked;
    if (before === NOTHING_RESERVED) return;
    const numbers = withoutRanges(before.numbers, [...reserved.numbers, ...rangesOf(this.#numbers)]);
    const names = before.names.filter((name) => !reserved.names.includes(name) && !this.#names.has(name));
    const [range] = numbers;
    const [name] = names;
    if (!range && name === undefined) return;
    yield {
      kind: "reservation-removed",
      subject,
      at: startOf(at),
      definition: subject,
      lockedAt: range
        ? this.#places.reservedNumber(qualifiedName, range.from)
        : this.#places.reservedName(qualifiedName, name ?? ""),
      holds: [],
      what,
      definitionAt: at,
      free: { numbers, names },
    };
  }

  *removedTooEarly({ today, version, window }: LockCircumstances): Generator<LifecycleFact> {
    if (!window) return;
    const told = new Set<string>();
    for (const entry of this.#entries) {
      const { name, number, retired, deprecated } = entry;
      const isGone = !retired && !this.#numbers.has(number) && !this.#names.has(name);
      if (!isGone || told.has(name)) continue;
      if (isRemovable(entry, window, { today, ...(version !== undefined && { version }) })) continue;
      told.add(name);
      yield {
        kind: "removed-too-early",
        ...this.#inDefinition(name, [entry]),
        lockedAt: this.#at(entry),
        name,
        ...(deprecated && { deprecated: deprecated.date }),
        allowedFrom: removableFrom(entry, window, today),
      };
    }
  }

  #inDefinition(name: string, entries: readonly LockEntry[]) {
    const { qualifiedName, subject, at } = this.#live;
    return {
      subject: `${subject}.${name}`,
      at: startOf(at),
      definition: subject,
      holds: entries.map((entry) => numberKey(qualifiedName, entry)),
    };
  }

  #at(entry: LockEntry) {
    return this.#places.entry(this.#live.qualifiedName, entry);
  }
}

function named({ name, type }: NamedPart): NamedPart {
  return type === undefined ? { name } : { name, type };
}

function memoryOf(entry: LockEntry): Memory {
  const { number, retired } = entry;
  if (!retired) return { ...named(entry), kind: "active", number };
  return { ...named(entry), kind: "retired", number, ...(retired.version !== undefined && { until: retired.version }) };
}
