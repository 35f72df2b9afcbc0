import { indexSchema, type SchemaIndex } from "@nx-contracts/engine";
import { type Enum, type Field, foldName, type Schema, type SchemaRecord, type TypeRef } from "@nx-contracts/ir";

/** A record that may be one half of a pair. */
export interface Definition {
  /** Inside its module or package: `Outer.Inner`. */
  readonly name: string;
  /** Relative to the workspace root. */
  readonly file: string;
  readonly record: SchemaRecord;
  readonly index: SchemaIndex;
  /** Folded name → field; of a name on the wire that differs, that as well. */
  readonly fields: ReadonlyMap<string, Field>;
}

/** The records of a schema that stand for something: no generics, no wrappers, nothing empty. */
export function definitionsOf(schema: Schema): readonly Definition[] {
  const index = indexSchema(schema);
  return schema.records.flatMap((record): Definition[] => {
    const isStructure = record.template === true || record.root === true || index.isListWrapper(record);
    if (isStructure || record.fields.length === 0) return [];
    const fields = new Map<string, Field>();
    for (const field of record.fields) if (field.wireName !== undefined) fields.set(foldName(field.wireName), field);
    for (const field of record.fields) fields.set(foldName(field.name), field);
    return [{ name: index.localName(record), file: record.at.file, record, index, fields }];
  });
}

/** The qualified name of the record or enum that a type holds, alone or in a list or map. */
export function refersTo(type: TypeRef): string | undefined {
  switch (type.kind) {
    case "ref":
      return type.name;
    case "list":
      return refersTo(type.item);
    case "map":
      return refersTo(type.value);
    case "nullable":
      return refersTo(type.of);
    default:
      return undefined;
  }
}

/** The qualified names of all records and enums in a type. */
export function namesIn(type: TypeRef): readonly string[] {
  switch (type.kind) {
    case "ref":
      return [type.name];
    case "list":
      return namesIn(type.item);
    case "map":
      return [...namesIn(type.key), ...namesIn(type.value)];
    case "nullable":
      return namesIn(type.of);
    case "union":
      return type.of.flatMap(namesIn);
    default:
      return [];
  }
}

/** The enums that fields of one name refer to on both sides. */
export function* enumsOf(source: Definition, mirror: Definition): Generator<readonly [Enum, Enum]> {
  for (const [name, field] of source.fields) {
    const other = mirror.fields.get(name);
    if (other === undefined) continue;
    const from = source.index.enum(refersTo(field.type) ?? "");
    const to = mirror.index.enum(refersTo(other.type) ?? "");
    if (from && to) yield [from, to];
  }
}
