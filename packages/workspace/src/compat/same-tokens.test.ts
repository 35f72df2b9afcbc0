import fc from "fast-check";
import { expect, it, test } from "vitest";
import { sameTokens } from "./same-tokens.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const same = (a: string, b: string) => sameTokens(bytes(a), bytes(b));

test.each([
  ["a comment is added", "message A {}", "// All.\nmessage A {}", true],
  ["a block comment within", "message A {}", "message /* the */ A { /**/ }", true],
  ["indented anew", "message A {\n  string b = 1;\n}", "message A {\r\n\tstring b=1;\r\n}\n", true],
  ["a word is parted", "int32 a = 1;", "int 32 a = 1;", false],
  ["two words are joined", "int32 a = 1;", "int32a = 1;", false],
  ["parted by a comment", "int32 a = 1;", "int/**/32 a = 1;", false],
  ["a number changed", "a = 1;", "a = 2;", false],
  ["one is longer", "a = 1;", "a = 1; b", false],
  ["white space in a string", 'a = "b c";', 'a = "b  c";', false],
  ["a comment in a string", 'a = "//";', 'a = "//x";', false],
  ["an escaped quote", 'a = "\\"//x";', 'a = "\\"//y";', false],
  ["a string that does not end", 'a = "b\n', 'a = "b\n', false],
  ["a comment that does not end", "a /* b", "a", true],
  ["nothing but comments", "// a", "/* b */", true],
  ["nothing", "", "", true],
  ["a control character", "a = 1;", "a = 1;\u0000", false],
  ["a sign that stands apart", "a=-1;", "a = - 1;", false],
])("%s", (_, a, b, expected) => {
  expect(same(a, b)).toBe(expected);
  expect(same(b, a)).toBe(expected);
});

const TOKENS = [
  "message",
  "A",
  "{",
  "}",
  "string",
  "b_1",
  "=",
  "1",
  ";",
  '"x // y"',
  "'z'",
  "0x1F",
  ".a.b",
  "[",
  "]",
  "-",
  "1.5e3",
];
const token = fc.constantFrom(...TOKENS);
const trivia = fc.constantFrom(" ", "\n", "\t", "\r\n", " // it's\n", ' /* "a" */ ', "\n/**/\n");

it("sees the tokens, whatever stands between them", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(token, trivia, trivia)), (parts) => {
      const [a, b] = [1, 2].map((which) => parts.map((part) => `${part[0]}${part[which]}`).join(""));
      expect(same(a ?? "", b ?? "")).toBe(true);
    }),
  );
});

it("sees every other token", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(token, trivia, trivia), { minLength: 1 }), fc.nat(), token, (parts, at, other) => {
      const index = at % parts.length;
      fc.pre(parts[index]?.[0] !== other);
      const a = parts.map((part) => `${part[0]}${part[1]}`).join("");
      const b = parts.map((part, i) => `${i === index ? other : part[0]}${part[2]}`).join("");
      expect(same(a, b)).toBe(false);
    }),
  );
});
