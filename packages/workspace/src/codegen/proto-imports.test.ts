import { describe, expect, test } from "vitest";
import { importsIn, withImports } from "./proto-imports.js";

describe("what a proto imports", () => {
  test.each([
    ['import "a.proto";', ["a.proto"]],
    ["import 'a.proto';import public \"b/c.proto\";\nimport weak\n'd.proto' ;", ["a.proto", "b/c.proto", "d.proto"]],
    ['import/* "x.proto" ; */public // "y.proto"\n"a.proto";', ["a.proto"]],
    ['import option "a.proto";', ["a.proto"]],
    ['// import "a.proto";\n/* import "b.proto"; */ message Important { string import = 1; }', []],
    ['message A { string a = 1 [(b) = "import \\"c.proto\\";"]; }', []],
    ['option java_package = "// no comment"; import "a.proto";', ["a.proto"]],
    ["import \"a's.proto\"; import 'b\"c.proto';", ["a's.proto", 'b"c.proto']],
    ["", []],
  ])("%s", (text, expected) => {
    expect([...(importsIn(text) ?? ["unclear"])]).toEqual(expected);
  });

  test.each(['import "a" ".proto";', 'import "\\x61.proto";', "import 'a' /* and */ \"b.proto\";"])(
    "%s has to be parsed",
    (text) => {
      expect(importsIn(text)).toBeUndefined();
    },
  );

  test("a text without end is read once", () => {
    const long = `import "a.proto"; /* ${'import "'.repeat(200_000)}`;
    const start = performance.now();
    expect(importsIn(long)?.has("a.proto") ?? true).toBe(true);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

test("imports are followed, in circles as well", () => {
  const texts: { readonly [path: string]: string } = {
    a: 'import "b";',
    b: 'import "c"; import "elsewhere";',
    c: 'import "a";',
    d: 'import "a";',
  };
  const known = new Set(Object.keys(texts));
  expect([...withImports(["a"], known, (path) => texts[path] ?? "")]).toEqual(["a", "b", "c"]);
  expect(withImports(["d"], known, () => 'import "\\x61";')).toBe(known);
});
