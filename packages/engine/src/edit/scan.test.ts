import { describe, expect, test } from "vitest";
import { findSign, insideBrackets, PROTO_SYNTAX, PYTHON_SYNTAX, splitAt, type Syntax, TYPE_SYNTAX } from "./scan.js";

function parts(text: string, syntax: Syntax, separator: string): readonly string[] {
  return splitAt(text, { start: 0, end: text.length }, syntax, separator).map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe("splitAt", () => {
  test.each([
    ["brackets", 'default=[1, 2], alias="a"', ["default=[1, 2]", 'alias="a"']],
    ["strings", 'description="one, two", max_length=3', ['description="one, two"', "max_length=3"]],
    ["escaped quotes", "'it\\'s, so', 2", ["'it\\'s, so'", "2"]],
    ["triple quotes", '"""a, "b",\nc""", 2', ['"""a, "b",\nc"""', "2"]],
    ["comments", "1, # two, three\n4", ["1", "# two, three\n4"]],
    ["a last comma", "1, 2,\n", ["1", "2"]],
  ])("does not cut inside %s", (_what, text, expected) => {
    expect(parts(text, PYTHON_SYNTAX, ",")).toEqual(expected);
  });

  test.each([
    ["Record<string, number> | null", ["Record<string, number>", "null"]],
    ["((a: string | number) => void) | undefined", ["((a: string | number) => void)", "undefined"]],
    ['"a|b" | "c" /* | */', ['"a|b"', '"c" /* | */']],
  ])("cuts the type %s at its own bars", (text, expected) => {
    expect(parts(text, TYPE_SYNTAX, "|")).toEqual(expected);
  });
});

test("a bracket is closed by its own partner", () => {
  const text = 'message Anime { string a = 1 [json_name = "}"]; /* } */ message Inner {} } // }';
  const inside = insideBrackets(text, text.indexOf("{"), PROTO_SYNTAX);
  expect(inside && text.slice(inside.end)).toBe("} // }");
  expect(insideBrackets("{ {", 0, PROTO_SYNTAX)).toBeUndefined();
});

test("a sign in a string that never ends is not found beyond its line", () => {
  const text = "name: 'open = 1\nnext = 2";
  expect(findSign(text, { start: 0, end: text.length }, PYTHON_SYNTAX, "=")).toBe(text.indexOf("= 2"));
});
