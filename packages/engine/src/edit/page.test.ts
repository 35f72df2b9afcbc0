import { expect, test } from "vitest";
import { endLine, indentUnit, openPage, type Page, stretchOf, toEdits } from "./page.js";
import { sideOf } from "./side.js";

const SIDE = sideOf({ language: "proto", records: [], enums: [], services: [], options: {} });

function page(text: string): Page {
  const opened = openPage("anime.proto", SIDE, () => text);
  if (!opened) throw new Error("The text was handed in.");
  return opened;
}

test("changes on one line become one edit, without carriage returns", () => {
  const it = page("a = 1\r\nb = 2\r\n");
  const edits = toEdits(it, [
    { start: 6, end: 7, text: "x" },
    { start: 10, end: 11, text: "3" },
    { line: 1, lines: ["import"] },
  ]);
  expect(edits).toEqual([
    { file: "anime.proto", line: 1, before: [], after: ["import"] },
    { file: "anime.proto", line: 2, before: ["b = 2"], after: ["x = 3"] },
  ]);
});

test("a change that changes nothing is no edit", () => {
  expect(toEdits(page("a\nb\n"), [{ start: 0, end: 1, text: "a" }])).toEqual([]);
});

test("a span that does not fit the text has no place in it", () => {
  const it = page("a = 1\n");
  expect(stretchOf(it, { file: "anime.proto", line: 1, column: 1, endLine: 1, endColumn: 6 })).toEqual({
    start: 0,
    end: 5,
  });
  expect(stretchOf(it, { file: "other.proto", line: 1, column: 1, endLine: 1, endColumn: 6 })).toBeUndefined();
  expect(stretchOf(it, { file: "anime.proto", line: 9, column: 1, endLine: 9, endColumn: 6 })).toBeUndefined();
  expect(stretchOf(it, { file: "anime.proto", line: 1, column: 1 })).toBeUndefined();
});

test.each([
  ["tabs", "message A {\n\tstring b = 1;\n}", "\t"],
  ["the smallest step", "/**\n * Doc.\n */\nmessage A {\n    oneof b {\n        string c = 1;\n    }\n}", "    "],
  ["the usual", "message A {}", "  "],
])("a file is indented by %s", (_by, text, expected) => {
  expect(indentUnit(page(text), "  ")).toBe(expected);
});

test.each([
  ["", 1],
  ["a", 2],
  ["a\nb\n\n\n", 3],
])("a definition goes below the last line of %j", (text, expected) => {
  expect(endLine(page(text))).toBe(expected);
});
