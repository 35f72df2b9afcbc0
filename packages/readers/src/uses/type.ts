import type { VocabularyMember, VocabularyType } from "./vocabulary-index.js";
import type { ClassStep, FunctionStep } from "./program.js";

/** What is known of the value of an expression, or of a name. */
export type Type =
  /** Nothing is known. */
  | { readonly kind: "unknown" }
  /** No value at all, such as null: adds nothing to what else it may be. */
  | { readonly kind: "never" }
  /** Known, nothing of a contract, and nothing reached through it is. */
  | { readonly kind: "foreign" }
  /** Something of another module that is not read: itself nothing of a contract, its results may be. */
  | { readonly kind: "outside"; readonly name: string }
  | { readonly kind: "module"; readonly path: string; readonly from: string }
  /** A value of a record. */
  | { readonly kind: "record"; readonly of: VocabularyType }
  /** A record or enum itself. */
  | { readonly kind: "class"; readonly of: VocabularyType; readonly isSchema?: true }
  /** A member of an enum that stands beside it: Python's stubs, Go. */
  | { readonly kind: "constant"; readonly of: VocabularyMember }
  /** All fields of a record by name: `AnimeSchema.field`, `Anime.model_fields`. */
  | { readonly kind: "fields"; readonly of: VocabularyType }
  /** The value of a oneof, and what tells its fields apart. */
  | { readonly kind: "oneof" | "case"; readonly record: VocabularyType; readonly members: readonly VocabularyMember[] }
  /** The name of a field of a record: `keyof Anime`. */
  | { readonly kind: "key"; readonly of: VocabularyType }
  /** `parts` where the types by position are known. */
  | { readonly kind: "list"; readonly item: Type; readonly parts?: readonly Type[] }
  | { readonly kind: "channel"; readonly item: Type }
  | { readonly kind: "map"; readonly value: Type }
  | { readonly kind: "either"; readonly of: readonly Type[] }
  /** A name for a type. */
  | { readonly kind: "alias"; readonly of: Type }
  | { readonly kind: "function"; readonly of: LocalFunction }
  /** A class of a file that is read, and a value of it. */
  | { readonly kind: "local" | "instance"; readonly of: LocalClass };

export interface LocalFunction {
  readonly step: FunctionStep;
  /** Types of the parameters as declared; for what is handed over. */
  readonly parameters: readonly Type[];
  returns: Type;
  /** What else is reached through it. */
  readonly members?: ReadonlyMap<string, Type>;
}

export interface LocalClass {
  readonly step: ClassStep;
  readonly bases: readonly Type[];
  readonly members: Map<string, Type>;
  /** Of the file that declares it; empty for what is generated. */
  readonly path: string;
  /** What the methods of a service take and give: what is made of it is a client, what is given for it a server. */
  readonly serves?: readonly VocabularyType[];
}

export const UNKNOWN: Type = { kind: "unknown" };
export const NEVER: Type = { kind: "never" };
export const FOREIGN: Type = { kind: "foreign" };

/** More alternatives than these are not kept apart. */
const MOST_ALTERNATIVES = 12;

/** Records that a type has to do with: itself, what functions take and give, what a service does. */
export function recordsOf(type: Type, depth = 0): readonly VocabularyType[] {
  if (depth > DEEPEST_RECORD) return [];
  const inside = (part: Type) => recordsOf(part, depth + 1);
  switch (type.kind) {
    case "record":
      return [type.of];
    case "alias":
      return inside(type.of);
    case "list":
    case "channel":
      return inside(type.item);
    case "map":
      return inside(type.value);
    case "either":
      return type.of.flatMap(inside);
    case "function":
      return [...type.of.parameters, type.of.returns].flatMap(inside);
    case "local":
    case "instance":
      return type.of.serves ?? [];
    default:
      return [];
  }
}

/** Functions may give themselves. */
const DEEPEST_RECORD = 4;

/** One of several types. */
export function either(types: readonly Type[]): Type {
  const flat: Type[] = [];
  for (const type of types) {
    for (const part of type.kind === "either" ? type.of : [type]) {
      if (part.kind !== "never" && !flat.some((known) => isSame(known, part))) flat.push(part);
      if (flat.length > MOST_ALTERNATIVES) return UNKNOWN;
    }
  }
  const [first] = flat;
  if (!first) return NEVER;
  if (flat.length === 1) return first;
  return { kind: "either", of: flat };
}

/** The alternatives of a type. */
export function alternatives(type: Type): readonly Type[] {
  return type.kind === "either" ? type.of : [type];
}

/** Applies to each alternative. */
export function each(type: Type, change: (part: Type) => Type): Type {
  return type.kind === "either" ? either(type.of.map(change)) : change(type);
}

/** An item of a list, a value of a map. */
export function itemOf(type: Type): Type {
  return each(type, (part) => {
    if (part.kind === "list" || part.kind === "channel") return part.item;
    if (part.kind === "map") return part.value;
    return part.kind === "foreign" ? FOREIGN : UNKNOWN;
  });
}

/** What a loop over keys and values binds. What goes through a channel has no key, and pairs of Rust are items. */
export function entryOf(type: Type, arePairsItems: boolean): Type {
  return each(type, (part) => {
    if (part.kind === "channel") return tupleOf([part.item]);
    return part.kind === "list" && arePairsItems ? part.item : itemOf(pairsOf(itemOf(part)));
  });
}

/** An object without some fields of its own: `rest` of `const { title, ...rest } = anime`. */
export function without(type: Type, fields: readonly { readonly name: string }[], path: string): Type {
  const parts = alternatives(type);
  if (parts.some(({ kind }) => kind === "unknown" || kind === "never")) return type;
  const step: ClassStep = { kind: "class", name: "", bases: [], fields: [], body: [] };
  const members = new Map(fields.map(({ name }) => [name, FOREIGN]));
  return each(type, (part) =>
    part.kind === "record" ? { kind: "instance", of: { step, bases: [part], members, path } } : part,
  );
}

/** What stands at a position of a list. */
export function partOf(type: Type, position: number): Type {
  return each(type, (part) => (part.kind === "list" && part.parts?.[position]) || itemOf(part));
}

export function listOf(item: Type): Type {
  return { kind: "list", item };
}

/** Values by position. */
export function tupleOf(parts: readonly Type[]): Type {
  return { kind: "list", item: either(parts), parts };
}

/** A list of pairs whose second part is given. */
export function pairsOf(second: Type): Type {
  return listOf({ kind: "list", item: UNKNOWN, parts: [FOREIGN, second] });
}

function isSame(a: Type, b: Type, depth = 0): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || depth > 4) return false;
  if (a.kind === "record" || a.kind === "class" || a.kind === "key") return "of" in b && a.of === b.of;
  if (a.kind === "instance" || a.kind === "local") return "of" in b && a.of === b.of;
  if (a.kind === "list" && b.kind === "list") return !a.parts && !b.parts && isSame(a.item, b.item, depth + 1);
  if (a.kind === "channel" && b.kind === "channel") return isSame(a.item, b.item, depth + 1);
  if (a.kind === "map" && b.kind === "map") return isSame(a.value, b.value, depth + 1);
  return a.kind === "unknown" || a.kind === "foreign" || a.kind === "outside";
}
