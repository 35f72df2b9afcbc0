import fc from "fast-check";
import { expect, test } from "vitest";
import type { Reservation } from "./fact.js";
import { reservedOnlyIn } from "./reservations.js";

const range = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.nat(6))
  .map(([from, length]) => ({ from, to: from + length }));
const ranges = fc.array(range, { maxLength: 6 });

function numbersOf(reservations: readonly Reservation[]): readonly number[] {
  return reservations.flatMap((each) =>
    typeof each === "string" ? [] : Array.from({ length: each.to - each.from + 1 }, (_, i) => each.from + i),
  );
}

test("numbers are those of one side without those of the other, each once and ascending", () => {
  fc.assert(
    fc.property(ranges, ranges, (one, other) => {
      const left = numbersOf(reservedOnlyIn({ numbers: one, names: [] }, { numbers: other, names: [] }));
      const others = new Set(numbersOf(other));
      const expected = [...new Set(numbersOf(one))].filter((number) => !others.has(number));
      expect(left).toEqual(expected.sort((a, b) => a - b));
    }),
  );
});

test("names follow, each once", () => {
  const reserved = (...names: readonly string[]) => ({ numbers: [], names });
  expect(reservedOnlyIn(reserved("b", "a", "b"), reserved("c"))).toEqual(["b", "a"]);
  expect(reservedOnlyIn(reserved("a"), reserved("a"))).toEqual([]);
});
