import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonPieces } from "./json-pieces.js";

test("the pieces are what JSON.stringify gives at once", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(5), (value, depth) => {
      expect([...jsonPieces(value, depth)].join("")).toBe(JSON.stringify(value, undefined, 2));
    }),
  );
});

test("members without a value are left out", () => {
  expect([...jsonPieces({ a: undefined, b: 1 }, 2)].join("")).toBe('{\n  "b": 1\n}');
});
