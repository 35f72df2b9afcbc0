import type { Constraints } from "@nx-contracts/ir";
import fc from "fast-check";
import { expect, test } from "vitest";
import { relateBounds } from "./relate-bounds.js";

const ENDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] as const;
const bounds = fc.dictionary(fc.constantFrom(...ENDS), fc.integer({ min: -3, max: 3 }));

/** Halves from -5 to 5: every way in which two such bounds can differ shows in one of them. */
const VALUES = Array.from({ length: 21 }, (_, i) => i / 2 - 5);

function admits({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Constraints, value: number): boolean {
  return (
    value >= Number(minimum ?? -Infinity) &&
    value <= Number(maximum ?? Infinity) &&
    value > Number(exclusiveMinimum ?? -Infinity) &&
    value < Number(exclusiveMaximum ?? Infinity)
  );
}

test("what one version admits and the other does not", () => {
  fc.assert(
    fc.property(bounds, bounds, (from, to) => {
      const [older, newer] = [from, to].map((each) => VALUES.filter((value) => admits(each, value)));
      fc.pre(older !== undefined && newer !== undefined && older.length > 0 && newer.length > 0);
      const { lost, gained } = relateBounds(from, to);
      expect(lost).toBe(older?.some((value) => !newer?.includes(value)));
      expect(gained).toBe(newer?.some((value) => !older?.includes(value)));
    }),
  );
});

test.each<[Constraints, Constraints, string]>([
  [{ minLength: 1 }, { minLength: 2 }, "lost"],
  [{ maxLength: 4 }, {}, "gained"],
  [{}, { maxItems: 4 }, "lost"],
  [{ minItems: 1 }, {}, "gained"],
  [{ pattern: "a" }, { pattern: "b" }, "lost gained"],
  [{}, { pattern: "b" }, "lost"],
  [{ multipleOf: 2 }, { multipleOf: 4 }, "lost"],
  [{ multipleOf: 4 }, { multipleOf: 2 }, "gained"],
  [{ multipleOf: 2 }, { multipleOf: 3 }, "lost gained"],
  [{ maximum: "9007199254740993" }, { maximum: "9007199254740992" }, "lost gained"],
  [{ minimum: 0, maxLength: 3 }, { maxLength: 3, minimum: 0 }, ""],
])("%j → %j: %s", (from, to, expected) => {
  const { lost, gained } = relateBounds(from, to);
  expect([lost && "lost", gained && "gained"].filter(Boolean).join(" ")).toBe(expected);
});
