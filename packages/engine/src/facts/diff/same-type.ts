import type { TypeRef } from "@nx-contracts/ir";

/** Whether a name of the older version stands for a name of the newer one. */
export type SameName = (before: string, after: string) => boolean;

/** Whether two types of one language are written the same; what they refer to is compared by name. */
export function sameType(before: TypeRef, after: TypeRef, sameName: SameName): boolean {
  const waiting: (readonly [TypeRef | undefined, TypeRef | undefined])[] = [[before, after]];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [from, to] = pair;
    if (from === to) continue;
    if (from === undefined || to === undefined || !sameHead(from, to, sameName)) return false;
    const [parts, others] = [partsOf(from), partsOf(to)];
    if (parts.length !== others.length) return false;
    for (const [i, part] of parts.entries()) waiting.push([part, others[i]]);
  }
  return true;
}

/** The types right inside a type. */
function partsOf(type: TypeRef): readonly TypeRef[] {
  switch (type.kind) {
    case "list":
      return [type.item, ...(type.tuple ?? [])];
    case "map":
      return [type.key, type.value];
    case "union":
      return type.of;
    case "nullable":
      return [type.of];
    default:
      return [];
  }
}

/** The same but for the types inside. */
function sameHead(from: TypeRef, to: TypeRef, sameName: SameName): boolean {
  if (from.kind === "scalar" && to.kind === "scalar") {
    const { family, bits, signed, encoding } = from;
    return family === to.family && bits === to.bits && signed === to.signed && encoding === to.encoding;
  }
  if (from.kind === "ref" && to.kind === "ref") return sameName(from.name, to.name);
  if (from.kind === "literal" && to.kind === "literal")
    return sameItems([...from.values].sort(), [...to.values].sort());
  if (from.kind === "unknown" && to.kind === "unknown") return from.text === to.text;
  if (from.kind === "list" && to.kind === "list") {
    return from.unique === to.unique && from.tuple?.length === to.tuple?.length;
  }
  if (from.kind === "union" && to.kind === "union") return from.discriminator === to.discriminator;
  return from.kind === to.kind;
}

/** Two lists of the same values in the same order. */
export function sameItems<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, i) => item === other[i]);
}
