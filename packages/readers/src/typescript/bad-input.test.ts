import { describe, expect, it } from "vitest";
import { typescriptReader } from "./read.js";

function problems(text: string) {
  const { diagnostics } = typescriptReader.read([{ path: "anime.ts", text }]);
  return diagnostics.map(({ rule, at }) => `${at.line}:${at.column} ${rule}`);
}

describe("bad input", () => {
  it("places a syntax error and reads nothing of the file", () => {
    const sources = [
      { path: "broken.ts", text: "export interface Anime {\n  title string;\n}" },
      { path: "studio.ts", text: "export interface Studio { name: string }" },
    ];
    const { schema, diagnostics } = typescriptReader.read(sources);
    expect(schema.records.map(({ name }) => name)).toEqual(["Studio"]);
    expect(diagnostics).toMatchObject([{ rule: "read/syntax-error", at: { file: "broken.ts", line: 2, column: 3 } }]);
  });

  it.each([
    ["nothing", "", ["1:1 read/empty-source"]],
    ["only a byte order mark", "\uFEFF\n", ["1:1 read/empty-source"]],
    ["a byte order mark", "\uFEFFexport interface Anime { title: string }", []],
    ["control characters", "\0\0\0", ["1:1 read/syntax-error"]],
    ["hostile names", "export interface constructor { __proto__: string; toString: string }", []],
    ["brackets without end", `export type Anime = ${"(".repeat(50_000)}`, ["1:1 read/unsupported"]],
    ["lists of lists of lists", `export type Anime = { a: string${"[]".repeat(20_000)} }`, ["1:1 read/unsupported"]],
    ["an alias of itself", "export type Anime = Anime;", ["1:1 read/invalid-definition"]],
    [
      "a base that extends it in turn",
      "export interface A extends B { a: string }\nexport interface B extends A { b: string }",
      ["1:20 read/invalid-definition"],
    ],
    ["a base that is nowhere", "export interface Anime extends Base { a: string }", ["1:32 read/unresolved-base"]],
    [
      "a schema of itself",
      'import { z } from "zod"; export const Anime = Anime.optional();',
      ["1:26 read/invalid-definition"],
    ],
    [
      "a schema that is computed",
      'import { z } from "zod"; export const Anime = z.object({ a: z.object(shape()) });',
      ["1:61 read/unsupported"],
    ],
  ])("answers %s with diagnostics", (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it("ends on generics that do not", () => {
    const text = "export interface Box<T> { a: Box<Box<T>>; b: Box<T[]> } export interface Anime { box: Box<string> }";
    expect(new Set(problems(text).map((problem) => problem.split(" ")[1]))).toEqual(new Set(["read/unsupported"]));
  });

  it("reads a line of ten million characters", () => {
    const text = `export interface Anime { title: "${"x".repeat(10_000_000)}" }`;
    expect(problems(text)).toEqual([]);
  });

  it("reads any cut of a source without throwing", () => {
    const text =
      'import { z } from "zod";\nexport const Anime = z.object({ title: z.string().min(1), kind: z.enum(["tv"]) });\nexport type Kind = (typeof Anime)["shape"];';
    for (let end = 0; end < text.length; end += 7) expect(Array.isArray(problems(text.slice(0, end)))).toBe(true);
  });
});
