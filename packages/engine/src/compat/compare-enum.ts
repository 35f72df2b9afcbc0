import { compareRanges, compareReservedNames } from "./compare-message.js";
import type { CompatFact } from "./fact.js";
import type { EnumIn } from "./proto-index.js";
import type { ProtoEnumValue } from "@nx-contracts/ir";

const HIGHEST_VALUE = 2_147_483_647;

/** What is so between two enums of one name. */
export function* compareEnum(before: EnumIn, after: EnumIn): Generator<CompatFact> {
  const pair = { before, after };
  yield { kind: "enum-paired", ...pair };
  const now = byNumber(after.enum.values);
  for (const [number, values] of byNumber(before.enum.values)) {
    const old = namesOf(values);
    const successors = now.get(number);
    if (successors === undefined) yield { kind: "enum-number-removed", number, names: old, ...pair };
    for (const value of successors ?? []) {
      const names = { before: old, after: namesOf(successors ?? []) };
      yield { kind: "enum-value-paired", value, names, ...pair };
    }
  }
  const old = new Set(before.enum.values.map(({ number }) => number));
  for (const [number, [value]] of now)
    if (value && !old.has(number)) yield { kind: "enum-value-added", value, ...pair };
  yield* compareRanges("reserved", pair, before.enum.reservedRanges, after.enum.reservedRanges, HIGHEST_VALUE);
  yield* compareReservedNames(pair, before.enum.reservedNames, after.enum.reservedNames);
}

function byNumber(values: readonly ProtoEnumValue[]): ReadonlyMap<number, readonly ProtoEnumValue[]> {
  const found = new Map<number, ProtoEnumValue[]>();
  for (const value of values) {
    const others = found.get(value.number);
    if (others) others.push(value);
    else found.set(value.number, [value]);
  }
  return found;
}

function namesOf(values: readonly ProtoEnumValue[]): readonly string[] {
  return values.map(({ name }) => name).sort();
}
