import type { ConfluentDifference } from "./difference.js";
import type { ProtoEnum } from "@nx-contracts/ir";

/**
 * What differs between two enums of one name, in the order of the numbers. Of
 * several names of one number the last counts.
 */
export function* compareEnum(original: ProtoEnum, update: ProtoEnum, path: string): Generator<ConfluentDifference> {
  const old = namesByNumber(original);
  const now = namesByNumber(update);
  for (const number of [...new Set([...old.keys(), ...now.keys()])].sort((a, b) => a - b)) {
    const at = `${path}/${number}`;
    if (!now.has(number)) yield { type: "ENUM_CONST_REMOVED", path: at };
    else if (!old.has(number)) yield { type: "ENUM_CONST_ADDED", path: at };
    else if (old.get(number) !== now.get(number)) yield { type: "ENUM_CONST_CHANGED", path: at };
  }
}

function namesByNumber({ values }: ProtoEnum): ReadonlyMap<number, string> {
  return new Map(values.map(({ number, name }) => [number, name]));
}
