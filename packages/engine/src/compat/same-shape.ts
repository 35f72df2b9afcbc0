import type { ProtoField } from "@nx-contracts/ir";
import type { ProtoIndex } from "./proto-index.js";

/**
 * Whether one message can be read as the other under any name: every field of
 * the old one stands in the new one under its number and name, of the same
 * kind and in the same oneof, the new one requires nothing else, and so on for
 * the messages that these hold. Cycles are the same where nothing else differs.
 */
export function sameShape(before: ProtoIndex, from: string, after: ProtoIndex, to: string): boolean {
  const seen = new Set<string>();
  const waiting: (readonly [string, string])[] = [[from, to]];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const key = pair.join(" ");
    if (seen.has(key)) continue;
    seen.add(key);
    const old = before.messages.get(pair[0])?.message;
    const now = after.messages.get(pair[1])?.message;
    if (old === undefined || now === undefined) return false;
    // The entry of a map may be written out as a message: its two fields need not show their absence.
    const isEntry = old.isMapEntry || now.isMapEntry;
    const numbered = new Map(now.fields.map((field) => [field.number, field]));
    const known = new Set(old.fields.map(({ number }) => number));
    if (now.fields.some(({ number, isRequired }) => isRequired && !known.has(number))) return false;
    for (const field of old.fields) {
      const other = numbered.get(field.number);
      if (other === undefined || !isAlike(field, other, isEntry)) return false;
      if (field.typeName === undefined || other.typeName === undefined || field.kind === "enum") continue;
      waiting.push([field.typeName, other.typeName]);
    }
  }
  return true;
}

function isAlike(old: ProtoField, now: ProtoField, isEntry: boolean): boolean {
  const isOften = old.cardinality === now.cardinality || (isEntry && isOne(old) && isOne(now));
  const isSame = old.kind === now.kind && isOften && old.jsonName === now.jsonName;
  const isReadAlike = old.oneof === now.oneof && old.default === now.default;
  return isSame && isReadAlike && (old.kind !== "enum" || old.typeName === now.typeName);
}

function isOne({ cardinality }: ProtoField): boolean {
  return cardinality === "implicit" || cardinality === "explicit";
}
