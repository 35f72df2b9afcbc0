import type { Enum, Field, Schema, SchemaRecord, TypeRef } from "@nx-contracts/ir";

/** Look-ups into one schema, built once a comparison. */
export interface SchemaIndex {
  readonly schema: Schema;
  record(qualifiedName: string): SchemaRecord | undefined;
  enum(qualifiedName: string): Enum | undefined;
  /** Whether the sources define a record or an enum, not only a file that they import. */
  lists(qualifiedName: string): boolean;
  /** Name inside its module or package: `Outer.Inner`. */
  localName(definition: { readonly name: string; readonly qualifiedName: string }): string;
  /** The type that a list wrapper or a root model stands for; any other type unchanged. */
  unwrap(type: TypeRef): TypeRef;
  /** A record that only gives a list a name, because its language has no list of lists or map of lists. */
  isListWrapper(record: SchemaRecord): boolean;
  /** Some field of the schema has it as its type, or inside it. */
  isReferenced(record: SchemaRecord): boolean;
  /** A record that only gives alternatives a name: all its fields are members of one oneof. */
  alternatives(record: SchemaRecord): readonly Field[] | undefined;
}

/** Indexes a schema by qualified name and recognises its structural records. */
export function indexSchema(schema: Schema): SchemaIndex {
  const own = new Map(schema.records.map((record) => [record.qualifiedName, record]));
  const imported = (schema.imported ?? []).map((record) => [record.qualifiedName, record] as const);
  const records = imported.length === 0 ? own : new Map([...imported, ...own]);
  const enums = new Map(schema.enums.map((definition) => [definition.qualifiedName, definition]));
  const { referenced, collected } = referencedNames([...schema.records, ...(schema.imported ?? [])]);
  for (const name of schema.collected ?? []) collected.add(name);

  const isListWrapper = (record: SchemaRecord) => {
    const [only, ...others] = record.fields;
    return (
      only !== undefined &&
      others.length === 0 &&
      only.type.kind === "list" &&
      !record.open &&
      collected.has(record.qualifiedName)
    );
  };

  return {
    schema,
    record: (name) => records.get(name),
    enum: (name) => enums.get(name),
    lists: (name) => own.has(name) || enums.has(name),
    localName({ name, qualifiedName }) {
      let local = name;
      let parent = parentOf(qualifiedName, name);
      for (let outer = records.get(parent); outer; outer = records.get(parent)) {
        local = `${outer.name}.${local}`;
        parent = parentOf(outer.qualifiedName, outer.name);
      }
      return local;
    },
    unwrap(type) {
      const record = type.kind === "ref" ? records.get(type.name) : undefined;
      const [only] = record?.fields ?? [];
      return record && only && (record.root || isListWrapper(record)) ? only.type : type;
    },
    isListWrapper,
    isReferenced: (record) => referenced.has(record.qualifiedName),
    alternatives(record) {
      const [first] = record.fields;
      const oneof = first?.oneof;
      return oneof !== undefined && record.fields.every((field) => field.oneof === oneof) ? record.fields : undefined;
    },
  };
}

/** Named and made like a record that gives a list a name, whether anything uses it or not. */
export function isForsakenWrapper({ name, fields, open }: SchemaRecord): boolean {
  return fields.length === 1 && !open && fields[0]?.type.kind === "list" && /.(?:List|Items)\d*$/.test(name);
}

function parentOf(qualifiedName: string, name: string): string {
  return qualifiedName.slice(0, Math.max(0, qualifiedName.length - name.length - 1));
}

/** Qualified names that types refer to, and those that stand as a map's value or a list's item. */
function referencedNames(records: readonly SchemaRecord[]): {
  readonly referenced: ReadonlySet<string>;
  readonly collected: Set<string>;
} {
  const referenced = new Set<string>();
  const collected = new Set<string>();
  const visit = (type: TypeRef, inside: boolean): void => {
    switch (type.kind) {
      case "ref":
        referenced.add(type.name);
        if (inside) collected.add(type.name);
        break;
      case "list":
        visit(type.item, true);
        break;
      case "map":
        visit(type.value, true);
        break;
      case "nullable":
        visit(type.of, inside);
        break;
      case "union":
        for (const alternative of type.of) visit(alternative, inside);
        break;
    }
  };
  for (const record of records) for (const field of record.fields) visit(field.type, false);
  return { referenced, collected };
}
