import type { TypeRef } from "@nx-contracts/ir";
import type { Reading } from "./reading.js";
import { BYTES, plain, TIMESTAMP } from "./reading.js";

const SCALARS = new Map<string, TypeRef>([
  ["Date", TIMESTAMP],
  ["Uint8Array", BYTES],
  ["Uint8ClampedArray", BYTES],
  ["ArrayBuffer", BYTES],
  ["Buffer", BYTES],
]);

/** What a global type without type arguments holds. `Buffer` counts even where Node's types are missing. */
export function globalReading(name: string): Reading | undefined {
  const type = SCALARS.get(name);
  return type === undefined ? undefined : plain(type);
}

/** Lists and maps of the standard library by name; the arguments are read only when the name is one of them. */
export function collection(name: string, args: readonly (() => TypeRef)[]): Reading | undefined {
  const [first, second] = args;
  if (first === undefined) return undefined;
  switch (name) {
    case "Array":
    case "ReadonlyArray":
      return plain({ kind: "list", item: first() });
    case "Set":
    case "ReadonlySet":
      return plain({ kind: "list", item: first(), unique: true });
    case "Map":
    case "ReadonlyMap":
    case "Record":
      return second === undefined ? undefined : plain({ kind: "map", key: first(), value: second() });
    default:
      return undefined;
  }
}
