import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { digestOf } from "./digest.js";
import { SCRIPT } from "./script.js";
import { STYLE } from "./style.js";

const oracle = (text: string) => createHash("sha256").update(text).digest("base64");

test("is what the platform's SHA-256 says", () => {
  const ascii = fc.string({
    unit: fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code)),
    maxLength: 300,
  });
  fc.assert(
    fc.property(ascii, (text) => {
      expect(digestOf(text)).toBe(oracle(text));
    }),
  );
});

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 100_000])("a text of %i characters", (length) => {
  expect(digestOf("a".repeat(length))).toBe(oracle("a".repeat(length)));
});

test("what the page holds is ASCII, and ends no element", () => {
  for (const text of [STYLE, SCRIPT]) {
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text).not.toMatch(/<\/(?:script|style)|<!--/i);
  }
});
