import { type Enum, type Field, foldName, type Schema, type SchemaRecord, type TypeRef } from "@nx-contracts/ir";
import { indexSchema, type SchemaIndex } from "../facts/schema-index.js";
import { type FindSimilar, similarAmong } from "../facts/similar.js";

export type Definition = SchemaRecord | Enum;

/** One side of a comparison with what edits look up in it. */
export interface Side {
  readonly schema: Schema;
  readonly index: SchemaIndex;
  /** The definition that another side calls by this local name. */
  named(name: string): Definition | undefined;
  /** Where a definition stands among those of its kind. */
  position(definition: Definition): number;
}

const SIDES = new WeakMap<Schema, Side>();

/** The look-ups of a schema, made once: every finding of a comparison asks for the same two. */
export function sideOf(schema: Schema): Side {
  const known = SIDES.get(schema);
  if (known) return known;
  const index = indexSchema(schema);
  const byName = new Map<string, Definition>();
  for (const definition of [...schema.records, ...schema.enums]) {
    const name = foldDefinition(neutralName(index, definition));
    if (!byName.has(name)) byName.set(name, definition);
  }
  for (const definition of [...schema.records, ...schema.enums]) {
    if (!byName.has(foldDefinition(definition.name))) byName.set(foldDefinition(definition.name), definition);
  }
  const positions = new Map<Definition, number>(
    [...schema.records.entries(), ...schema.enums.entries()].map(([i, each]) => [each, i]),
  );
  const side: Side = {
    schema,
    index,
    named: (name) => byName.get(foldDefinition(name)),
    position: (definition) => positions.get(definition) ?? 0,
  };
  SIDES.set(schema, side);
  return side;
}

/** A definition's name as every side would say it: outer names joined, zod's customary suffix left out. */
export function neutralName({ schema, localName }: SchemaIndex, definition: Definition): string {
  const local = localName(definition).replace(/[^\p{L}\p{N}_]/gu, "");
  return schema.language === "typescript" ? local.replace(/(?<=.)Schema$/, "") : local;
}

/** The definition of `to` that stands for one of `from`: by name, else the one most like it. */
export function counterpart(definition: Definition, from: Side, to: Side): Definition | undefined {
  const named = to.named(neutralName(from.index, definition));
  if (named) return named;
  const { record, enumeration } = likenesses(from, to);
  return "fields" in definition ? record(definition) : enumeration(definition);
}

interface Likenesses {
  readonly record: FindSimilar<SchemaRecord>;
  readonly enumeration: FindSimilar<Enum>;
}

const LIKENESSES = new WeakMap<Side, WeakMap<Side, Likenesses>>();

/** Definitions of `to` that no name of `from` claims, ready to be searched; made once for two sides. */
function likenesses(from: Side, to: Side): Likenesses {
  const ofFrom = LIKENESSES.get(from) ?? new WeakMap<Side, Likenesses>();
  LIKENESSES.set(from, ofFrom);
  const known = ofFrom.get(to);
  if (known) return known;
  const unpaired = (each: Definition) => from.named(neutralName(to.index, each)) === undefined;
  const made = {
    record: similarAmong(to.schema.records.filter(unpaired), ({ fields }) => fields),
    enumeration: similarAmong(to.schema.enums.filter(unpaired), ({ members }) => members),
  };
  ofFrom.set(to, made);
  return made;
}

/**
 * A type of `from` in terms of `to`: references name the counterparts there,
 * or carry the neutral name of a definition that is still to be added.
 *
 * @param paired Qualified names of `from` and what stands for them in `to`, where names alone do not tell.
 * @param inside Structural records under way: one that contains itself is unknown.
 * @returns `undefined` when a part of it is unknown.
 */
export function translate(
  type: TypeRef,
  from: Side,
  to: Side,
  paired: ReadonlyMap<string, string> = NO_PAIRS,
  inside: readonly string[] = [],
): TypeRef | undefined {
  const each = (part: TypeRef) => translate(part, from, to, paired, inside);
  const all = (parts: readonly TypeRef[]) => {
    const translated = parts.flatMap((part) => each(part) ?? []);
    return translated.length === parts.length ? translated : undefined;
  };
  switch (type.kind) {
    case "scalar":
    case "literal":
      return type;
    case "unknown":
      return undefined;
    case "nullable": {
      const of = each(type.of);
      return of && { kind: "nullable", of };
    }
    case "list": {
      const [item, tuple] = [each(type.item), type.tuple && all(type.tuple)];
      if (!item || (type.tuple && !tuple)) return undefined;
      return { ...type, item, ...(tuple && { tuple }) };
    }
    case "map": {
      const [key, value] = [numericKey(type.key, from, to) ?? each(type.key), each(type.value)];
      return key && value && { kind: "map", key, value };
    }
    case "union": {
      const of = all(type.of);
      return of && { ...type, of };
    }
    case "ref":
      return translateReference(type.name, from, to, paired, inside);
  }
}

const NO_PAIRS: ReadonlyMap<string, string> = new Map();

/** Keys that are numbers in JSON are no text to a proto, whatever gives them names. */
function numericKey(key: TypeRef, from: Side, to: Side): TypeRef | undefined {
  const members = key.kind === "ref" ? (from.index.enum(key.name)?.members ?? []) : [];
  const isNumeric = members.length > 0 && members.every(({ value }) => typeof value === "number");
  return isNumeric && to.schema.language === "proto" ? { kind: "scalar", family: "int" } : undefined;
}

function translateReference(
  name: string,
  from: Side,
  to: Side,
  paired: ReadonlyMap<string, string>,
  inside: readonly string[],
): TypeRef | undefined {
  const pair = paired.get(name);
  if (pair !== undefined) return { kind: "ref", name: pair };
  const definition = from.index.record(name) ?? from.index.enum(name);
  if (!definition || inside.includes(name)) return undefined;
  const target = to.named(neutralName(from.index, definition));
  if (target) return { kind: "ref", name: target.qualifiedName };
  const structure = "fields" in definition ? structureOf(definition, from) : undefined;
  if (structure) return translate(structure, from, to, paired, [...inside, name]);
  return { kind: "ref", name: counterpart(definition, from, to)?.qualifiedName ?? neutralName(from.index, definition) };
}

/** The type that a root model, a list wrapper or a record of alternatives only gives a name. */
function structureOf(record: SchemaRecord, { index }: Side): TypeRef | undefined {
  const reference: TypeRef = { kind: "ref", name: record.qualifiedName };
  const unwrapped = index.unwrap(reference);
  if (unwrapped !== reference) return unwrapped;
  const alternatives = index.alternatives(record);
  return alternatives && { kind: "union", of: alternatives.map((field: Field) => field.type) };
}

function foldDefinition(name: string): string {
  return foldName(name).replace(/[^\p{L}\p{N}]/gu, "");
}
