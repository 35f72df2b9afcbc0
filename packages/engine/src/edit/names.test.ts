import { expect, test } from "vitest";
import { fieldName, memberName, quoted, quoteOf } from "./names.js";

const named = (...names: readonly string[]) => names.map((name) => ({ name }));

test.each([
  ["native_name", [], "native_name"],
  ["nativeName", [], "native_name"],
  ["native_name", named("animeId", "title"), "nativeName"],
  ["nativeName", named("anime_id", "nativeTitle"), "native_name"],
  ["名前", [], undefined],
  ["$ref", [], undefined],
])("the field %s beside %j is called %s", (name, neighbours, expected) => {
  expect(fieldName(name, neighbours)).toBe(expected);
});

test.each([
  ["TV_SHORT", "TV_SHORT"],
  ["TvShort", "TV_SHORT"],
  ["TV SHORT", undefined],
  ["", undefined],
])("the member %j is called %s", (name, expected) => {
  expect(memberName(name)).toBe(expected);
});

test("strings are written with the file's own quote", () => {
  expect(quoteOf("a = 'b'")).toBe("'");
  expect(quoteOf("")).toBe('"');
  expect(quoted('it\'s "so"', "'")).toBe("'it\\'s \"so\"'");
  expect(quoted('it\'s "so"', '"')).toBe("'it\\'s \"so\"'");
});
