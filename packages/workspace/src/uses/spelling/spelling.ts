import type { Enum, EnumMember, Field, SchemaRecord } from "@nx-contracts/ir";

/** A definition and the names of what it stands in, outermost first. */
export interface Nested<T> {
  readonly definition: T;
  readonly outer: readonly SchemaRecord[];
}

/** How a generator of one language spells what a proto defines. */
export interface Spelling {
  /** What a type is called, and what else stands for it. */
  readonly record: (record: Nested<SchemaRecord>) => SpelledType;
  readonly enum: (each: Nested<Enum>) => SpelledType;
  /** The same for each field of the record; `oneof` where the field stands in one. */
  readonly fields: (record: Nested<SchemaRecord>) => ReadonlyMap<Field, SpelledField>;
  readonly member: (member: EnumMember, each: Nested<Enum>) => readonly string[];
  /** Further types that stand for fields of a oneof. */
  readonly wrappers?: (record: Nested<SchemaRecord>) => readonly SpelledWrapper[];
}

export interface SpelledType {
  readonly symbol: string;
  readonly schemas?: readonly string[];
}

export interface SpelledField {
  readonly spellings: readonly string[];
  readonly oneof?: string;
}

export interface SpelledWrapper {
  readonly symbol: string;
  readonly fields: ReadonlyMap<Field, readonly string[]>;
}

/** Names of a definition and of what it stands in. */
export function nestedNames({ definition, outer }: Nested<{ readonly name: string }>): readonly string[] {
  return [...outer.map(({ name }) => name), definition.name];
}
