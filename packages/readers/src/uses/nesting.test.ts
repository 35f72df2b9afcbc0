import { describe, expect, it } from "vitest";
import { parseProgram } from "./parse.js";
import { misplaced } from "./program.test.support.js";
import { readUses } from "./read.js";

const LANGUAGES = [
  {
    language: "rust",
    path: "src/a.rs",
    start: "use shows::v1::Show;\nfn f(a: Show) {\n",
    read: "a.score",
    end: "\n}\n",
    nested: [
      ["brackets", "(", ")"],
      ["blocks", "{", "}"],
      ["calls", "f(", ")"],
      ["macros", "vec![", "]"],
      ["closures", "|x| (", ")"],
      ["conditions", "if x {", "}"],
      ["matches", "match x { _ =>", "}"],
      ["types", "let x: Vec<", ">"],
      ["patterns", "let (", ")"],
      ["modules", "mod m {", "}"],
      ["records", "Show { score: ", "}"],
      ["references", "&", ""],
      ["methods", "a.b()", ".c()"],
      ["sums", "a + ", " + b"],
      ["paths", "a::", ""],
    ],
  },
  {
    language: "go",
    path: "a/a.go",
    start: 'package a\nimport pb "shows/v1"\nfunc f(a *pb.Show) {\n',
    read: "_ = a.Score",
    end: "\n}\n",
    nested: [
      ["brackets", "(", ")"],
      ["blocks", "{", "}"],
      ["calls", "f(", ")"],
      ["functions", "func() {", "}"],
      ["conditions", "if x {", "}"],
      ["switches", "switch x { case y:", "}"],
      ["types", "var x []", ""],
      ["structs", "var x struct { a ", "}"],
      ["records", "pb.Show{Score: ", "}"],
      ["pointers", "*", ""],
      ["methods", "a.b()", ".c()"],
      ["sums", "a + ", " + b"],
    ],
  },
] as const;

const vocabulary = (language: "rust" | "go") => ({
  language,
  types: [
    {
      kind: "record" as const,
      name: "shows.v1.Show",
      module: language === "go" ? "shows/v1" : "shows::v1",
      symbol: "Show",
      members: [{ name: "score", spellings: ["score", "Score"], shape: "one" as const }],
    },
  ],
});

describe.each(LANGUAGES)("$language nested and damaged", ({ language, path, start, read, end, nested }) => {
  const fields = async (text: string) => {
    const uses = await readUses([{ path, text }], vocabulary(language));
    return uses.filter(({ kind }) => kind === "field").map(({ at, certainty }) => `${at.line} ${certainty}`);
  };

  it.each(nested)(
    "ends on %s without end",
    async (_, open, close) => {
      const parse = await parseProgram(language, [{ path, text: "" }]);
      for (const text of [`${open.repeat(1_000)}x${close.repeat(1_000)}`, open.repeat(1_000)]) {
        const whole = `${start}${text}${end}`;
        expect(misplaced(parse({ path, text: whole }), whole)).toEqual([]);
        await fields(whole);
      }
    },
    30_000,
  );

  it("finds what stands before and after what is nested too deep", async () => {
    const deep = `${"(".repeat(5000)}1${")".repeat(5000)}`;
    const line = language === "go" ? `_ = ${deep}` : `${deep};`;
    expect(await fields(`${start}${read};\n${line}\n${read}${end}`)).toEqual([
      `${start.split("\n").length} certain`,
      `${start.split("\n").length + 2} certain`,
    ]);
  });

  it("finds what stands before a syntax error", async () => {
    const inside = language === "go" ? "x := := 3" : "let = = 3;";
    expect(await fields(`${start}${read};\n${inside}\n${end}`)).toEqual([`${start.split("\n").length} certain`]);
  });

  it.each([
    ["nothing", ""],
    ["a byte order mark", "\uFEFF"],
    ["zero bytes", "\0\0\0"],
    ["half of a pair", "\uD800 let \uDC00"],
    ["text of another kind", "%PDF-1.4 \u0001\u0002 {{{{ <<< >>>"],
    ["quotes without end", `${start} "a`],
    ["a comment without end", `${start} /* a`],
  ])("reads %s", async (_, text) => {
    expect(await fields(text)).toEqual([]);
  });

  it("reads a line of ten million characters", async () => {
    const text = `${start}${language === "go" ? "x := " : "let x = "}"${"名".repeat(10_000_000)}";\n${read}${end}`;
    expect(await fields(text)).toEqual([`${start.split("\n").length + 1} certain`]);
  }, 30_000);

  it("takes twice the time for twice the text", async () => {
    const parse = await parseProgram(language, [{ path, text: "" }]);
    const steps = (count: number) => {
      const text = `${start}${`${read};\n`.repeat(count)}${end}`;
      return JSON.stringify(parse({ path, text })).length;
    };
    const [once, twice] = [steps(2000), steps(4000)];
    expect(twice / once).toBeLessThan(2.2);
  });
});
