import type { Enum, Schema, TypeRef } from "@nx-contracts/ir";
import { NOTHING_RESERVED } from "@nx-contracts/ir";
import { expect, test } from "vitest";
import { relateTypes } from "./relate-types.js";

const AT = { file: "a.py", line: 1, column: 1 };

function enumOf(name: string, ...values: readonly string[]): Enum {
  const members = values.map((value) => ({ name: value, value, deprecated: false, at: AT }));
  return {
    name,
    qualifiedName: `a.${name}`,
    members,
    open: false,
    reserved: NOTHING_RESERVED,
    deprecated: false,
    at: AT,
  };
}

const SCHEMA: Schema = {
  language: "pydantic",
  records: [],
  enums: [enumOf("Small", "a"), enumOf("Large", "a", "b")],
  services: [],
  options: {},
};

const string: TypeRef = { kind: "scalar", family: "string" };
const email: TypeRef = { kind: "scalar", family: "string", encoding: "email" };
const int: TypeRef = { kind: "scalar", family: "int" };
const int32: TypeRef = { kind: "scalar", family: "int", bits: 32, signed: true };
const uint32: TypeRef = { kind: "scalar", family: "int", bits: 32, signed: false };
const int64: TypeRef = { kind: "scalar", family: "int", bits: 64, signed: true };
const float: TypeRef = { kind: "scalar", family: "float" };
const float32: TypeRef = { kind: "scalar", family: "float", bits: 32 };
const uuid: TypeRef = { kind: "scalar", family: "uuid" };
const bool: TypeRef = { kind: "scalar", family: "bool" };
const json: TypeRef = { kind: "scalar", family: "json" };
const list = (item: TypeRef): TypeRef => ({ kind: "list", item });
const map = (value: TypeRef): TypeRef => ({ kind: "map", key: string, value });
const union = (...of: readonly TypeRef[]): TypeRef => ({ kind: "union", of });
const literal = (...values: readonly (string | number)[]): TypeRef => ({ kind: "literal", values });
const ref = (name: string): TypeRef => ({ kind: "ref", name: `a.${name}` });
const nullable = (of: TypeRef): TypeRef => ({ kind: "nullable", of });
const set: TypeRef = { kind: "list", item: string, unique: true };
const tuple = (...types: readonly TypeRef[]): TypeRef => ({ kind: "list", item: union(...types), tuple: types });

const LABELS = { same: "same", narrowed: "widened", widened: "narrowed", both: "both", other: "other" } as const;

const CASES: readonly (readonly [TypeRef, TypeRef, keyof typeof LABELS])[] = [
  [string, int, "other"],
  [string, email, "narrowed"],
  [string, uuid, "narrowed"],
  [uuid, int, "other"],
  [int, float, "widened"],
  [bool, int, "other"],
  [int64, int32, "narrowed"],
  [int, int64, "narrowed"],
  [int32, uint32, "both"],
  [uint32, int64, "widened"],
  [float, float32, "narrowed"],
  [json, string, "narrowed"],
  [map(int), json, "widened"],
  [list(string), string, "other"],
  [list(int), list(float), "widened"],
  [map(string), map(email), "narrowed"],
  [list(string), set, "narrowed"],
  [tuple(int, int), list(int), "widened"],
  [tuple(int, int), tuple(int, string), "other"],
  [tuple(int), tuple(int, int), "other"],
  [string, nullable(string), "widened"],
  [list(nullable(int)), list(int), "narrowed"],
  [string, union(int, string), "widened"],
  [union(int, string), union(string, int), "same"],
  [union(int, string), union(string, bool), "both"],
  [union(int, string), bool, "other"],
  [literal("a", "b"), literal("a"), "narrowed"],
  [literal("a", "b"), literal("b", "c"), "both"],
  [literal("a"), literal("b"), "other"],
  [literal("a"), string, "widened"],
  [literal(1), string, "other"],
  [string, ref("Large"), "narrowed"],
  [ref("Small"), ref("Large"), "widened"],
  [literal("a", "b"), ref("Large"), "same"],
  [ref("Work"), ref("Other"), "other"],
];

function relation(from: TypeRef, to: TypeRef): string {
  const { lost, gained, other } = relateTypes(from, to, SCHEMA, SCHEMA) ?? { lost: false, gained: false, other: false };
  if (other) return "other";
  return lost ? (gained ? "both" : "narrowed") : gained ? "widened" : "same";
}

test.each(CASES)("%j → %j: %s", (from, to, expected) => {
  expect(relation(from, to)).toBe(expected);
  expect(relation(to, from)).toBe(LABELS[expected]);
  expect(relation(from, from)).toBe("same");
});

test("nothing is said of what a reader did not understand", () => {
  expect(relateTypes(list({ kind: "unknown", text: "Foo" }), list(int), SCHEMA, SCHEMA)).toBeUndefined();
});
