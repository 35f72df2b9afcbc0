import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { displayWidth } from "./display-width.js";
import { wrap } from "./wrap.js";

describe("wrap", () => {
  test.each([
    ["", 10, []],
    ["one two three", 7, ["one two", "three"]],
    ["see `string id = 4;` there", 18, ["see", "`string id = 4;`", "there"]],
    ["in a/very/long/path.proto it is", 8, ["in", "a/very/long/path.proto", "it is"]],
    ["`more code than fits` here", 9, ["`more", "code than", "fits`", "here"]],
    ["漢字 漢字 漢字", 9, ["漢字 漢字", "漢字"]],
    ["an unclosed ` stays", 11, ["an unclosed", "` stays"]],
  ])("%j in %i columns", (prose, width, lines) => expect(wrap(prose, width)).toEqual(lines));

  test("keeps every word, and breaks only where it must", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[!-_a-~]{1,12}$/), { maxLength: 20 }),
        fc.integer({ min: 4, max: 40 }),
        (all, width) => {
          const lines = wrap(all.join(" "), width);
          expect(lines.join(" ")).toBe(all.join(" "));
          for (const line of lines) expect(displayWidth(line) <= width || !line.includes(" ")).toBe(true);
        },
      ),
    );
  });
});
