import type { ProtoCardinality, ProtoField, ProtoKind } from "@nx-contracts/ir";
import type { CompatFactOf, Pair } from "./fact.js";
import type { FieldIn } from "./proto-index.js";
import { covers } from "./ranges.js";
import { type Consequence, type Direction, readersIn } from "./verdict.js";

const JSON_LIST: Consequence = { verdict: "break-json", hurts: "JSON writes the two differently" };
const ACCESS: Consequence = { verdict: "break-source", hurts: "code that reads or sets the field no longer compiles" };

/** What it does that a field is gone, the headline first. */
export function removalConsequences({ field, after }: CompatFactOf<"field-removed">): readonly Consequence[] {
  const { number, name } = field.field;
  const missing = [
    ...(covers(after.message.reservedRanges, number) ? [] : [`the number ${number}`]),
    ...(after.message.reservedNames.includes(name) ? [] : [`the name \`${name}\``]),
  ];
  const hazard: Consequence = {
    verdict: "hazard",
    hurts: `a later field may take ${missing.join(" or ")} and read old data as its own`,
  };
  return [...(missing.length > 0 ? [hazard] : []), ACCESS];
}

/** What another name does. JSON feels it only where the key changed. */
export function renameConsequences({ before, after }: Pair<FieldIn>): readonly Consequence[] {
  const isKeyKept = before.field.jsonName === after.field.jsonName || after.field.extension !== undefined;
  const json: Consequence = {
    verdict: "break-json",
    hurts: `JSON under the key \`${before.field.jsonName}\` is no longer understood`,
  };
  const isRenamed = before.field.name !== after.field.name;
  return [...(isKeyKept ? [] : [json]), ...(isRenamed ? [ACCESS] : [])];
}

/** What is never packed: readers of one value keep the last of several, or merge them. */
const NEVER_PACKED: readonly ProtoKind[] = ["string", "bytes", "message", "group"];

/** What it does that a field stands another number of times, or shows its absence otherwise. */
export function cardinalityConsequences(pair: Pair<FieldIn>, direction: Direction): readonly Consequence[] {
  const [from, to] = [pair.before.field.cardinality, pair.after.field.cardinality];
  // A rule of its own judges required fields.
  if (from === "required" || to === "required") return [];
  if (!isMany(from) && !isMany(to)) {
    const hurts =
      to === "implicit"
        ? "readers no longer tell an absent value from zero"
        : "new readers take a zero of old writers for an absent value";
    return [{ verdict: "hazard", hurts }, ACCESS];
  }
  if (from === "map" || to === "map") {
    const hurts = "the bytes of one cannot be read as the other";
    return isMany(from) && isMany(to) ? [JSON_LIST, ACCESS] : [{ verdict: "break-wire", hurts }, ACCESS];
  }
  const readers = readersIn(direction, to !== "repeated", from !== "repeated");
  const verdict = NEVER_PACKED.includes(pair.after.field.kind) ? "lossy" : "break-wire";
  const how = verdict === "lossy" ? "keep only the last value" : "do not find numbers that are packed into a list";
  return [...(readers === undefined ? [] : [{ verdict, hurts: `${readers} ${how}` } as const]), JSON_LIST, ACCESS];
}

function isMany(cardinality: ProtoCardinality): boolean {
  return cardinality === "repeated" || cardinality === "map";
}

/**
 * What moving into a oneof, out of it or to another one does.
 * @see https://protobuf.dev/programming-guides/proto3/#backward
 */
export function oneofConsequences({ before, after }: Pair<FieldIn>): readonly Consequence[] {
  const { oneof } = after.field;
  if (oneof === undefined) {
    return [{ verdict: "hazard", hurts: "old writers set one of the oneof, new ones may set several" }, ACCESS];
  }
  const known = before.message?.oneofs.includes(oneof) === true;
  if (!known && originsOf(oneof, before.message?.fields ?? [], after.message?.fields ?? []).size === 1) return [ACCESS];
  return [{ verdict: "hazard", hurts: `data that sets several fields of \`${oneof}\` keeps only one of them` }, ACCESS];
}

/** Where the members of a oneof stood before: a oneof, or each field by itself. */
function originsOf(
  oneof: string,
  before: readonly ProtoField[],
  after: readonly ProtoField[],
): ReadonlySet<string | number> {
  const old = new Map(before.map((field) => [field.number, field]));
  const members = after.filter((field) => field.oneof === oneof).map(({ number }) => old.get(number));
  return new Set(members.flatMap((field) => (field === undefined ? [] : [field.oneof ?? field.number])));
}
