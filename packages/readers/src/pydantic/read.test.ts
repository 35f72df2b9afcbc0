import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pydanticReader } from "./read.js";

const HEAD = "from pydantic import BaseModel, Field\n";

const read = (text: string, path = "anime.py") => pydanticReader.read([{ path, text }]);
const rules = (text: string) => read(text).diagnostics.map(({ rule, subject }) => `${rule} ${subject}`);
const fieldsOf = (text: string) =>
  Object.fromEntries(
    read(HEAD + text)
      .schema.records.at(-1)
      ?.fields.map((field) => [field.name, field]) ?? [],
  );

describe("places", () => {
  test("a record spans its class, a field its statement", () => {
    const text = `${HEAD}\n\n@final\nclass Anime(BaseModel):\n    """An anime."""\n\n    title: str = Field(\n        max_length=3,\n    )  # shown\n    id: int\n\n\nafter = 1\n`;
    const [record] = read(text).schema.records;
    expect(record?.at).toEqual({ file: "anime.py", line: 5, column: 1, endLine: 11, endColumn: 12 });
    expect(record?.fields[0]?.at).toEqual({ file: "anime.py", line: 8, column: 5, endLine: 10, endColumn: 6 });
    expect(record?.fields[1]?.at).toEqual({ file: "anime.py", line: 11, column: 5, endLine: 11, endColumn: 12 });
    expect(record?.doc).toBe("An anime.");
  });

  test("an enum member spans its statement", () => {
    const [kind] = read('from enum import Enum\n\nclass Kind(Enum):\n    TV = "tv"; OVA = "ova"\n').schema.enums;
    expect(kind?.members.map(({ name, at }) => [name, at.line, at.column, at.endColumn])).toEqual([
      ["TV", 4, 5, 14],
      ["OVA", 4, 16, 27],
    ]);
  });
});

describe("module names", () => {
  const names = (paths: readonly string[], roots?: readonly string[]) =>
    pydanticReader
      .read(
        paths.map((path) => ({ path, text: `${HEAD}class M(BaseModel):\n    x: int\n` })),
        roots === undefined ? {} : { roots },
      )
      .schema.records.map(({ qualifiedName }) => qualifiedName);

  test("start at the deepest root that is given", () => {
    expect(names(["libs/common/src/common/models/anime.py"], ["libs", "libs/common/src/"])).toEqual([
      "common.models.anime.M",
    ]);
    expect(names(["models/anime.py"], ["."])).toEqual(["models.anime.M"]);
  });

  test("without roots start after src/, above packages, or at the file", () => {
    expect(names(["libs/common/src/common/models/anime.py"])).toEqual(["common.models.anime.M"]);
    expect(names(["app/shop/__init__.py", "app/shop/book.py"])).toEqual(["shop.M", "shop.book.M"]);
    expect(names(["somewhere/anime.py"])).toEqual(["anime.M"]);
    expect(names(["a/models.py", "b/models.py"])).toEqual(["a.models.M", "b.models.M"]);
  });

  test("one module names the package of the schema", () => {
    expect(read(`${HEAD}class M(BaseModel): ...\n`, "src/shop/book.py").schema.package).toBe("shop.book");
  });
});

describe("imports", () => {
  test("a base and a type outside the sources are reported at their import", () => {
    const text =
      "from shop.base import Base, Price\nfrom pydantic import BaseModel\nclass A(Base):\n    x: int\nclass B(BaseModel):\n    p: Price\n";
    expect(read(text, "src/shop/book.py").diagnostics).toMatchObject([
      {
        rule: "read/unresolved-base",
        subject: "A",
        at: { line: 1, column: 1 },
        help: "Add src/shop/base.py to `files`.",
      },
      {
        rule: "read/unresolved-type",
        subject: "B.p",
        at: { line: 1, column: 1 },
        help: "Add src/shop/base.py to `files`.",
      },
    ]);
  });

  test("are silent when nothing uses them", () => {
    expect(rules(`import numpy as np\nfrom shop import prices\n${HEAD}class A(BaseModel):\n    x: int\n`)).toEqual([]);
  });

  test("load what was not handed in, only to resolve names", () => {
    const files: { readonly [path: string]: string } = {
      "src/shop/base.py": `${HEAD}class Base(BaseModel, extra="allow"):\n    id: int\n`,
    };
    const result = pydanticReader.read(
      [{ path: "src/shop/book.py", text: "from .base import Base\nclass Book(Base):\n    title: str\n" }],
      {
        load: (path) => (path in files ? { path, text: files[path] ?? "" } : undefined),
      },
    );
    expect(result.loaded).toEqual(["src/shop/base.py"]);
    expect(result.schema.records).toMatchObject([
      { name: "Book", open: true, fields: [{ name: "id" }, { name: "title" }] },
    ]);
    expect(result.diagnostics).toEqual([]);
  });
});

describe("what only running would tell is reported", () => {
  test.each([
    [
      "create_model()",
      'from pydantic import create_model\nA = create_model("A", x=(int, 1))\n',
      ["read/dynamic-definition A"],
    ],
    [
      "fields set later",
      `${HEAD}class A(BaseModel):\n    x: int\nA.model_fields["y"] = 1\n`,
      ["read/dynamic-definition A"],
    ],
    [
      "a bound that is no constant",
      `from datetime import date\n${HEAD}class A(BaseModel):\n    x: date = Field(gt=date(2020, 1, 1), lt=None)\n`,
      ["read/dynamic-definition A.x"],
    ],
    ["setattr", `${HEAD}class A(BaseModel):\n    x: int\nsetattr(A, "y", 1)\n`, ["read/dynamic-definition A"]],
    [
      "a class under a condition",
      `import os\n${HEAD}if os.environ:\n    class A(BaseModel):\n        x: int\n`,
      ["read/dynamic-definition A"],
    ],
    [
      "a class in a try",
      `${HEAD}try:\n    class A(BaseModel):\n        x: int\nexcept Exception:\n    pass\n`,
      ["read/dynamic-definition A"],
    ],
    [
      "a field under a condition",
      `import os\n${HEAD}class A(BaseModel):\n    if os.environ:\n        x: int\n`,
      ["read/dynamic-definition A.x"],
    ],
    [
      "an alias generator of one's own",
      `${HEAD}class A(BaseModel):\n    model_config = {"alias_generator": lambda name: name}\n    x: int\n`,
      ["read/dynamic-definition A"],
    ],
    [
      "a computed configuration",
      `${HEAD}class A(BaseModel):\n    model_config = make()\n    x: int\n`,
      ["read/dynamic-definition A"],
    ],
    [
      "a computed member",
      "import os\nfrom enum import Enum\nclass A(Enum):\n    X = os.getpid()\n",
      ["read/dynamic-definition A.X"],
    ],
    ["a base that is a call", `${HEAD}class A(make(), BaseModel):\n    x: int\n`, ["read/dynamic-definition A"]],
  ])("%s", (_, text, expected) => {
    expect(rules(text)).toEqual(expected);
  });

  test("the field or class is left out, not guessed", () => {
    const { records } = read(
      `import os\n${HEAD}class A(BaseModel):\n    x: int\n    if os.environ:\n        y: int\n`,
    ).schema;
    expect(records.map(({ fields }) => fields.map(({ name }) => name))).toEqual([["x"]]);
  });

  test("a class inside a function is silent", () => {
    expect(read(`${HEAD}def make():\n    class A(BaseModel):\n        x: int\n    return A\n`)).toMatchObject({
      schema: { records: [] },
      diagnostics: [],
    });
  });
});

describe("newer syntax", () => {
  test("aliases and type parameters in brackets", () => {
    const text = `${HEAD}type Text = str | None\ntype Listing[T] = list[T]\nclass Page[T: int, D = str](BaseModel):\n    items: Listing[T]\n    note: Text\n    extra: D\nclass Shelf(BaseModel):\n    page: Page[bool, bytes]\n`;
    const { schema, diagnostics } = read(text);
    expect(diagnostics).toEqual([]);
    expect(schema.records.map(({ name }) => name)).toEqual(["Page", "Page[bool, bytes]", "Shelf"]);
    expect(schema.records[0]?.fields).toMatchObject([
      { name: "items", type: { kind: "list", item: { family: "int" } } },
      { name: "note", type: { family: "string" }, nullable: true },
      { name: "extra", type: { family: "string" } },
    ]);
    expect(schema.records[1]?.fields).toMatchObject([
      { type: { item: { family: "bool" } } },
      {},
      { type: { family: "bytes" } },
    ]);
  });

  test("every statement is known", () => {
    const text = `${HEAD}def run():\n    with open(f) as self.file, b as (c, d):\n        x = yield\n        match x:\n            case (a.B() as e, f): yield\nclass A(BaseModel):\n    ratio: float = 1.\n`;
    expect(read(text).schema.records[0]?.fields[0]?.default).toEqual({ kind: "value", value: 1 });
    expect(read(text).diagnostics).toEqual([]);
  });
});

describe("other kinds of definitions", () => {
  const text = `from dataclasses import dataclass, field\nfrom typing import NamedTuple, NotRequired, TypedDict\n${HEAD}@dataclass\nclass Point:\n    x: int\n    tags: list[str] = field(default_factory=list)\nclass Options(TypedDict, total=False):\n    depth: int\nclass Pair(NamedTuple):\n    left: int\n    right: str = "r"\nclass Anime(BaseModel):\n    point: Point\n    options: Options\n    pair: Pair\n`;

  test("are not represented unless asked for", () => {
    const { schema, diagnostics } = read(text);
    expect(schema.records.map(({ name }) => name)).toEqual(["Anime"]);
    expect(schema.records[0]?.fields.map(({ type }) => type.kind)).toEqual(["unknown", "unknown", "unknown"]);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["read/unsupported", "read/unsupported", "read/unsupported"]);
  });

  test("are records where the configuration asks", () => {
    const { schema, diagnostics } = pydanticReader.read([{ path: "anime.py", text }], {
      also: ["dataclass", "TypedDict", "NamedTuple"],
    });
    expect(diagnostics).toEqual([]);
    expect(
      schema.records.map(({ name, fields }) => [name, fields.map((one) => `${one.name} ${one.presence}`)]),
    ).toEqual([
      ["Point", ["x required", "tags optional"]],
      ["Options", ["depth optional"]],
      ["Pair", ["left required", "right optional"]],
      ["Anime", ["point required", "options required", "pair required"]],
    ]);
  });

  test("models of Pydantic 1 are not read", () => {
    expect(rules("from pydantic.v1 import BaseModel\nclass A(BaseModel):\n    x: int\n")).toEqual([
      "read/unsupported A",
    ]);
  });
});

describe("bad input", () => {
  test.each([
    ["a bracket that is never closed", `${HEAD}class A(BaseModel):\n    x: int = Field(`, 3, 19],
    ["a string that is never closed", `${HEAD}class A(BaseModel):\n    x: str = 'abc\n    y: int\n`, 3, 14],
    ["a colon that is missing", `${HEAD}class A(BaseModel)\n    x: int\n`, 2, 19],
    ["Python 2", "print 'x'\n", 1, 7],
    ["an error in the body of a function", "def run():\n    x = = 1\n", 2, 9],
    ["an assignment to a call", "run() = 1\n", 1, 7],
    ["a block that is missing", `${HEAD}class A(BaseModel):\nx = 1\n`, 3, 1],
    ["binary data", "\0\x01%% ]]", 1, 1],
  ])("%s is a syntax error in its place, and the file gives nothing", (_, text, line, column) => {
    const { schema, diagnostics } = read(text);
    expect(diagnostics).toMatchObject([{ rule: "read/syntax-error", at: { line, column } }]);
    expect(schema.records).toEqual([]);
  });

  test("an empty file is said to be empty, an empty __init__.py is not", () => {
    expect(rules(" \n")).toEqual(["read/empty-source anime.py"]);
    expect(read("", "shop/__init__.py").diagnostics).toEqual([]);
  });

  test.each([
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["CR", (text: string) => text.replaceAll("\n", "\r")],
    ["BOM", (text: string) => `\ufeff${text}`],
    ["tabs", (text: string) => text.replaceAll("    ", "\t")],
    ["form feeds", (text: string) => text.replaceAll("\n\n", "\n\f\n")],
  ])("%s changes nothing but columns", (_, change) => {
    const text = `${HEAD}\nclass A(BaseModel):\n    """One\n\n    two."""\n\n    x: int = 1 + \\\n        2\n`;
    const [record] = read(change(text)).schema.records;
    expect(record).toMatchObject({
      doc: "One\n\ntwo.",
      fields: [{ name: "x", default: { kind: "value", value: 3 }, at: { line: 8 } }],
    });
  });

  test("circles end", () => {
    const text = `${HEAD}class A(A):\n    x: int\nclass B(C): ...\nclass C(B): ...\nX = Y\nY = X\nZ = list["Z"]\nclass D(BaseModel):\n    x: X\n    z: Z\n`;
    expect(rules(text)).toEqual([
      "read/invalid-definition A",
      "read/invalid-definition B",
      "read/invalid-definition C",
      "read/unsupported D.x",
      "read/unsupported D.z",
    ]);
    const one = { path: "a.py", text: `from b import B\n${HEAD}class A(BaseModel):\n    b: "B"\n` };
    const two = { path: "b.py", text: `from a import A\n${HEAD}class B(BaseModel):\n    a: "A"\n` };
    expect(pydanticReader.read([one, two]).schema.records.map(({ fields }) => fields[0]?.type)).toEqual([
      { kind: "ref", name: "b.B" },
      { kind: "ref", name: "a.A" },
    ]);
  });

  test("a generic that fills itself in without end ends", () => {
    const text = `from typing import Generic, TypeVar\n${HEAD}T = TypeVar("T")\nclass A(BaseModel, Generic[T]):\n    x: "A[list[T]]"\n`;
    expect(rules(text)).toEqual(["read/unsupported A.x"]);
  });

  test("deep and long texts end", () => {
    const nest = (depth: number) =>
      `${HEAD}class A(BaseModel):\n    x: ${"list[".repeat(depth)}int${"]".repeat(depth)}\n`;
    expect(read(nest(190)).diagnostics).toEqual([]);
    expect(read(nest(20_000)).schema.records.length).toBeLessThan(2);
    expect(
      read(`x = '${"a".repeat(10_000_000)}'\n${HEAD}class A(BaseModel):\n    x: int\n`).schema.records,
    ).toHaveLength(1);
    expect(read(`x = ${"1".repeat(1_000_000)}\n`).diagnostics).toEqual([]);
  });

  test("names of JavaScript's own are names like others", () => {
    expect(
      Object.keys(
        fieldsOf("class A(BaseModel):\n    constructor: int\n    toString: int = 1\n    hasOwnProperty: str\n"),
      ),
    ).toEqual(["constructor", "toString", "hasOwnProperty"]);
  });

  test("nothing that is done to a text makes the reader throw", () => {
    const texts = ["shelf", "aliases", "inheritance", "enums", "generics"].map((name) =>
      readFileSync(join(import.meta.dirname, `oracle/fixtures/catalogue/${name}.py`), "utf8"),
    );
    const edit = fc.record({
      at: fc.nat(),
      remove: fc.nat(30),
      insert: fc.constantFrom("", "(", "]", "\n", "    ", "'", '"""', "T", ":", "=", "|", "class "),
    });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        let changed = text;
        for (const { at, remove, insert } of edits) {
          const from = at % changed.length;
          changed = changed.slice(0, from) + insert + changed.slice(from + remove);
        }
        const { schema, diagnostics } = read(changed, "catalogue/shelf.py");
        expect(() => JSON.stringify([schema, diagnostics])).not.toThrow();
        expect(diagnostics.every(({ message }) => message.endsWith("."))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
