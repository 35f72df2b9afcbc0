import type { Constraints } from "@nx-contracts/ir";
import { allOf, GAINED, LOST, type Relation, SAME } from "./relation.js";

type Bound = number | string | undefined;

/** How the values that older bounds admit relate to those that newer ones admit. */
export function relateBounds(from: Constraints, to: Constraints): Relation {
  return allOf(
    relateEnds(lowest(from), lowest(to)),
    relateEnds(highest(from), highest(to)),
    relateEnds(from.minLength ?? 0, to.minLength ?? 0),
    relateEnds(from.minItems ?? 0, to.minItems ?? 0),
    relateEnds(-(from.maxLength ?? Infinity), -(to.maxLength ?? Infinity)),
    relateEnds(-(from.maxItems ?? Infinity), -(to.maxItems ?? Infinity)),
    relateSteps(from.multipleOf, to.multipleOf),
    relateExact(from.pattern, to.pattern),
    relateWide(from, to),
  );
}

/** A higher end admits less. */
function relateEnds(from: number, to: number): Relation {
  if (from === to) return SAME;
  return to > from ? LOST : GAINED;
}

/** The lowest value admitted, a little higher where it is itself excluded. */
function lowest({ minimum, exclusiveMinimum }: Constraints): number {
  return Math.max(numeric(minimum), above(numeric(exclusiveMinimum)));
}

/** The highest value admitted, negated so that higher admits less. */
function highest({ maximum, exclusiveMaximum }: Constraints): number {
  return Math.max(numeric(negated(maximum)), above(numeric(negated(exclusiveMaximum))));
}

function numeric(bound: Bound): number {
  return bound === undefined ? Number.NEGATIVE_INFINITY : Number(bound);
}

function negated(bound: Bound): Bound {
  return bound === undefined ? undefined : -Number(bound);
}

/** The next number that a double can hold, near enough to order bounds by. */
function above(value: number): number {
  return Number.isFinite(value) ? value + Math.max(Math.abs(value) * Number.EPSILON, Number.MIN_VALUE) : value;
}

/** Steps of a multiple leave values out. */
function relateSteps(from: Bound, to: Bound): Relation {
  const [older, newer] = [Number(from), Number(to)];
  if (from === undefined || to === undefined || from === to) return relateExact(from, to);
  if (newer % older === 0) return LOST;
  return older % newer === 0 ? GAINED : allOf(LOST, GAINED);
}

/** Only having one or none can be ordered. */
function relateExact(from: Bound, to: Bound): Relation {
  if (from === to) return SAME;
  if (from === undefined) return LOST;
  return to === undefined ? GAINED : allOf(LOST, GAINED);
}

/** Decimals too wide for a number may differ where the numbers do not. */
function relateWide(from: Constraints, to: Constraints): Relation {
  const keywords = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] as const;
  const differs = keywords.some(
    (keyword) =>
      typeof from[keyword] === "string" &&
      typeof to[keyword] === "string" &&
      from[keyword] !== to[keyword] &&
      Number(from[keyword]) === Number(to[keyword]),
  );
  return differs ? allOf(LOST, GAINED) : SAME;
}
