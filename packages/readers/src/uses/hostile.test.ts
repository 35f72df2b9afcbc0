import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { CodeLanguage, Use, Vocabulary } from "@nx-contracts/ir";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readUses } from "./read.js";

const MODULES = { python: "v1.anime_pb2", typescript: "gen/anime_pb", rust: "v1", go: "example.org/v1" } as const;
const FILES = { python: "app/view.py", typescript: "view.tsx", rust: "src/lib.rs", go: "view.go" } as const;
const LANGUAGES = ["python", "typescript", "rust", "go"] as const;

function vocabulary(language: CodeLanguage): Vocabulary {
  const names = ["score", "title", "__proto__", "constructor", "toString", "hasOwnProperty"];
  const members = names.map((name) => ({ name, spellings: [name], shape: "one" as const, type: "v1.Anime" }));
  return {
    language,
    types: [{ kind: "record", name: "v1.Anime", module: MODULES[language], symbol: "Anime", members }],
  };
}

const usesOf = (language: CodeLanguage, text: string, path: string = FILES[language]): Promise<readonly Use[]> =>
  readUses([{ path, text }], vocabulary(language));

/** Code of each language that reads `score` of a record, around text that may be anything. */
const READS = {
  python: (comment: string, text: string) =>
    `from v1 import anime_pb2\n# ${comment}\ndef f(a: anime_pb2.Anime):\n    b = "${text}"\n    return a.score, b\n`,
  typescript: (comment: string, text: string) =>
    `import type { Anime } from "./gen/anime_pb";\n// ${comment}\nconst f = (a: Anime) => ["${text}", a.score];\n`,
  rust: (comment: string, text: string) =>
    `use crate::v1::Anime;\n// ${comment}\nfn f(a: &Anime) -> i32 { let b = "${text}"; a.score }\n`,
  go: (comment: string, text: string) =>
    `package x\nimport pb "example.org/v1"\n// ${comment}\nfunc f(a *pb.Anime) { b := "${text}"; _ = a.score }\n`,
} as const;

const inert = fc
  .array(fc.constantFrom("a.score", "Anime", "title", "=", "(", "[", "{", "def f:", "名前", "🎌", " ", "// #", "a"), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""));

test.each(LANGUAGES)("%s: text in comments and strings uses nothing", async (language) => {
  const expected = await summary(READS[language]("x", "y"));
  expect(expected).toContain("field v1.Anime.score certain");
  await fc.assert(
    fc.asyncProperty(inert, inert, async (comment, text) => {
      expect(await summary(READS[language](comment, text))).toEqual(expected);
    }),
    { numRuns: 60 },
  );

  async function summary(text: string): Promise<readonly string[]> {
    return (await usesOf(language, text)).map(({ kind, subject, certainty }) => `${kind} ${subject} ${certainty}`);
  }
});

test.each(LANGUAGES)("%s: places point at the names", async (language) => {
  const text = READS[language]("名前 🎌", "é").replaceAll("\n", "\r\n");
  const uses = await usesOf(language, text);
  const lines = text.split("\r\n");
  const [use] = uses.filter(({ kind }) => kind === "field");
  expect(use && lines[use.at.line - 1]?.slice(use.at.column - 1, (use.at.endColumn ?? 0) - 1)).toBe("score");
});

test.each(LANGUAGES)("%s: code that breaks off anywhere is read as far as it goes", async (language) => {
  const text = READS[language]("x", "y");
  for (let end = 0; end <= text.length; end++)
    expect(Array.isArray(await usesOf(language, text.slice(0, end)))).toBe(true);
});

const DEEP = {
  python: (n: number) => [
    `x = ${"(".repeat(n)}1${")".repeat(n)}`,
    `x = a${".b".repeat(n)}`,
    `x = 1${" + 1".repeat(n)}`,
  ],
  typescript: (n: number) => [
    `x = ${"[".repeat(n)}${"]".repeat(n)};`,
    `x = a${".b()".repeat(n)};`,
    `x = 1${" + 1".repeat(n)};`,
    `type X = ${"A | ".repeat(n)}B;`,
    `${"if (a) {".repeat(n)}${"}".repeat(n)}`,
  ],
  rust: (n: number) => [`fn f() { ${"{".repeat(n)}${"}".repeat(n)} }`, `fn f() { a${".b()".repeat(n)} }`],
  go: (n: number) => [
    `package x\nfunc f() { ${"{".repeat(n)}${"}".repeat(n)} }`,
    `package x\nvar x = a${".b()".repeat(n)}`,
  ],
} as const;

test.each(LANGUAGES)("%s: what is nested without end does no harm", async (language) => {
  for (const text of DEEP[language](5000)) expect(await usesOf(language, text)).toEqual([]);
});

test("names that every object has are names like others", async () => {
  const text = `import { Anime, type constructor } from "./gen/anime_pb";
const f = (a: Anime) => [a.__proto__, a.constructor, a["hasOwnProperty"], constructor.toString];
class __proto__ { constructor(x) { this.__proto__ = x; } }
const o = { __proto__: 1, toString: 2 };`;
  const uses = await usesOf("typescript", text);
  expect(
    uses.filter(({ certainty, kind }) => kind === "field" && certainty === "certain").map(({ subject }) => subject),
  ).toEqual(["v1.Anime.__proto__", "v1.Anime.constructor", "v1.Anime.hasOwnProperty"]);
});

test("modules that import each other, and names that stand for themselves", async () => {
  const sources = Array.from({ length: 40 }, (_, i) => ({
    path: `m${i}.ts`,
    text:
      [...Array(40).keys()].map((j) => `export * from "./m${j}";`).join("\n") +
      `\nimport { missing } from "./m${(i + 1) % 40}"; missing.score;`,
  }));
  sources.push({
    path: "own.ts",
    text: `import { a as b } from "./own"; export { b as a };
type T = T[]; type U = { u: U; t: T }; class C extends C {} interface I extends J {} interface J extends I {}
function f(x: typeof f): ReturnType<typeof f> { return f(f); }
const g = () => g(); const h = h; const v: U = v; v.u.u.t; new C().score; (x as I).score;`,
  });
  expect(await readUses(sources, vocabulary("typescript"))).toEqual([]);
});

test("ten megabytes of tokens are not read, and that is said", async () => {
  const text = `from v1.anime_pb2 import Anime\nx = [${'"score", 1, '.repeat(900_000)}]\nAnime().score\n`;
  expect(text.length).toBeGreaterThan(10_000_000);
  const tooLong: string[] = [];
  const sources = [{ path: "app/view.py", text }];
  expect(await readUses(sources, vocabulary("python"), { onTooLong: (path) => void tooLong.push(path) })).toEqual([]);
  expect(tooLong).toEqual(["app/view.py"]);
});

test("a megabyte of code is read, and a text of ten megabytes in it", async () => {
  const text = `from v1.anime_pb2 import Anime\n${"x = 1\n".repeat(50_000)}y = "${"a".repeat(10_000_000)}"\nAnime().score\n`;
  const tooLong: string[] = [];
  const uses = await readUses([{ path: "app/view.py", text }], vocabulary("python"), {
    onTooLong: (path) => void tooLong.push(path),
  });
  expect(tooLong).toEqual([]);
  expect(uses.filter(({ kind }) => kind === "field")).toHaveLength(1);
});

test("packages that nobody here wrote", async () => {
  const folder = dirname(createRequire(import.meta.url).resolve("@bufbuild/protobuf"));
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\.[cm]?[jt]s$/.test(path));
  const sources = paths.slice(0, 150).map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  expect(sources.length).toBeGreaterThan(100);
  expect(await readUses(sources, vocabulary("typescript"))).toEqual([]);
});
