import { describe, expect, test } from "vitest";
import { visible, visibleCode } from "./visible.js";

describe("visible", () => {
  test.each([
    ["plain, ü, 漢字", "plain, ü, 漢字"],
    ["a\nb\r\tc", "a\\nb\\r\\tc"],
    ["\u001b[31m\u009b\u0000\u007f", "\\u001b[31m\\u009b\\u0000\\u007f"],
    ["\u202e\u2028\ufeff\u200b", "\\u202e\\u2028\\ufeff\\u200b"],
    ["\ud800 \udfff 😀", "\\ud800 \\udfff 😀"],
    ["\u{e0041}", "\\u{e0041}"],
    ["👩‍👩‍👧 می‌خواهم", "👩‍👩‍👧 می‌خواهم"],
  ])("%j", (text, expected) => expect(visible(text)).toBe(expected));

  test("code keeps its indentation", () => expect(visibleCode("\tx")).toBe("    x"));
});
