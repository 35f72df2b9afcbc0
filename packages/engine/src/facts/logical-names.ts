import type { Enum, Schema, SchemaRecord } from "@nx-contracts/ir";
import type { Mapping } from "./mapping.js";
import { pairDefinitions } from "./pair-definitions.js";
import { pairFields } from "./pair-fields.js";
import { pairMembers } from "./pair-members.js";
import { indexSchema, type SchemaIndex } from "./schema-index.js";

/** A name inside a contract, the same for all languages that write the thing: `Anime.score`. */
export interface LogicalName {
  readonly name: string;
  readonly kind: "record" | "field" | "enum" | "member" | "service" | "method";
}

/**
 * What everything in a contract's schemas is called in the contract: by
 * qualified name, `shared_proto.v1.Anime.score` as well as `models.anime.Anime.score`.
 * What a mirror has under the mapping or under a similar name is called as in
 * the source, what only the mirror has as it is there.
 *
 * @throws ContractsError `mapping-ambiguous` when two names fit equally well
 */
export function logicalNames(
  source: Schema,
  mirrors: readonly { readonly schema: Schema; readonly mapping: Mapping }[],
): ReadonlyMap<string, LogicalName> {
  const names = new Map<string, LogicalName>();
  const index = indexSchema(source);
  // The source last: where a qualified name is that of both sides, the source says what it is called.
  for (const { schema, mapping } of mirrors) nameMirror(names, index, indexSchema(schema), mapping);
  nameSchema(names, index, (definition) => index.localName(definition));
  return names;
}

function nameMirror(names: Map<string, LogicalName>, source: SchemaIndex, mirror: SchemaIndex, mapping: Mapping): void {
  const { records, enums } = pairDefinitions(source, mirror, mapping);
  const partners = new Map<SchemaRecord | Enum, SchemaRecord | Enum>(
    [...records.pairs, ...enums.pairs].map(([from, to]) => [to, from]),
  );
  nameSchema(names, mirror, (definition) => {
    const partner = partners.get(definition);
    return partner === undefined ? mirror.localName(definition) : source.localName(partner);
  });
  for (const [from, to] of records.pairs) {
    const record = source.localName(from);
    for (const [field, other] of pairFields(record, from, to, mirror, mapping.fields ?? {}).pairs) {
      const spelled = to.fields.filter(({ name, oneof }) => name === other.name || oneof === other.name);
      for (const { name } of spelled) {
        names.set(`${to.qualifiedName}.${name}`, { name: `${record}.${field.name}`, kind: "field" });
      }
    }
  }
  for (const [from, to] of enums.pairs) {
    const name = source.localName(from);
    const here = { schema: source.schema, name, at: from.at, enum: from };
    const there = { schema: mirror.schema, name: mirror.localName(to), at: to.at, enum: to };
    for (const [member, other] of pairMembers(here, from.members, there, to.members, mapping.members ?? {}).pairs) {
      names.set(`${to.qualifiedName}.${other.name}`, { name: `${name}.${member.name}`, kind: "member" });
    }
  }
}

function nameSchema(
  names: Map<string, LogicalName>,
  { schema }: SchemaIndex,
  nameOf: (definition: SchemaRecord | Enum) => string,
): void {
  for (const record of schema.records) {
    const name = nameOf(record);
    names.set(record.qualifiedName, { name, kind: "record" });
    for (const field of [...record.fields, ...(record.computed ?? [])]) {
      names.set(`${record.qualifiedName}.${field.name}`, { name: `${name}.${field.name}`, kind: "field" });
    }
  }
  for (const definition of schema.enums) {
    const name = nameOf(definition);
    names.set(definition.qualifiedName, { name, kind: "enum" });
    for (const member of definition.members) {
      names.set(`${definition.qualifiedName}.${member.name}`, { name: `${name}.${member.name}`, kind: "member" });
    }
  }
  for (const service of schema.services) {
    names.set(service.qualifiedName, { name: service.name, kind: "service" });
    for (const method of service.methods) {
      names.set(`${service.qualifiedName}.${method.name}`, { name: `${service.name}.${method.name}`, kind: "method" });
    }
  }
}
