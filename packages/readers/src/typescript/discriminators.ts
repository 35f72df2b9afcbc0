import type { Field, SchemaRecord, TypeRef } from "@nx-contracts/ir";

/** Names the field that tells the records of a union apart, where each requires its own literal of it. */
export function nameDiscriminators(records: readonly SchemaRecord[]): readonly SchemaRecord[] {
  const byName = new Map(records.map((record) => [record.qualifiedName, record]));
  const change = (field: Field): Field => {
    const type = mend(field.type, byName);
    return type === field.type ? field : { ...field, type };
  };
  return records.map((record) => ({ ...record, fields: record.fields.map(change) }));
}

function mend(type: TypeRef, records: ReadonlyMap<string, SchemaRecord>): TypeRef {
  switch (type.kind) {
    case "list": {
      const item = mend(type.item, records);
      return item === type.item ? type : { ...type, item };
    }
    case "map": {
      const value = mend(type.value, records);
      return value === type.value ? type : { ...type, value };
    }
    case "nullable": {
      const of = mend(type.of, records);
      return of === type.of ? type : { ...type, of };
    }
    case "union": {
      if (type.discriminator !== undefined) return type;
      const discriminator = evident(type.of, records);
      return discriminator === undefined ? type : { ...type, discriminator };
    }
    default:
      return type;
  }
}

function evident(types: readonly TypeRef[], records: ReadonlyMap<string, SchemaRecord>): string | undefined {
  const members = types.map((type) => (type.kind === "ref" ? records.get(type.name) : undefined));
  const [first] = members;
  if (first === undefined || members.length < 2) return undefined;
  return first.fields.find(({ name }) => {
    const values = members.map((record) => soleValue(record?.fields.find((field) => field.name === name)));
    return values.every((value) => value !== undefined) && new Set(values).size === values.length;
  })?.name;
}

function soleValue(field: Field | undefined): string | number | boolean | undefined {
  if (field === undefined || field.presence !== "required" || field.nullable) return undefined;
  return field.type.kind === "literal" && field.type.values.length === 1 ? field.type.values[0] : undefined;
}
