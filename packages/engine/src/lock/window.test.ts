import { expect, test } from "vitest";
import { parseLock } from "./parse.js";
import { minorsBetween } from "./version.js";
import { addDays, dueDates, isRemovable } from "./window.js";

test("a date and so many days", () => {
  expect(addDays("2026-01-31", 1)).toBe("2026-02-01");
  expect(addDays("2027-12-31", 90)).toBe("2028-03-30");
  expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
});

test("minor versions from one to another, at least", () => {
  expect(minorsBetween("1.2.0", "1.5.3")).toBe(3);
  expect(minorsBetween("1.9.0", "2.1.0")).toBe(2);
  expect(minorsBetween("v2.0.0", "1.9.0")).toBeLessThan(0);
  expect(minorsBetween("main", "1.9.0")).toBeUndefined();
});

test("either the days or the minor versions are enough", () => {
  const window = { days: 90, minors: 3 };
  const entry = { kind: "field", number: 1, name: "x", deprecated: { version: "1.2.0", date: "2026-05-01" } } as const;
  const undated = { ...entry, deprecated: { date: "2026-05-01" } };
  expect(isRemovable(entry, window, { today: "2026-07-29", version: "1.4.9" })).toBe(false);
  expect(isRemovable(entry, window, { today: "2026-07-30" })).toBe(true);
  expect(isRemovable(entry, window, { today: "2026-05-02", version: "1.5.0" })).toBe(true);
  expect(isRemovable(undated, window, { today: "2026-05-02", version: "9.0.0" })).toBe(false);
  expect(isRemovable({ kind: "field", number: 1, name: "x" }, window, { today: "2027-01-01" })).toBe(false);
});

test("the dates on which something becomes removable are sorted, each once, without what is gone", () => {
  const { lock } = parseLock(
    "A field 1 x string deprecated=1.0.0/2026-05-01\nA field 2 y string deprecated=-/2026-01-01\nB field 1 z string deprecated=-/2026-05-01\nB field 2 w string deprecated=-/2025-05-01 until=-\nB field 3 v string\n",
  );
  expect(dueDates(lock, { days: 30, minors: 3 })).toEqual(["2026-01-31", "2026-05-31"]);
});
