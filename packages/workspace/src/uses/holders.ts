import type { Schema, SchemaRecord } from "@nx-contracts/ir";
import { held } from "./vocabulary.js";

/**
 * Schemas, and of others the records that lead to theirs: code gets from
 * `parcel.order` of one contract to a field of another, and names no type on
 * the way.
 */
export function withHolders(schemas: readonly Schema[], others: readonly Schema[]): readonly Schema[] {
  const own = new Set(schemas);
  const rest = others.filter((schema) => !own.has(schema));
  const known = new Set(schemas.flatMap(({ records, enums }) => [...records, ...enums].map(nameOf)));
  const holders = new Set<SchemaRecord>();
  for (let isNew = true; isNew;) {
    isNew = false;
    for (const record of rest.flatMap(({ records }) => records)) {
      if (holders.has(record) || !record.fields.some(({ type }) => known.has(held(type).name ?? ""))) continue;
      holders.add(record);
      known.add(record.qualifiedName);
      isNew = true;
    }
  }
  return [
    ...schemas,
    ...rest.flatMap((schema): readonly Schema[] => {
      const leading = schema.records.filter((record) => holders.has(record)).map(nameOf);
      const isOuter = ({ qualifiedName }: SchemaRecord) => leading.some((name) => name.startsWith(`${qualifiedName}.`));
      const records = schema.records.filter((record) => holders.has(record) || isOuter(record));
      return records.length === 0 ? [] : [{ ...schema, records, enums: [], services: [] }];
    }),
  ];
}

function nameOf({ qualifiedName }: { readonly qualifiedName: string }): string {
  return qualifiedName;
}
