import type { Enum, Reserved, Schema, SchemaRecord, Span } from "@nx-contracts/ir";
import { indexSchema } from "../facts/schema-index.js";
import { entryKey, type LockEntry } from "./lock.js";
import { joinReserved } from "./ranges.js";
import { typeToken } from "./type-token.js";

/** A field or an enum member as the schema has it now. */
export interface Part {
  readonly kind: LockEntry["kind"];
  readonly number: number;
  readonly name: string;
  /** Of a field. */
  readonly type?: string;
  /** By itself, or with the whole message or enum. */
  readonly deprecated: boolean;
  readonly at: Span;
}

/** A message or an enum as the schema has it now. */
export interface Definition {
  readonly what: "message" | "enum";
  readonly qualifiedName: string;
  /** Inside its package, `Outer.Inner`; the qualified name where two packages have the same. */
  readonly subject: string;
  readonly parts: readonly Part[];
  readonly reserved: Reserved;
  readonly at: Span;
}

const KNOWN = new WeakMap<readonly Schema[], ReadonlyMap<string, Definition>>();

/**
 * What the protos among `schemas` define, by qualified name. What several of
 * them define is said once, with the parts of all. Computed once for a list of
 * schemas.
 */
export function definitionsIn(schemas: readonly Schema[]): ReadonlyMap<string, Definition> {
  const known = KNOWN.get(schemas);
  if (known) return known;
  const found = new Map<string, Definition>();
  for (const schema of schemas.filter(({ language }) => language === "proto")) {
    const { localName } = indexSchema(schema);
    for (const record of schema.records) add(found, messageDefinition(record, localName(record)));
    for (const each of schema.enums) add(found, enumDefinition(each, localName(each)));
  }
  const definitions = withUniqueSubjects(found);
  KNOWN.set(schemas, definitions);
  return definitions;
}

function messageDefinition(record: SchemaRecord, subject: string): Definition {
  const { qualifiedName, reserved, at, deprecated } = record;
  const parts = record.fields.flatMap((field): Part[] => {
    const { number, name } = field;
    if (number === undefined) return [];
    const type = typeToken(field.type);
    return [{ kind: "field", number, name, type, deprecated: deprecated || field.deprecated, at: field.at }];
  });
  return { what: "message", qualifiedName, subject, parts, reserved, at };
}

function enumDefinition(definition: Enum, subject: string): Definition {
  const { qualifiedName, reserved, at, deprecated } = definition;
  const parts = definition.members.flatMap((member): Part[] => {
    const { number, name } = member;
    if (number === undefined) return [];
    return [{ kind: "member", number, name, deprecated: deprecated || member.deprecated, at: member.at }];
  });
  return { what: "enum", qualifiedName, subject, parts, reserved, at };
}

function add(found: Map<string, Definition>, definition: Definition): void {
  const twin = found.get(definition.qualifiedName);
  if (!twin) return void found.set(definition.qualifiedName, definition);
  const known = new Set(twin.parts.map(entryKey));
  const parts = [...twin.parts, ...definition.parts.filter((part) => !known.has(entryKey(part)))];
  found.set(twin.qualifiedName, { ...twin, parts, reserved: joinReserved(twin.reserved, definition.reserved) });
}

function withUniqueSubjects(found: ReadonlyMap<string, Definition>): ReadonlyMap<string, Definition> {
  const times = new Map<string, number>();
  for (const { subject } of found.values()) times.set(subject, (times.get(subject) ?? 0) + 1);
  return new Map(
    [...found].map(([name, definition]) => {
      const { qualifiedName, subject } = definition;
      return [name, (times.get(subject) ?? 0) > 1 ? { ...definition, subject: qualifiedName } : definition];
    }),
  );
}
