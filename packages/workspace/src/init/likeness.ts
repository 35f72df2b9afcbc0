import type { TypeRef } from "@nx-contracts/ir";
import type { SchemaIndex } from "@nx-contracts/engine";
import { nameLikeness } from "./bare-name.js";
import type { Definition } from "./definition.js";

/** How alike two records are, and what that rests on. */
export interface Likeness {
  /** From 0 to 1: fields count for seven tenths, the name for three. */
  readonly score: number;
  /** Fields of the source that the mirror has under the same name. */
  readonly shared: number;
  /** Fields of the source. */
  readonly of: number;
  /** From 0 to 1: how much the names say the same. */
  readonly name: number;
  /** How much what they share tells: a field that hardly any other record has counts for one. */
  readonly evidence: number;
}

/** How much the name of a field tells, from 0 to 1: every record has an `id`, few have an `isbn`. */
export type Telling = (field: string) => number;

const FIELDS = 0.7;
const NAME = 0.3;

/** Tells how much names of fields tell, by how many records have them. */
export function tellingOf(definitions: readonly Definition[]): Telling {
  const holders = new Map<string, number>();
  for (const { fields } of definitions)
    for (const name of fields.keys()) holders.set(name, (holders.get(name) ?? 0) + 1);
  // One on either side is as rare as a pair can be.
  return (field) => 1 / (1 + Math.log(Math.max(1, (holders.get(field) ?? 1) / 2)));
}

/** Measures how alike a record of the source and one of the mirror are. */
export function likenessOf(source: Definition, mirror: Definition, telling: Telling): Likeness {
  let common = 0;
  const shared = new Set<unknown>();
  for (const [name, field] of source.fields) {
    const other = mirror.fields.get(name);
    if (other === undefined || shared.has(field)) continue;
    shared.add(field);
    common += telling(name) * typeLikeness(field.type, source.index, other.type, mirror.index);
  }
  const counted = share(shared.size, source.record.fields.length, mirror.record.fields.length);
  const weighed = share(common, weightOf(source, telling), weightOf(mirror, telling));
  const fields = (counted + weighed) / 2;
  const name = nameLikeness(source.name, mirror.name);
  return {
    score: FIELDS * fields + NAME * name,
    shared: shared.size,
    of: source.record.fields.length,
    name,
    evidence: common,
  };
}

/** Twice what both have of what each has, at most all. */
function share(common: number, one: number, other: number): number {
  return one + other === 0 ? 0 : Math.min(1, (2 * common) / (one + other));
}

/** A field that has two names counts once, by the one that tells less. */
function weightOf({ fields }: Definition, telling: Telling): number {
  const weights = new Map<unknown, number>();
  for (const [name, field] of fields) weights.set(field, Math.min(weights.get(field) ?? 1, telling(name)));
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0);
}

type Word = "text" | "number" | "flag" | "time" | "bytes" | "record" | "anything";

interface Shape {
  readonly collection: "one" | "list" | "map";
  readonly word: Word;
}

function typeLikeness(a: TypeRef, from: SchemaIndex, b: TypeRef, to: SchemaIndex): number {
  const [one, other] = [shapeOf(a, from), shapeOf(b, to)];
  if (one.word === "anything" || other.word === "anything") return 0.75;
  if (one.collection !== other.collection) return 0.3;
  if (one.word === other.word) return 1;
  return RELATED.has(`${one.word} ${other.word}`) || RELATED.has(`${other.word} ${one.word}`) ? 0.75 : 0.4;
}

/** What one language often writes for the other. */
const RELATED: ReadonlySet<string> = new Set(["time text", "number text", "time number", "bytes text", "record text"]);

function shapeOf(type: TypeRef, index: SchemaIndex): Shape {
  const bare = index.unwrap(type);
  switch (bare.kind) {
    case "nullable":
      return shapeOf(bare.of, index);
    case "list":
      return { collection: "list", word: shapeOf(bare.item, index).word };
    case "map":
      return { collection: "map", word: shapeOf(bare.value, index).word };
    case "scalar":
      return { collection: "one", word: WORDS[bare.family] };
    case "ref":
      return { collection: "one", word: index.enum(bare.name) ? "text" : "record" };
    case "literal":
      return { collection: "one", word: bare.values.some((value) => typeof value === "number") ? "number" : "text" };
    case "union":
      return { collection: "one", word: "anything" };
    case "unknown":
      return { collection: "one", word: "anything" };
  }
}

const WORDS = {
  bool: "flag",
  int: "number",
  float: "number",
  decimal: "number",
  string: "text",
  uuid: "text",
  bytes: "bytes",
  timestamp: "time",
  date: "time",
  time: "time",
  duration: "time",
  json: "anything",
} as const satisfies { readonly [family: string]: Word };
