import type { ScalarType, TypeRef } from "@nx-contracts/ir";

const int = (bits: number, signed: boolean, encoding?: string): ScalarType =>
  Object.freeze({ kind: "scalar", family: "int", bits, signed, ...(encoding === undefined ? {} : { encoding }) });
const scalar = (family: ScalarType["family"], rest: Partial<ScalarType> = {}): ScalarType =>
  Object.freeze({ kind: "scalar", family, ...rest });

/** @see https://protobuf.dev/programming-guides/proto3/#scalar */
export const SCALARS: ReadonlyMap<string, ScalarType> = new Map([
  ["int32", int(32, true)],
  ["int64", int(64, true)],
  ["uint32", int(32, false)],
  ["uint64", int(64, false)],
  ["sint32", int(32, true, "zigzag")],
  ["sint64", int(64, true, "zigzag")],
  ["fixed32", int(32, false, "fixed")],
  ["fixed64", int(64, false, "fixed")],
  ["sfixed32", int(32, true, "fixed")],
  ["sfixed64", int(64, true, "fixed")],
  ["float", scalar("float", { bits: 32 })],
  ["double", scalar("float", { bits: 64 })],
  ["bool", scalar("bool")],
  ["string", scalar("string")],
  ["bytes", scalar("bytes")],
]);

/** A well-known message that stands for a value; a wrapper or `Value` can also hold null. */
export interface WellKnownType {
  readonly type: TypeRef;
  readonly nullable: boolean;
}

const ANY_JSON = scalar("json", { encoding: "google.protobuf.Value" });

const wrapper = (name: string, base: ScalarType): [string, WellKnownType] => {
  const encoding = `google.protobuf.${name}`;
  return [encoding, { type: { ...base, encoding }, nullable: true }];
};
const value = (encoding: string, family: ScalarType["family"]): [string, WellKnownType] => [
  encoding,
  { type: scalar(family, { encoding }), nullable: false },
];

/**
 * What well-known messages mean, by full name.
 * @see https://protobuf.dev/programming-guides/json/
 */
export const WELL_KNOWN_TYPES: ReadonlyMap<string, WellKnownType> = new Map([
  value("google.protobuf.Timestamp", "timestamp"),
  value("google.protobuf.Duration", "duration"),
  value("google.type.Date", "date"),
  value("google.type.TimeOfDay", "time"),
  value("google.type.Decimal", "decimal"),
  ["google.protobuf.Value", { type: ANY_JSON, nullable: true }],
  ["google.protobuf.Struct", { type: { kind: "map", key: scalar("string"), value: ANY_JSON }, nullable: false }],
  ["google.protobuf.ListValue", { type: { kind: "list", item: ANY_JSON }, nullable: false }],
  wrapper("DoubleValue", scalar("float", { bits: 64 })),
  wrapper("FloatValue", scalar("float", { bits: 32 })),
  wrapper("Int64Value", int(64, true)),
  wrapper("UInt64Value", int(64, false)),
  wrapper("Int32Value", int(32, true)),
  wrapper("UInt32Value", int(32, false)),
  wrapper("BoolValue", scalar("bool")),
  wrapper("StringValue", scalar("string")),
  wrapper("BytesValue", scalar("bytes")),
]);
