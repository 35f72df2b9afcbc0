import { expect, test } from "vitest";
import { oncePerPlace } from "./once-per-place.js";

const at = { file: "apps/shop/label.py", line: 4, column: 34 };
const likely = { subject: "book:Book.pages", certainty: "likely", at } as const;
const certain = { ...likely, certainty: "certain" } as const;

test("what is certain of a place counts, whichever comes first", () => {
  expect(oncePerPlace([likely, likely, certain, likely], (each) => each)).toEqual([certain]);
  expect(oncePerPlace([certain, likely], (each) => each)).toEqual([certain]);
});

test("another subject and another place stay", () => {
  const others = [likely, { ...likely, subject: "book:Book.title" }, { ...likely, at: { ...at, column: 35 } }];
  expect(oncePerPlace(others, (each) => each)).toEqual(others);
});
