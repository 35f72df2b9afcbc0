import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDiff } from "./edit-diff.js";

const diff = (before: readonly string[], after: readonly string[]) => editDiff({ file: "a", line: 1, before, after });

describe("editDiff", () => {
  test("marks lines that stay", () => {
    expect(diff(["a", "b", "z"], ["a", "c", "d", "z"]).map(({ sign, text }) => sign + text)).toEqual([
      " a",
      "-b",
      "+c",
      "+d",
      " z",
    ]);
  });

  test("holds both sides", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const without = (sign: string) =>
          diff(before, after)
            .filter((line) => line.sign !== sign)
            .map(({ text }) => text);
        expect(without("+")).toEqual(before);
        expect(without("-")).toEqual(after);
      }),
    );
  });
});
