import type { Field } from "@nx-contracts/ir";

/** The key that a field is written under in JSON. */
export function keyOf(field: Field): string {
  return field.wireName ?? field.name;
}

/** Keys that a field may be written under, the usual one first. */
export function writtenKeys(field: Field): readonly string[] {
  return field.wireNameDerived ? [keyOf(field), field.name] : [keyOf(field)];
}

/** Keys under which a field is found when read, the usual one first. */
export function acceptedKeys(field: Field): readonly string[] {
  return [keyOf(field), ...(field.readNames ?? [])];
}

/** The mirror accepts a key that the source writes. */
export function sharesKey(source: Field, mirror: Field): boolean {
  const accepted = new Set(acceptedKeys(mirror));
  return writtenKeys(source).some((key) => accepted.has(key));
}
