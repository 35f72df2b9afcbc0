import { expect, test } from "vitest";
import { type Bump, isBumpEnough, isLower, nextVersion } from "./advice.js";

test.each<readonly [from: string, bump: Bump, next: string]>([
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "major", "2.0.0"],
  ["0.2.3", "patch", "0.2.4"],
  ["0.2.3", "minor", "0.2.4"],
  ["0.2.3", "major", "0.3.0"],
  ["1.2.3-rc.1", "minor", "1.3.0"],
])("the next version after %s that is %s is %s", (from, bump, next) => {
  expect(nextVersion(from, bump)).toBe(next);
  expect(isBumpEnough(from, next, bump)).toBe(true);
});

test.each([
  ["1.2.3", "1.2.2", true],
  ["1.2.3", "1.1.9", true],
  ["1.2.3", "0.9.9", true],
  ["1.2.3", "1.2.3", false],
  ["1.2.3", "1.10.0", false],
])("whether after %s, %s is lower: %s", (from, to, lower) => {
  expect(isLower(from, to)).toBe(lower);
});
