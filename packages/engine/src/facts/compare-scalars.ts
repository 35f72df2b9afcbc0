import type { Constraints, ScalarFamily, ScalarType } from "@nx-contracts/ir";
import type { Mapping } from "./mapping.js";

export type ScalarRelation = "same" | "narrowed" | "family";

/** Families that hold the same values in another notation: nothing is lost either way. */
const SAME_VALUES: readonly (readonly [ScalarFamily, ScalarFamily])[] = [
  ["uuid", "string"],
  ["date", "string"],
  ["time", "string"],
  ["decimal", "string"],
];

/** Families that can stand for each other, but not exactly. */
const NEARLY_SAME: readonly (readonly [ScalarFamily, ScalarFamily])[] = [
  ["timestamp", "string"],
  ["duration", "string"],
  ["decimal", "float"],
];

/**
 * How a mirror's scalar relates to its source's. An unbounded `int` is at home
 * in any signed type of at least 53 bits, by convention; in a narrower or an
 * unsigned one only when its bounds say that it fits.
 */
export function compareScalars(
  source: ScalarType,
  mirror: ScalarType,
  types: NonNullable<Mapping["types"]>,
  constraints: Constraints,
): ScalarRelation {
  if (source.family !== mirror.family) {
    if (types[source.family] === mirror.family) return "same";
    if (isJsonNumber(source) && mirror.family === "int") return "same";
    if (source.family === "int" && isJsonNumber(mirror)) return (source.bits ?? 53) <= 53 ? "same" : "narrowed";
    if (listed(SAME_VALUES, source, mirror)) return "same";
    return listed(NEARLY_SAME, source, mirror) ? "narrowed" : "family";
  }
  if (source.family === "float") return (source.bits ?? 64) > (mirror.bits ?? 64) ? "narrowed" : "same";
  return source.family !== "int" || fits(source, mirror, constraints) ? "same" : "narrowed";
}

function isJsonNumber(type: ScalarType): boolean {
  return type.family === "float" && type.encoding === "number";
}

function listed(table: typeof SAME_VALUES, a: ScalarType, b: ScalarType): boolean {
  return table.some(
    ([one, other]) => (one === a.family && other === b.family) || (one === b.family && other === a.family),
  );
}

function fits(source: ScalarType, mirror: ScalarType, constraints: Constraints): boolean {
  if (mirror.bits === undefined) return true;
  const signed = mirror.signed !== false;
  if (source.bits !== undefined && (source.signed !== false) === signed) return mirror.bits >= source.bits;
  if (source.bits !== undefined && source.signed === false && mirror.bits > source.bits) return true;
  if (source.bits === undefined && signed && mirror.bits >= 53) return true;
  const magnitude = 2 ** (signed ? mirror.bits - 1 : mirror.bits);
  const lowest = Number(constraints.minimum ?? constraints.exclusiveMinimum ?? Number.NaN);
  const highest = Number(constraints.maximum ?? constraints.exclusiveMaximum ?? Number.NaN);
  if (!signed && source.bits === undefined && mirror.bits >= 64) return lowest >= 0;
  return lowest >= (signed ? -magnitude : 0) && highest < magnitude;
}
