import type { Pair } from "./fact.js";
import type { FieldIn } from "./proto-index.js";
import type { ProtoKind } from "@nx-contracts/ir";
import type { CompatFinding } from "./rule.js";
import { describeField, quote } from "./words.js";

/** What Buf says of a field whose kind of type changed; `more` are sentences to add. */
export function kindChanged({ before, after }: Pair<FieldIn>, ...more: readonly string[]): CompatFinding {
  return changed({ before, after }, [kindWords(before), kindWords(after)], more);
}

/** What Buf says of a field that names another message or enum. */
export function typeNameChanged({ before, after }: Pair<FieldIn>): CompatFinding {
  return changed({ before, after }, [before.field.typeName ?? "", after.field.typeName ?? ""], []);
}

function changed(
  { before, after }: Pair<FieldIn>,
  [from, to]: readonly [string, string],
  more: readonly string[],
): CompatFinding {
  return {
    message: [`${describeField(after)} changed type from ${quote(from)} to ${quote(to)}.`, ...more].join(" "),
    file: after.file,
    at: after.field.typeAt,
    against: before.file,
  };
}

function kindWords({ field, file }: FieldIn): string {
  return field.kind === "group" && file.syntax !== "proto2" ? "message (delimited encoding)" : field.kind;
}

/** Whether two types of one kind are named, and differently. */
export function namesDiffer({ before, after }: Pair<FieldIn>): boolean {
  return after.field.typeName !== undefined && before.field.typeName !== after.field.typeName;
}

/**
 * Whether one enum may take the place of another: it has the same short name,
 * and every value of the old one under the same name and number.
 */
export function enumStandsIn({ before, after }: Pair<FieldIn>): boolean {
  const old = before.index.enums.get(before.field.typeName ?? "")?.enum;
  const now = after.index.enums.get(after.field.typeName ?? "")?.enum;
  if (old === undefined || now === undefined || old.name !== now.name) return false;
  const numbers = new Map(now.values.map(({ name, number }) => [name, number]));
  return old.values.every(({ name, number }) => numbers.get(name) === number);
}

/** Kinds that read each other's bytes. */
export const WIRE_GROUPS = {
  int32: "varint",
  int64: "varint",
  uint32: "varint",
  uint64: "varint",
  bool: "varint",
  sint32: "zigzag",
  sint64: "zigzag",
  string: "string",
  bytes: "bytes",
  fixed32: "32-bit",
  sfixed32: "32-bit",
  fixed64: "64-bit",
  sfixed64: "64-bit",
  double: "double",
  float: "float",
  group: "group",
  message: "message",
  enum: "enum",
} as const satisfies { readonly [kind in ProtoKind]: string };

/** Kinds that read each other's bytes and each other's JSON. */
export const JSON_GROUPS = {
  ...WIRE_GROUPS,
  int32: "int32",
  uint32: "int32",
  int64: "int64",
  uint64: "int64",
  bool: "bool",
  sint32: "sint32",
  sint64: "sint64",
} as const satisfies { readonly [kind in ProtoKind]: string };
