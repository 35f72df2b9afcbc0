import { diffFacts, renderDiff } from "@nx-contracts/engine/diff";
import { expect, test } from "vitest";
import { readSchema } from "./read-example.js";

const IMPORTS = "from pydantic import BaseModel, Field\n\n";
const BEFORE = `${IMPORTS}class Gone(BaseModel):\n    x: int\n\nclass Work(BaseModel):\n    """A work."""\n\n    title: str\n    year: int = Field(ge=1900)\n    city: str\n`;
const AFTER = `${IMPORTS}class Work(BaseModel):\n    """A work of art, painted, written or filmed by somebody."""\n\n    title: str | None = None\n    year: str\n    tags: list[str] = []\n`;

const facts = [...diffFacts(readSchema("old.py", BEFORE), readSchema("new.py", AFTER))];

test("text: by record, a line each, places, a count", () => {
  expect(renderDiff(facts, "text")).toBe(`Gone
  - record with 1 field  old.py:3

Work
  ~ doc "A work." → "A work of art, painted, written or film…"  new.py:3
  ~ title: presence required → optional  new.py:6
  ~ title: null no → yes  new.py:6
  ~ title: default none → null  new.py:6
  ~ year: type integer → string  new.py:7
  ~ year: bounds minimum 1900 → none  new.py:7
  - city: string, required  old.py:11
  + tags: list of string, optional  new.py:8

9 changes: 1 added, 2 removed, 6 changed.
`);
});

test("JSON: kinds, subjects, places and values, its keys always in the same order", () => {
  const [first, , , , , year] = JSON.parse(renderDiff(facts, "json")).changes;
  expect(JSON.stringify(first)).toBe(
    '{"kind":"record-removed","language":"pydantic","subject":"Gone","before":{"words":"record with 1 field","at":{"file":"old.py","line":3,"column":1}}}',
  );
  expect(JSON.stringify(year)).toBe(
    '{"kind":"type-changed","language":"pydantic","subject":"Work.year","at":{"file":"new.py","line":7,"column":5},' +
      '"before":{"words":"integer","value":{"kind":"scalar","family":"int"},"at":{"file":"old.py","line":10,"column":5}},' +
      '"after":{"words":"string","value":{"kind":"scalar","family":"string"}}}',
  );
});

test("JSON: the shape of what came, and which option changed", () => {
  const changes = JSON.parse(renderDiff(facts, "json")).changes;
  expect(changes.at(-1)).toMatchObject({
    kind: "field-added",
    after: { value: { type: { kind: "list" }, presence: "optional", nullable: false } },
  });
  const proto = (option: string) => readSchema("a.proto", `syntax = "proto3";\n${option}\nmessage A {}\n`);
  const options = [...diffFacts(proto(""), proto('option go_package = "a";'))];
  expect(JSON.parse(renderDiff(options, "json")).changes).toEqual([
    {
      kind: "option-changed",
      language: "proto",
      subject: "a.proto",
      option: "go_package",
      at: { file: "a.proto", line: 1, column: 1 },
      before: { words: "none", at: { file: "a.proto", line: 1, column: 1 } },
      after: { words: '"a"', value: "a" },
    },
  ]);
});

test("two types that read the same are told apart", () => {
  const proto = (type: string) => readSchema("a.proto", `syntax = "proto3";\nmessage A {\n  ${type} x = 1;\n}\n`);
  expect(renderDiff([...diffFacts(proto("int32"), proto("sint32"))], "text")).toContain(
    "~ x: type 32-bit integer → 32-bit integer (zigzag)",
  );
});

test("long prose is shown from a little before where it differs", () => {
  const proto = (doc: string) => readSchema("a.proto", `syntax = "proto3";\n// ${doc}\nmessage A {}\n`);
  const before = proto("One of the works that somebody made in a year or two.");
  const after = proto("One of the works that nobody made in a year or two, or three.");
  expect(renderDiff([...diffFacts(before, after)], "text")).toContain(
    'doc "…orks that somebody made in a year or tw…" → "…orks that nobody made in a year or two,…"',
  );
});

test("languages are named when there are several", () => {
  const web = (type: string) => readSchema("a.ts", `export interface Work { x: ${type} }\n`);
  const text = renderDiff([...facts, ...diffFacts(web("string"), web("number"))], "text");
  expect(text).toContain("\nWork (Pydantic model)\n");
  expect(text).toContain("\nWork (TypeScript type)\n");
});

test("colour only where it is asked for, and nothing of a name acts on a terminal", () => {
  expect(renderDiff(facts, "text")).not.toContain("\u001b");
  expect(renderDiff(facts, "text", { color: true })).toContain("\u001b[32m+\u001b[0m");
  const hostile = (type: string) => readSchema("a.ts", `export interface A { "\u001b[31mx": ${type} }\n`);
  expect(renderDiff([...diffFacts(hostile("string"), hostile("number"))], "text")).toContain("\\u001b[31mx: type");
});

test("nothing changed: both formats say so", () => {
  expect(renderDiff([], "text")).toBe("Nothing changed.\n");
  expect(JSON.parse(renderDiff([], "json"))).toEqual({ version: 1, changes: [] });
});
