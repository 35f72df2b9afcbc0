import type { ScalarType, TypeRef } from "@nx-contracts/ir";

/**
 * What a type says. Null and undefined stand beside the type, because on a
 * field they are its nullability and its presence.
 */
export interface Reading {
  /** Absent: there is no value besides null and undefined. */
  readonly type?: TypeRef;
  readonly nullable: boolean;
  readonly optional: boolean;
  /** A function; such a member is no field. */
  readonly callable?: true;
}

/** A JSON number: holds integers up to 2^53 and fractions alike. */
export const NUMBER: ScalarType = { kind: "scalar", family: "float", bits: 64, encoding: "number" };
export const STRING: ScalarType = { kind: "scalar", family: "string" };
export const BOOL: ScalarType = { kind: "scalar", family: "bool" };
export const INT: ScalarType = { kind: "scalar", family: "int" };
export const JSON_VALUE: ScalarType = { kind: "scalar", family: "json" };
export const BYTES: ScalarType = { kind: "scalar", family: "bytes" };
export const TIMESTAMP: ScalarType = { kind: "scalar", family: "timestamp" };

export const NULL: Reading = { nullable: true, optional: false };
export const UNDEFINED: Reading = { nullable: false, optional: true };
export const CALLABLE: Reading = { nullable: false, optional: false, callable: true };

/** A value of `type` that is always there. */
export function plain(type: TypeRef): Reading {
  return { type, nullable: false, optional: false };
}

export function literal(...values: readonly (string | number | boolean)[]): Reading {
  return plain({ kind: "literal", values });
}

/** The union of several readings: nested unions flattened, literals gathered, what is repeated or absorbed dropped. */
export function unionOf(members: readonly Reading[], discriminator?: string): Reading {
  const nullable = members.some((member) => member.nullable);
  const optional = members.some((member) => member.optional);
  const callable = members.some((member) => member.callable === true);
  const types = simplify(members.flatMap((member) => alternatives(member.type)));
  const [first] = types;
  if (first === undefined) return callable ? { ...CALLABLE, nullable, optional } : { nullable, optional };
  if (types.length === 1) {
    const inherited = members.length === 1 ? members[0]?.type : first;
    return { type: inherited ?? first, nullable, optional };
  }
  const told = discriminator === undefined ? {} : { discriminator };
  return { type: { kind: "union", of: types, ...told }, nullable, optional };
}

/** A list whose length and types by position are fixed. */
export function tupleOf(types: readonly TypeRef[]): Reading {
  const members = types.map((type) => (type.kind === "nullable" ? { ...plain(type.of), nullable: true } : plain(type)));
  const union = unionOf(members);
  const one = union.type ?? JSON_VALUE;
  return plain({ kind: "list", item: union.nullable ? { kind: "nullable", of: one } : one, tuple: types });
}

function alternatives(type: TypeRef | undefined): readonly TypeRef[] {
  if (type === undefined) return [];
  return type.kind === "union" && type.discriminator === undefined ? type.of : [type];
}

function simplify(types: readonly TypeRef[]): readonly TypeRef[] {
  if (types.some((type) => type.kind === "scalar" && type.family === "json")) return [JSON_VALUE];
  const isPlain = (scalar: ScalarType) => types.some((type) => sameType(type, scalar));
  const absorbed = { string: isPlain(STRING), number: isPlain(NUMBER), boolean: isPlain(BOOL) };
  const values = types
    .flatMap((type) => (type.kind === "literal" ? type.values : []))
    .filter((value) => !absorbed[typeof value as "string" | "number" | "boolean"]);
  const distinct = [...new Set(values)];
  const bothBooleans = distinct.includes(true) && distinct.includes(false);
  const rest = bothBooleans ? distinct.filter((value) => typeof value !== "boolean") : distinct;
  const merged: TypeRef[] = [];
  const seen = new Set<string>();
  let literalsPlaced = false;
  for (const type of types) {
    if (type.kind !== "literal") {
      const text = JSON.stringify(type);
      if (!seen.has(text)) merged.push(type);
      seen.add(text);
    } else if (!literalsPlaced) {
      literalsPlaced = true;
      if (rest.length > 0) merged.push({ kind: "literal", values: rest });
      if (bothBooleans) merged.push(BOOL);
    }
  }
  return merged;
}

/** Structural equality; type references are plain data with keys in one order. */
export function sameType(a: TypeRef, b: TypeRef): boolean {
  return a === b || (a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b));
}
