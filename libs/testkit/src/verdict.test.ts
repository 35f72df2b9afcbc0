import { changesOf, compareProto, DIRECTIONS, type Direction, VERDICTS } from "@nx-contracts/engine/compat";
import { describeProto } from "@nx-contracts/readers/proto/describe";
import { describe, expect, test } from "vitest";
import { VERDICT_CASES } from "./verdict-cases.js";

function changes(before: string, after: string, direction: Direction) {
  const [old, now] = [before, after].map((text) => {
    const { files, diagnostics } = describeProto([{ path: "a.proto", text }]);
    if (diagnostics.length > 0) throw new Error(`${text}: ${diagnostics[0]?.message ?? ""}`);
    return files;
  });
  return changesOf([...compareProto(old ?? [], now ?? [])], direction);
}

describe.each(DIRECTIONS)("the verdict on data that has to survive %s", (direction) => {
  test.each(VERDICT_CASES)("$name", ({ before, after, verdicts }) => {
    const found = changes(before, after, direction).map(({ consequences }) =>
      consequences.map(({ verdict }) => verdict).join("+"),
    );
    expect(found.sort()).toEqual([...verdicts[direction]].sort());
  });

  test.each(VERDICT_CASES)("nothing of a version and itself: $name", ({ before, after }) => {
    expect([...changes(before, before, direction), ...changes(after, after, direction)]).toEqual([]);
  });
});

test("every verdict is one of some case", () => {
  const shown = new Set(VERDICT_CASES.flatMap(({ verdicts }) => verdicts.full.flatMap((each) => each.split("+"))));
  expect([...shown, "safe"].sort()).toEqual([...VERDICTS].sort());
});

test("no two cases have one name", () => {
  expect(new Set(VERDICT_CASES.map(({ name }) => name)).size).toBe(VERDICT_CASES.length);
});

test("full is both directions", () => {
  for (const { verdicts } of VERDICT_CASES) {
    const words = (direction: Direction) => new Set(verdicts[direction].flatMap((each) => each.split("+")));
    expect([...words("full")].sort()).toEqual([...new Set([...words("backward"), ...words("forward")])].sort());
  }
});
