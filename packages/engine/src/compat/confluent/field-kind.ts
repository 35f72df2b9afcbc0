import type { ProtoField, ProtoKind } from "@nx-contracts/ir";

export type FieldKind = "SCALAR" | "MAP" | "MESSAGE";

/** Scalars that the registry takes for each other; enums are numbers to it. */
export type ScalarKind =
  | "GENERAL_NUMBER"
  | "SIGNED_NUMBER"
  | "STRING_OR_BYTES"
  | "FIXED32"
  | "FIXED64"
  | "FLOAT"
  | "DOUBLE";

const SCALAR_KINDS = {
  int32: "GENERAL_NUMBER",
  int64: "GENERAL_NUMBER",
  uint32: "GENERAL_NUMBER",
  uint64: "GENERAL_NUMBER",
  bool: "GENERAL_NUMBER",
  enum: "GENERAL_NUMBER",
  sint32: "SIGNED_NUMBER",
  sint64: "SIGNED_NUMBER",
  string: "STRING_OR_BYTES",
  bytes: "STRING_OR_BYTES",
  fixed32: "FIXED32",
  sfixed32: "FIXED32",
  fixed64: "FIXED64",
  sfixed64: "FIXED64",
  float: "FLOAT",
  double: "DOUBLE",
  message: undefined,
  group: undefined,
} as const satisfies { readonly [kind in ProtoKind]: ScalarKind | undefined };

/** `undefined` for what is no scalar. */
export function scalarKindOf({ kind }: ProtoField): ScalarKind | undefined {
  return SCALAR_KINDS[kind];
}

export function fieldKindOf(field: ProtoField): FieldKind {
  if (field.cardinality === "map") return "MAP";
  return scalarKindOf(field) === undefined ? "MESSAGE" : "SCALAR";
}
