import { type Field, foldName, type SchemaRecord, toJsonName } from "@nx-contracts/ir";
import { type Named, pairNames } from "./pair-names.js";
import type { SchemaIndex } from "./schema-index.js";

export interface FieldPairs {
  readonly pairs: readonly (readonly [Field, Field])[];
  readonly missing: readonly Field[];
  readonly extra: readonly Field[];
  /** The mirror's map that holds the unknown keys of an open source. */
  readonly catchAll?: Field;
}

/**
 * Pairs the fields of two records by mapping, by name, or by the name on the
 * wire. A union pairs with the oneof of its name as if that were one field;
 * computed fields of the source may be mirrored, but need not be.
 */
export function pairFields(
  subject: string,
  source: SchemaRecord,
  mirror: SchemaRecord,
  mirrorIndex: SchemaIndex,
  mapped: { readonly [source: string]: string },
): FieldPairs {
  const [root, wrapped] = [source.fields[0], mirror.fields[0]];
  if ((source.root || mirror.root) && root && wrapped && source.fields.length === 1 && mirror.fields.length === 1) {
    return { pairs: [[root, wrapped]], missing: [], extra: [] };
  }
  const mirrorFields = gatherOneofs(source, mirror);
  const context = { what: "field", within: subject, mapped, fold: foldName };
  const declared = pairNames(source.fields.map(named), mirrorFields.map(named), context);
  const computed = pairNames((source.computed ?? []).map(named), declared.extra.map(named), context);
  const catchAll = source.open ? computed.extra.find((field) => isCatchAll(field, mirrorIndex)) : undefined;
  return {
    pairs: [...declared.pairs, ...computed.pairs],
    missing: declared.missing,
    extra: computed.extra.filter((field) => field !== catchAll),
    ...(catchAll && { catchAll }),
  };
}

function named(field: Field): Named<Field> {
  const wire = field.wireName === undefined ? [] : [field.wireName];
  return { value: field, name: field.name, answersTo: [field.name, ...wire], at: field.at };
}

function isCatchAll({ type }: Field, index: SchemaIndex): boolean {
  const bare = index.unwrap(type);
  return bare.kind === "map" && bare.key.kind === "scalar" && bare.key.family === "string";
}

/** The mirror's fields with each oneof that stands for a union of the source folded into one field. */
function gatherOneofs(source: SchemaRecord, mirror: SchemaRecord): readonly Field[] {
  const unions = new Set(
    source.fields.filter((field) => field.type.kind === "union").map((field) => foldName(field.name)),
  );
  const isGathered = ({ oneof }: Field) => oneof !== undefined && unions.has(foldName(oneof));
  return mirror.fields.flatMap((field) => {
    if (!isGathered(field)) return [field];
    const members = mirror.fields.filter(({ oneof }) => oneof === field.oneof);
    return members[0] === field ? [asUnion(field, members)] : [];
  });
}

function asUnion(first: Field, members: readonly Field[]): Field {
  const last = members.at(-1) ?? first;
  const { wireName: _wire, readNames: _read, number: _number, default: _default, ...shared } = first;
  const name = first.oneof ?? first.name;
  return {
    ...shared,
    name,
    // JSON has no key for the oneof itself: either spelling says which one is meant.
    ...(toJsonName(name) !== name && { wireName: toJsonName(name), wireNameDerived: true, readNames: [name] }),
    type: { kind: "union", of: members.map(({ type }) => type) },
    presence: "optional",
    presenceFixed: true,
    deprecated: members.every(({ deprecated }) => deprecated),
    at: { ...first.at, endLine: last.at.endLine ?? last.at.line, endColumn: last.at.endColumn ?? last.at.column },
  };
}
