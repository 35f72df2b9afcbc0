import type { TypeRef } from "@nx-contracts/ir";
import { describeType } from "./describe-type.js";

/** Two types in words that differ: with encodings and whole names where the plain words do not. */
export function describeTypes(from: TypeRef, to: TypeRef): readonly [before: string, after: string] {
  const [before, after] = [describeType(from), describeType(to)];
  return before === after ? [describeExactly(from), describeExactly(to)] : [before, after];
}

/** A type in words with what `describeType` leaves out: encodings, whole names, sets, tuples, discriminators. */
function describeExactly(type: TypeRef): string {
  switch (type.kind) {
    case "scalar":
      return type.encoding === undefined ? describeType(type) : `${describeType(type)} (${type.encoding})`;
    case "list":
      if (type.tuple) return `tuple of ${type.tuple.map(describeExactly).join(", ")}`;
      return `${type.unique ? "set" : "list"} of ${describeExactly(type.item)}`;
    case "map":
      return `map from ${describeExactly(type.key)} to ${describeExactly(type.value)}`;
    case "ref":
      return type.name;
    case "union": {
      const words = type.of.map(describeExactly).join(" or ");
      return type.discriminator === undefined ? words : `${words}, told apart by ${type.discriminator}`;
    }
    case "nullable":
      return `${describeExactly(type.of)} or null`;
    default:
      return describeType(type);
  }
}
