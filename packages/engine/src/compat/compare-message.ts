import type { CompatFact, Pair } from "./fact.js";
import type { EnumIn, FieldIn, MessageIn, ProtoIndex } from "./proto-index.js";
import type { ProtoField, ProtoRange } from "@nx-contracts/ir";
import { uncovered } from "./ranges.js";

const HIGHEST_FIELD = 536_870_911;
const HIGHEST_IN_MESSAGE_SET = 2_147_483_646;

/** What is so between two messages of one name. */
export function* compareMessage(
  before: MessageIn,
  after: MessageIn,
  old: ProtoIndex,
  now: ProtoIndex,
): Generator<CompatFact> {
  const pair = { before, after };
  yield { kind: "message-paired", ...pair };
  yield* compareFields(before, after, old, now);
  for (const oneof of before.message.oneofs) {
    if (!after.message.oneofs.includes(oneof)) yield { kind: "oneof-removed", oneof, ...pair };
  }
  for (const oneof of after.message.oneofs) {
    if (!before.message.oneofs.includes(oneof)) yield { kind: "oneof-added", oneof, ...pair };
  }
  const highest = after.message.isMessageSet ? HIGHEST_IN_MESSAGE_SET : HIGHEST_FIELD;
  const { message: was } = before;
  const { message: is } = after;
  yield* compareRanges("extension", pair, was.extensionRanges, is.extensionRanges, highest);
  yield* compareRanges("reserved", pair, was.reservedRanges, is.reservedRanges, highest);
  yield* compareReservedNames(pair, was.reservedNames, is.reservedNames);
}

function* compareFields(before: MessageIn, after: MessageIn, old: ProtoIndex, now: ProtoIndex): Generator<CompatFact> {
  const byNumber = new Map(after.message.fields.map((field) => [field.number, field]));
  const seen = new Set<number>();
  const oldField = (field: ProtoField): FieldIn => ({ file: before.file, message: before.message, field, index: old });
  const newField = (field: ProtoField): FieldIn => ({ file: after.file, message: after.message, field, index: now });
  for (const field of before.message.fields) {
    const successor = byNumber.get(field.number);
    if (successor === undefined) yield { kind: "field-removed", field: oldField(field), before, after };
    else if (!isAlike(field, successor))
      yield { kind: "field-paired", before: oldField(field), after: newField(successor) };
    byNumber.delete(field.number);
    if (!field.isRequired) continue;
    seen.add(field.number);
    if (!successor?.isRequired) yield { kind: "required-field-removed", number: field.number, before, after };
  }
  for (const field of byNumber.values()) yield { kind: "field-added", field: newField(field), before, after };
  for (const field of after.message.fields) {
    if (field.isRequired && !seen.has(field.number))
      yield { kind: "required-field-added", field: newField(field), before, after };
  }
}

/**
 * Whether no rule can say anything about two fields of one number. What an
 * enum reads as while it is absent depends on the enum.
 */
function isAlike(a: ProtoField, b: ProtoField): boolean {
  return (
    a.kind === b.kind &&
    a.kind !== "enum" &&
    a.name === b.name &&
    a.typeName === b.typeName &&
    a.cardinality === b.cardinality &&
    a.oneof === b.oneof &&
    a.jsonName === b.jsonName &&
    a.default === b.default &&
    a.jstype === b.jstype &&
    a.utf8 === b.utf8 &&
    a.javaUtf8 === b.javaUtf8 &&
    a.cppStringType === b.cppStringType
  );
}

/** Ranges that held more numbers before. */
export function* compareRanges(
  what: "reserved" | "extension",
  pair: Pair<MessageIn | EnumIn>,
  before: readonly ProtoRange[],
  after: readonly ProtoRange[],
  highest: number,
): Generator<CompatFact> {
  for (const range of before) {
    const missing = uncovered(range, after);
    if (missing.length > 0) yield { kind: "range-shrunk", range: { what, range, missing, highest }, ...pair };
  }
}

export function* compareReservedNames(
  pair: Pair<MessageIn | EnumIn>,
  before: readonly string[],
  after: readonly string[],
): Generator<CompatFact> {
  for (const name of before) if (!after.includes(name)) yield { kind: "reserved-name-removed", name, ...pair };
}
