import type { Constraints, ScalarType, TypeRef } from "@nx-contracts/ir";
import { NO_CONSTRAINTS } from "@nx-contracts/ir";
import type { ts } from "ts-morph";
import type { Member } from "../enums.js";

/** What a zod expression describes, before inline objects are given names. */
export interface ZodSchema {
  readonly core: Core;
  readonly nullable: boolean;
  readonly optional: boolean;
  /** Value given to `.default()` or `.prefault()`. */
  readonly default?: ts.Expression;
  readonly constraints: Constraints;
  readonly doc?: string;
  readonly deprecated: boolean;
}

export type Core =
  | { readonly kind: "scalar"; readonly type: ScalarType }
  | { readonly kind: "literal"; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: "enum"; readonly members: readonly Member[] }
  | { readonly kind: "object"; readonly shape: Shape; readonly open: boolean }
  | { readonly kind: "list"; readonly item: ZodSchema; readonly unique?: true }
  | { readonly kind: "tuple"; readonly items: readonly ZodSchema[] }
  | { readonly kind: "map"; readonly key: ZodSchema; readonly value: ZodSchema }
  | { readonly kind: "union"; readonly of: readonly ZodSchema[]; readonly discriminator?: string }
  /** Only null and undefined, which stand beside the core. */
  | { readonly kind: "nothing" }
  /** A constant of its own, which may be a record or an enum. */
  | { readonly kind: "constant"; readonly symbol: ts.Symbol }
  /** What a function gives when it is called: `z.lazy` and getters. */
  | { readonly kind: "lazy"; readonly get: () => ZodSchema }
  /** A type of TypeScript: `z.custom<Poster>()`, `z.nativeEnum(Status)`. */
  | { readonly kind: "typed"; readonly type: ts.Type | ts.TypeNode | TypeRef }
  | { readonly kind: "unknown"; readonly node: ts.Node; readonly next: string };

export interface ShapeEntry {
  readonly name: string;
  /** The property that declares it. */
  readonly node: ts.Node;
  /** Read when needed: a getter may lead back to the object itself. */
  readonly schema: () => ZodSchema;
}

export type Shape = ReadonlyMap<string, ShapeEntry>;

export function schemaOf(core: Core): ZodSchema {
  return { core, nullable: false, optional: false, constraints: NO_CONSTRAINTS, deprecated: false };
}

export function scalar(type: ScalarType, constraints: Constraints = NO_CONSTRAINTS): ZodSchema {
  return { ...schemaOf({ kind: "scalar", type }), constraints };
}

/** Something that cannot be represented; `next` tells what the author can do. */
export function unknown(node: ts.Node, next: string): ZodSchema {
  return schemaOf({ kind: "unknown", node, next });
}

export function optional(schema: ZodSchema): ZodSchema {
  return { ...schema, optional: true };
}

export function nullable(schema: ZodSchema): ZodSchema {
  return { ...schema, nullable: true };
}

/** A field of an object whose schema is changed, such as by `.partial()`. */
export function mapEntry(entry: ShapeEntry, change: (schema: ZodSchema) => ZodSchema): ShapeEntry {
  let changed: ZodSchema | undefined;
  return { ...entry, schema: () => (changed ??= change(entry.schema())) };
}
