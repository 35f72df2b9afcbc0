/** What a scalar holds, whatever its language calls it. */
export type ScalarFamily =
  | "bool"
  | "int"
  | "float"
  | "string"
  | "bytes"
  | "timestamp"
  | "date"
  | "time"
  | "duration"
  | "uuid"
  | "decimal"
  | "json";

/**
 * A single value.
 *
 * - `bits`: width of an `int` or `float`; an `int` without it is unbounded.
 * - `signed`: of an `int` with `bits`; `false` for unsigned.
 * - `encoding`: how it travels, where the language says more than the family:
 *   `zigzag` and `fixed` (proto sint and fixed integers), `number` (a JSON
 *   number that holds integers and fractions alike), `email`, `url`, `path`,
 *   `google.protobuf.Timestamp` and the like. It never changes the family.
 */
export interface ScalarType {
  readonly kind: "scalar";
  readonly family: ScalarFamily;
  readonly bits?: number;
  readonly signed?: boolean;
  readonly encoding?: string;
}

/**
 * An ordered collection. `unique` for sets; `tuple` holds the types by
 * position where the length is fixed, `item` is then their union.
 */
export interface ListType {
  readonly kind: "list";
  readonly item: TypeRef;
  readonly unique?: true;
  readonly tuple?: readonly TypeRef[];
}

export interface MapType {
  readonly kind: "map";
  readonly key: TypeRef;
  readonly value: TypeRef;
}

/** A record or an enum, by its `qualifiedName`. */
export interface ReferenceType {
  readonly kind: "ref";
  readonly name: string;
}

/** One of several types, in the order written. `null` is never among them. */
export interface UnionType {
  readonly kind: "union";
  readonly of: readonly TypeRef[];
  /** Field or key that tells the alternatives apart. */
  readonly discriminator?: string;
}

/** One of a closed set of values. */
export interface LiteralType {
  readonly kind: "literal";
  readonly values: readonly (string | number | boolean)[];
}

/** Null inside another type; on a field it is the field's `nullable`. */
export interface NullableType {
  readonly kind: "nullable";
  readonly of: TypeRef;
}

/** What the reader could not represent, as written; always with a diagnostic. */
export interface UnknownType {
  readonly kind: "unknown";
  readonly text: string;
}

export type TypeRef =
  | ScalarType
  | ListType
  | MapType
  | ReferenceType
  | UnionType
  | LiteralType
  | NullableType
  | UnknownType;
