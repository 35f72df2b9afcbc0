import { NO_CONSTRAINTS } from "@nx-contracts/ir";
import type { Constraints, JsonObject, JsonValue } from "@nx-contracts/ir";

/** Both spellings of protovalidate: today's and that of protoc-gen-validate before it. */
const RULE_OPTIONS = ["(buf.validate.field)", "(validate.rules)"];

type Bound = readonly [rule: string, constraint: keyof Constraints];

const NUMBER_BOUNDS: readonly Bound[] = [
  ["gte", "minimum"],
  ["lte", "maximum"],
  ["gt", "exclusiveMinimum"],
  ["lt", "exclusiveMaximum"],
];
const LENGTH_BOUNDS: readonly Bound[] = [
  ["min_len", "minLength"],
  ["max_len", "maxLength"],
  ["len", "minLength"],
  ["len", "maxLength"],
  ["pattern", "pattern"],
];
const ITEM_BOUNDS: readonly Bound[] = [
  ["min_items", "minItems"],
  ["max_items", "maxItems"],
  ["min_pairs", "minItems"],
  ["max_pairs", "maxItems"],
];

const NUMBERS = /^(s?u?int|s?fixed)(32|64)$|^float$|^double$/;

/**
 * The bounds that a field's protovalidate rules state; what else they say
 * stays in the field's options.
 * @see https://protovalidate.com/schemas/standard-rules/
 */
export function readConstraints(options: JsonObject | undefined): Constraints {
  if (options === undefined) return NO_CONSTRAINTS;
  const constraints: { -readonly [name in keyof Constraints]?: number | string } = {};
  for (const option of RULE_OPTIONS) {
    const rules = options[option];
    if (!isObject(rules)) continue;
    for (const [kind, stated] of Object.entries(rules)) {
      if (!isObject(stated)) continue;
      const bounds = NUMBERS.test(kind)
        ? NUMBER_BOUNDS
        : kind === "string" || kind === "bytes"
          ? LENGTH_BOUNDS
          : kind === "repeated" || kind === "map"
            ? ITEM_BOUNDS
            : [];
      for (const [rule, constraint] of bounds) {
        const bound = stated[rule];
        if (typeof bound === "number" || (typeof bound === "string" && !/^(-?Infinity|NaN)$/.test(bound)))
          constraints[constraint] = bound;
      }
    }
  }
  return Object.keys(constraints).length === 0 ? NO_CONSTRAINTS : (constraints as Constraints);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
