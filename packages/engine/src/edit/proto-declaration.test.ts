import { expect, test } from "vitest";
import { nextNumber } from "./proto-declaration.js";

const KEPT = { from: 19_000, to: 19_999 };
const HIGHEST = 536_870_911;

test.each([
  ["the first", [], [], 0, 1],
  ["above all numbers, holes included", [1, 44, 42], [], 0, 45],
  ["above what is reserved", [1], [{ from: 50, to: 60 }], 0, 61],
  ["after those that others take", [1], [], 2, 4],
  ["not one of protobuf's own", [18_999], [], 0, 20_000],
  ["not one of protobuf's own further on", [18_998], [], 1, 20_000],
  ["below a range that has no end", [7], [{ from: 1000, to: HIGHEST }], 0, 8],
  ["none below a full range", [999], [{ from: 1000, to: HIGHEST }], 0, undefined],
  ["none above the highest", [HIGHEST], [], 0, undefined],
])("the next number is %s", (_title, used, reserved, ahead, expected) => {
  expect(nextNumber(used, [...reserved, KEPT], HIGHEST, ahead, reserved)).toBe(expected);
});
