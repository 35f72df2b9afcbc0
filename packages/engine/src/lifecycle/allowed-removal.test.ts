import { expect, test } from "vitest";
import { parseLock } from "../lock/parse.js";
import { allowedRemoval, type Removal } from "./allowed-removal.js";

const { lock } = parseLock(`
shows.v1.Show field 2 title string deprecated=1.2.0/2026-03-01 until=-
shows.v1.Show field 2 heading string deprecated=1.2.0/2026-04-01 until=-
shows.v1.Show field 3 year int32
shows.v1.Mood member 2 DARK deprecated=-/2026-03-01
`);
const TITLE: Removal = {
  kind: "field",
  qualifiedName: "shows.v1.Show",
  number: 2,
  names: ["title"],
  reserved: { numbers: [{ from: 1, to: 3 }], names: ["title", "heading", "year", "DARK"] },
};
const WINDOW = { days: 30, minors: 2 };

test.each<readonly [string, Partial<Removal>, string, string | undefined, string | undefined]>([
  ["on the day", {}, "2026-03-31", undefined, "2026-03-01"],
  ["on the day before", {}, "2026-03-30", undefined, undefined],
  ["by the version", {}, "2026-03-02", "1.4.0", "2026-03-01"],
  ["by too early a version", {}, "2026-03-02", "1.3.9", undefined],
  ["with all names that it had", { names: ["title", "heading"] }, "2026-05-01", undefined, "2026-04-01"],
  ["while one name is too young", { names: ["title", "heading"] }, "2026-04-01", undefined, undefined],
  ["without a name", { names: [] }, "2026-05-01", undefined, undefined],
  ["never deprecated", { number: 3, names: ["year"] }, "2026-05-01", undefined, undefined],
  ["not known to the lock", { number: 1, names: ["DARK"] }, "2026-05-01", undefined, undefined],
  [
    "a member",
    { kind: "member", qualifiedName: "shows.v1.Mood", names: ["DARK"] },
    "2026-05-01",
    undefined,
    "2026-03-01",
  ],
  ["without its number", { reserved: { numbers: [], names: ["title"] } }, "2026-05-01", undefined, undefined],
  ["without its name", { reserved: { numbers: [{ from: 2, to: 2 }], names: [] } }, "2026-05-01", undefined, undefined],
])("a removal %s", (_when, removal, today, version, date) => {
  const found = allowedRemoval(lock, { ...TITLE, ...removal }, WINDOW, {
    today,
    ...(version !== undefined && { version }),
  });
  expect(found?.date).toBe(date);
});
