import type { ProtoKind } from "@nx-contracts/ir";
import type { Pair } from "./fact.js";
import type { FieldIn } from "./proto-index.js";
import { sameShape } from "./same-shape.js";
import { enumStandsIn, JSON_GROUPS } from "./type-change.js";
import { type Consequence, type Direction, readersIn } from "./verdict.js";

type Range = readonly [lowest: bigint, highest: bigint];

/** Kinds that travel as one varint, with what they hold. */
const VARINTS: { readonly [kind in ProtoKind]?: Range } = {
  bool: [0n, 1n],
  enum: [-(2n ** 31n), 2n ** 31n - 1n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
};
const ZIGZAGS: { readonly [kind in ProtoKind]?: Range } = {
  sint32: [-(2n ** 31n), 2n ** 31n - 1n],
  sint64: [-(2n ** 63n), 2n ** 63n - 1n],
};
const FIXED32: { readonly [kind in ProtoKind]?: Range } = {
  fixed32: [0n, 2n ** 32n - 1n],
  sfixed32: [-(2n ** 31n), 2n ** 31n - 1n],
};
const FIXED64: { readonly [kind in ProtoKind]?: Range } = {
  fixed64: [0n, 2n ** 64n - 1n],
  sfixed64: [-(2n ** 63n), 2n ** 63n - 1n],
};

const UNREADABLE: Consequence = { verdict: "break-wire", hurts: "the bytes of one cannot be read as the other" };
const JSON_DIFFERS: Consequence = { verdict: "break-json", hurts: "JSON writes the two differently" };
const SOURCE: Consequence = { verdict: "break-source", hurts: "code that holds the old type no longer compiles" };

/**
 * What another type of a field does, the headline first.
 * @see https://protobuf.dev/programming-guides/proto3/#updating
 */
export function typeConsequences(pair: Pair<FieldIn>, direction: Direction): readonly Consequence[] {
  const [from, to] = [pair.before.field.kind, pair.after.field.kind];
  if (from === to) return namedConsequences(pair);
  const whole = wholeNumbers(pair, direction);
  if (whole) return [...whole, ...(jsonGroup(from) === jsonGroup(to) ? [] : [JSON_DIFFERS]), SOURCE];
  if (isOneOf("string", "bytes", from, to)) {
    const lost = readersIn(direction, from === "bytes", to === "bytes");
    return [...lossy(lost, "bytes that are no UTF-8"), JSON_DIFFERS, SOURCE];
  }
  if (isOneOf("message", "bytes", from, to)) {
    const hurts = "readers unless the bytes hold exactly that message, encoded";
    return [{ verdict: "hazard", hurts }, JSON_DIFFERS, SOURCE];
  }
  return [UNREADABLE, SOURCE];
}

/** Integers, bools and enums that read each other's bytes; `undefined` for kinds that do not. */
function wholeNumbers({ before, after }: Pair<FieldIn>, direction: Direction): readonly Consequence[] | undefined {
  for (const group of [VARINTS, ZIGZAGS, FIXED32, FIXED64]) {
    const [old, now] = [group[before.field.kind], group[after.field.kind]];
    if (old === undefined || now === undefined) continue;
    const [isOldHurt, isNewHurt] = [isClosedEnum(before) || !holds(old, now), isClosedEnum(after) || !holds(now, old)];
    return lossy(readersIn(direction, isNewHurt, isOldHurt), "values that do not fit");
  }
  return undefined;
}

/** It takes a number that it does not name for an unknown field. */
function isClosedEnum({ field: { kind, typeName }, index }: FieldIn): boolean {
  return kind === "enum" && index.enums.get(typeName ?? "")?.enum.isClosed === true;
}

function lossy(readers: string | undefined, what: string): readonly Consequence[] {
  return readers === undefined ? [] : [{ verdict: "lossy", hurts: `${readers} misread ${what}` }];
}

function holds([lowest, highest]: Range, [low, high]: Range): boolean {
  return lowest <= low && high <= highest;
}

function jsonGroup(kind: ProtoKind): string {
  return JSON_GROUPS[kind];
}

function isOneOf(a: ProtoKind, b: ProtoKind, from: ProtoKind, to: ProtoKind): boolean {
  return (from === a && to === b) || (from === b && to === a);
}

/** The same kind of type under another name. */
function namedConsequences(pair: Pair<FieldIn>): readonly Consequence[] {
  const { before, after } = pair;
  if (after.field.kind === "enum") {
    const treated: Consequence = {
      verdict: "hazard",
      hurts: "readers treat values that they do not know in another way",
    };
    const rest = enumStandsIn(pair) ? [SOURCE] : enumConsequences(pair);
    return isClosedEnum(before) === isClosedEnum(after) || rest[0]?.verdict === "hazard" ? rest : [treated, ...rest];
  }
  const isSame = sameShape(before.index, before.field.typeName ?? "", after.index, after.field.typeName ?? "");
  return isSame ? [SOURCE] : [UNREADABLE, SOURCE];
}

function enumConsequences({ before, after }: Pair<FieldIn>): readonly Consequence[] {
  const old = before.index.enums.get(before.field.typeName ?? "")?.enum.values ?? [];
  const now = after.index.enums.get(after.field.typeName ?? "")?.enum.values ?? [];
  const names = new Map(now.map(({ name, number }) => [name, number]));
  if (old.every(({ name, number }) => names.get(name) === number)) return [SOURCE];
  const numbers = new Set(now.map(({ number }) => number));
  const hurts = "readers see values that the new enum names otherwise or not at all";
  const isNumbered = old.every(({ number }) => numbers.has(number));
  return [isNumbered ? JSON_DIFFERS : { verdict: "hazard", hurts }, ...(isNumbered ? [] : [JSON_DIFFERS]), SOURCE];
}
