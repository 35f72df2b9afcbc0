import type { Field, TypeRef } from "@nx-contracts/ir";
import type { ResolvedType } from "./context.js";
import type { Features } from "./features.js";
import { SCALARS, WELL_KNOWN_TYPES } from "./scalars.js";
import type { FieldNode } from "./syntax-tree.js";

/** How a field's type, cardinality and presence read in the schema. */
export type FieldShape = Pick<Field, "type" | "presence" | "nullable" | "presenceFixed">;

/** @see https://protobuf.dev/programming-guides/field_presence/ */
export function fieldShape(field: FieldNode, type: ResolvedType, inOneof: boolean, features: Features): FieldShape {
  const { type: single, nullable } = singleType(type);
  const inside: TypeRef = nullable ? { kind: "nullable", of: single } : single;
  if (field.map) {
    const key = SCALARS.get(field.map.key) ?? { kind: "unknown", text: field.map.key };
    return { type: { kind: "map", key, value: inside }, presence: "implicit", presenceFixed: true, nullable: false };
  }
  if (field.label === "repeated") {
    return { type: { kind: "list", item: inside }, presence: "implicit", presenceFixed: true, nullable: false };
  }
  if (field.label === "required" || (features.field_presence === "LEGACY_REQUIRED" && !inOneof)) {
    return { type: single, presence: "required", nullable };
  }
  const isMessage = typeof type === "object" && type.kind === "message";
  if (isMessage || inOneof) return { type: single, presence: "optional", presenceFixed: true, nullable };
  const visible = field.label === "optional" || features.field_presence === "EXPLICIT";
  return { type: single, presence: visible ? "optional" : "implicit", nullable };
}

function singleType(type: ResolvedType): { type: TypeRef; nullable: boolean } {
  if (typeof type === "string") return { type: SCALARS.get(type) ?? { kind: "unknown", text: type }, nullable: false };
  return WELL_KNOWN_TYPES.get(type.fullName) ?? { type: { kind: "ref", name: type.fullName }, nullable: false };
}
