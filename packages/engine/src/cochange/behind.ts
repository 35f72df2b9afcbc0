import { ContractsError, type Schema, type Span } from "@nx-contracts/ir";
import type { DiffFact, DiffKind } from "../facts/diff/fact.js";
import type { Fact } from "../facts/fact.js";
import type { Mapping } from "../facts/mapping.js";
import { parityFacts } from "../facts/parity.js";
import { endOf } from "../words/place.js";
import { type Disagreement, disagreementOf, type Thing } from "./disagreement.js";
import type { BehindSchema, CochangeFactOf } from "./fact.js";
import { type LikelyRenames, likelyRenames } from "./renames.js";
import { type SideVersions, type Touched, touchedOf } from "./touched.js";

export type BehindFact = CochangeFactOf<"mirror-behind"> | CochangeFactOf<"source-behind">;

/**
 * What one side of a pair changed and the other does not say: what the two
 * disagree in now, as far as one of them changed just that. What neither
 * touched is older, and what both say alike asks for nothing.
 */
export function behindFacts(source: SideVersions, mirror: SideVersions, mapping: Mapping): readonly BehindFact[] {
  if (source.facts.length === 0 && mirror.facts.length === 0) return [];
  const pair: Pair = { source: openSide(source), mirror: openSide(mirror), mapping };
  const moverOf = moverFinder(source, mirror, mapping);
  return parityFacts(source.after, mirror.after, mapping).flatMap((fact): readonly BehindFact[] => {
    const disagreement = disagreementOf(fact);
    if (disagreement === undefined) return [];
    const behind = behindOf(pair, fact, disagreement) ?? behindElsewhere(pair, fact, disagreement, moverOf);
    return behind && behind !== NOBODY ? [toFact(pair, fact, disagreement.rule, behind)] : [];
  });
}

interface Side extends SideVersions {
  readonly touched: Touched;
  readonly renames: LikelyRenames;
}

interface Pair {
  readonly source: Side;
  readonly mirror: Side;
  readonly mapping: Mapping;
}

type SideName = "source" | "mirror";

function openSide(side: SideVersions): Side {
  return { ...side, touched: touchedOf(side), renames: likelyRenames(side.facts) };
}

/** Who moved, how, and where the other one would follow. */
interface Behind extends Pick<BehindSchema, "change" | "was" | "became"> {
  readonly mover: SideName;
  readonly changed: Span;
  readonly behind: Span | undefined;
}

function toFact(pair: Pair, fact: Fact, rule: string, { mover, changed, behind, ...rest }: Behind): BehindFact {
  const follower = mover === "source" ? "mirror" : "source";
  return {
    kind: follower === "mirror" ? "mirror-behind" : "source-behind",
    level: "schema",
    subject: fact.subject,
    ...rest,
    changed: { language: pair[mover].after.language, at: changed },
    behind: { language: pair[follower].after.language, at: behind ?? changed },
    parity: { fact, rule },
  };
}

/** Both did something about it, and neither has to follow. */
const NOBODY = "nobody";

/** By what was done to the thing itself; `undefined` where nothing was. */
function behindOf(pair: Pair, fact: Fact, disagreement: Disagreement): Behind | typeof NOBODY | undefined {
  return disagreement.kind === "differs" ? differing(pair, disagreement) : lacking(pair, fact, disagreement);
}

type Differing = Extract<Disagreement, { readonly kind: "differs" }>;
type Lacking = Extract<Disagreement, { readonly kind: "lacks" }>;

/** Both sides have it, and say different things of it. */
function differing(
  { source, mirror }: Pair,
  { aspect, isLossy, ...things }: Differing,
): Behind | typeof NOBODY | undefined {
  const bySource = deedOn(source, things.source, DEEDS[aspect]);
  const byMirror = deedOn(mirror, things.mirror, DEEDS[aspect]);
  if (!bySource && !byMirror) return undefined;
  const [mover, follower] = bySource ? [things.source, things.mirror] : [things.mirror, things.source];
  const places = { mover: bySource ? "source" : "mirror", changed: mover.at, behind: follower.at } as const;
  if (!bySource || !byMirror) return { ...places, change: { kind: "changed", aspect, isLossy } };
  // Where both did something about it, a loss that no edit mends is no omission.
  return isLossy ? NOBODY : { ...places, change: { kind: "apart", aspect } };
}

/**
 * By what was done elsewhere, such as to a message that only gave a list a
 * name: whoever made the difference that was not there before. A loss that
 * comes from a bound asks for nothing.
 */
function behindElsewhere(
  pair: Pair,
  fact: Fact,
  disagreement: Disagreement,
  moverOf: (fact: Fact, rule: string) => SideName | undefined,
): Behind | undefined {
  if (disagreement.kind === "differs" && disagreement.isLossy) return undefined;
  const mover = moverOf(fact, disagreement.rule);
  if (mover === undefined) return undefined;
  const follower = mover === "source" ? "mirror" : "source";
  if (disagreement.kind === "differs") {
    const { [mover]: moved, [follower]: other, aspect } = disagreement;
    return { mover, change: { kind: "changed", aspect, isLossy: false }, changed: moved.at, behind: other.at };
  }
  const { who, thing, home } = disagreement;
  const there = home.of === "definition" ? endOf(pair[who].after) : home.at;
  return who === follower
    ? { mover, change: { kind: "added" }, changed: thing.at, behind: there }
    : { mover, change: { kind: "removed" }, changed: there ?? thing.at, behind: thing.at };
}

/** Tells who made a difference: nobody, where it was there before. */
function moverFinder(
  source: SideVersions,
  mirror: SideVersions,
  mapping: Mapping,
): (fact: Fact, rule: string) => SideName | undefined {
  const keysOf = (from: Schema, to: Schema) =>
    new Set(
      comparable(from, to, mapping).flatMap((fact) => {
        const found = disagreementOf(fact);
        return found ? [`${found.rule} ${fact.subject}`] : [];
      }),
    );
  const older = once(() => keysOf(source.before, mirror.before));
  const withNewSource = once(() => keysOf(source.after, mirror.before));
  return (fact, rule) => {
    const key = `${rule} ${fact.subject}`;
    if (older().has(key)) return undefined;
    return withNewSource().has(key) ? "source" : "mirror";
  };
}

/** Nothing where names of an older version answer to two of the other side: that is no error of the newer one. */
function comparable(from: Schema, to: Schema, mapping: Mapping): readonly Fact[] {
  try {
    return parityFacts(from, to, mapping);
  } catch (error) {
    if (error instanceof ContractsError) return [];
    throw error;
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What changes how each aspect reads. */
const DEEDS = {
  type: ["type-changed", "oneof-changed", "nullable-changed", "root-changed"],
  presence: ["presence-changed", "nullable-changed", "default-changed", "type-changed", "oneof-changed"],
  key: ["wire-name-changed", "read-names-changed", "field-renamed"],
  number: ["member-number-changed", "member-value-changed", "member-renamed"],
  value: ["member-value-changed", "member-number-changed", "member-renamed"],
} as const satisfies { readonly [aspect: string]: readonly DiffKind[] };

/** What gives something its name, or brings it into being. */
const ARRIVALS: readonly DiffKind[] = ["field-added", "member-added", "record-added", "enum-added"];
const NAMINGS: readonly DiffKind[] = [
  ...ARRIVALS,
  "field-renamed",
  "member-renamed",
  "member-value-changed",
  "wire-name-changed",
  "type-changed",
];

function deedOn({ touched }: Side, { within }: Thing, kinds: readonly DiffKind[]): DiffFact | undefined {
  return within.flatMap(touched.at).find(({ kind }) => kinds.includes(kind) || ARRIVALS.includes(kind));
}

/** One side has it, the other does not. */
function lacking(pair: Pair, fact: Fact, { who, thing, home }: Lacking): Behind | undefined {
  const holder = who === "mirror" ? "source" : "mirror";
  const arrival = arrivalOf(pair[holder], thing);
  if (arrival) {
    const was = formerName(arrival) ?? pair[holder].renames.wasOf(arrival);
    const behind = home.of === "definition" ? endOf(pair[who].after) : home.at;
    return { mover: holder, change: { kind: "added" }, changed: thing.at, behind, ...(was !== undefined && { was }) };
  }
  const gone = goneFrom(pair, fact, who, home);
  if (gone?.before === undefined) return undefined;
  const became = gone.after ? laterName(gone) : pair[who].renames.becameOf(gone);
  const named = became === undefined ? {} : { became };
  return { mover: who, change: { kind: "removed" }, changed: gone.before.at, behind: thing.at, ...named };
}

/** What brought it to its name: the nearest fact, where a whole record or enum is new that of the record. */
function arrivalOf({ touched }: Side, { within }: Thing): DiffFact | undefined {
  const [own, ...around] = within;
  const named = own && touched.at(own).find(({ kind }) => NAMINGS.includes(kind));
  return named ?? around.flatMap(touched.at).find(({ kind }) => ARRIVALS.includes(kind));
}

function goneFrom({ mapping, ...pair }: Pair, fact: Fact, who: SideName, home: Lacking["home"]): DiffFact | undefined {
  const { touched } = pair[who];
  switch (home.of) {
    case "field": {
      const mapped = who === "mirror" ? mapping.fields?.[fact.subject] : undefined;
      return touched.fieldGone(home.record, [...home.names, ...(mapped === undefined ? [] : [mapped])]);
    }
    case "member":
      return touched.memberGone(home.set, home.name);
    case "definition":
      return touched.definitionGone(namesOf(mapping, fact.subject, who));
  }
}

/** What a record or an enum is called on the other side. */
function namesOf({ records = {}, stripSuffix = [] }: Mapping, subject: string, who: SideName): readonly string[] {
  if (who === "mirror") {
    const mapped = records[subject];
    return [...(mapped === undefined ? [] : [mapped]), subject, ...stripSuffix.map((suffix) => subject + suffix)];
  }
  const mapped = Object.entries(records).flatMap(([from, to]) => (to === subject ? [from] : []));
  const stripped = stripSuffix.flatMap((end) => (subject.endsWith(end) ? [subject.slice(0, -end.length)] : []));
  return [...mapped, ...stripped, subject];
}

/** Same number or same key, another name. */
function formerName(fact: DiffFact): string | undefined {
  return fact.kind === "field-renamed" || fact.kind === "member-renamed" ? fact.before.value : undefined;
}

function laterName(fact: DiffFact): string | undefined {
  return fact.kind === "field-renamed" || fact.kind === "member-renamed" ? fact.after.value : undefined;
}
