import type { Span } from "./span.js";
import type { TypeRef } from "./type-ref.js";

export type Language = "proto" | "pydantic" | "typescript";

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export type JsonObject = { readonly [key: string]: JsonValue };

/** What one or more source texts of one language define, in declaration order. */
export interface Schema {
  readonly language: Language;
  /** The package of all sources; absent when they differ or have none. */
  readonly package?: string;
  readonly records: readonly SchemaRecord[];
  readonly enums: readonly Enum[];
  readonly services: readonly Service[];
  /** Where the first source ends; only of a schema that defines nothing, for what it lacks. */
  readonly end?: Span;
  /** Language-specific settings of the sources that no other place holds. */
  readonly options: JsonObject;
  /** Records of imported files that only give a list a name, where a list or a map of these sources holds one. */
  readonly imported?: readonly SchemaRecord[];
  /** Qualified names of records of these sources that lists and maps of other files hold. */
  readonly collected?: readonly string[];
}

/** A message, model, struct or table. */
export interface SchemaRecord {
  /** The name at the end of `qualifiedName`. */
  readonly name: string;
  /** Unique in the schema: package or module, enclosing records and name, joined by `.`. */
  readonly qualifiedName: string;
  readonly fields: readonly Field[];
  /** Serialised but never read back, such as Pydantic's computed fields. */
  readonly computed?: readonly Field[];
  readonly reserved: Reserved;
  /** Unknown keys are kept (Pydantic `extra="allow"`). */
  readonly open: boolean;
  /** A single value under no key: one field named `root`. */
  readonly root?: true;
  /** A generic whose parameters are open: only what it is instantiated to is data. */
  readonly template?: true;
  readonly deprecated: boolean;
  readonly doc?: string;
  /** From the first to the last character of the definition. */
  readonly at: Span;
  /** Language-specific settings, such as proto options. */
  readonly options?: JsonObject;
}

/**
 * - `required`: a producer must give it.
 * - `optional`: may be absent, and absence is visible.
 * - `implicit`: absence reads as the zero value (proto3 without `optional`, repeated and map fields).
 */
export type Presence = "required" | "optional" | "implicit";

export interface Field {
  readonly name: string;
  /** The key it is written under, when that is not `name`. */
  readonly wireName?: string;
  /** `wireName` follows from `name` by the language's own rule, and writers may be told to keep `name` instead. */
  readonly wireNameDerived?: true;
  /** Further keys under which it is accepted when read. */
  readonly readNames?: readonly string[];
  /** Tag on the wire, where the language has one. */
  readonly number?: number;
  readonly type: TypeRef;
  readonly presence: Presence;
  /** The presence follows from the type, not from a word of the author (a proto message field). */
  readonly presenceFixed?: true;
  /** Null is a value of its own. */
  readonly nullable: boolean;
  readonly default?: DefaultValue;
  readonly constraints: Constraints;
  /** Name of the proto oneof it belongs to; synthetic ones are not named. */
  readonly oneof?: string;
  readonly deprecated: boolean;
  readonly doc?: string;
  /** From the first to the last character of the definition, its terminator included. */
  readonly at: Span;
  readonly options?: JsonObject;
}

/** What a field holds when nothing is given. */
export type DefaultValue =
  | { readonly kind: "value"; readonly value: JsonValue }
  /** A member of an enum; `enum` is its qualified name. */
  | { readonly kind: "member"; readonly enum: string; readonly member: string }
  /** A new, empty list or map, or a record made of its own defaults. */
  | { readonly kind: "empty"; readonly of: "list" | "map" | "record" }
  /** Computed at run time; `text` as written. */
  | { readonly kind: "dynamic"; readonly text: string };

/** Bounds in the words of JSON Schema; a decimal too wide for a number is a string. */
export interface Constraints {
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  readonly exclusiveMinimum?: number | string;
  readonly exclusiveMaximum?: number | string;
  readonly multipleOf?: number | string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export const NO_CONSTRAINTS: Constraints = Object.freeze({});

/** Numbers (both ends included) and names that must not be used again. */
export interface Reserved {
  readonly numbers: readonly { readonly from: number; readonly to: number }[];
  readonly names: readonly string[];
}

export const NOTHING_RESERVED: Reserved = Object.freeze({ numbers: [], names: [] });

export interface Enum {
  readonly name: string;
  readonly qualifiedName: string;
  readonly members: readonly EnumMember[];
  /** Values outside the members are kept when read. */
  readonly open: boolean;
  readonly reserved: Reserved;
  readonly deprecated: boolean;
  readonly doc?: string;
  readonly at: Span;
  readonly options?: JsonObject;
}

export interface EnumMember {
  readonly name: string;
  /** What stands for it in JSON. */
  readonly value: string | number | boolean;
  /** Tag on the wire, where the language has one. */
  readonly number?: number;
  readonly deprecated: boolean;
  readonly doc?: string;
  readonly at: Span;
}

export interface Service {
  readonly name: string;
  readonly qualifiedName: string;
  readonly methods: readonly Method[];
  readonly deprecated: boolean;
  readonly doc?: string;
  readonly at: Span;
}

export interface Method {
  readonly name: string;
  /** Qualified names of records. */
  readonly request: string;
  readonly response: string;
  readonly clientStreaming: boolean;
  readonly serverStreaming: boolean;
  readonly idempotency: "unknown" | "no-side-effects" | "idempotent";
  readonly deprecated: boolean;
  readonly doc?: string;
  readonly at: Span;
}
