import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { afterAll, beforeAll, expect, test } from "vitest";
import { diff, readPairs } from "../commands/diff.js";
import { openHost } from "../host.js";
import { treeOfTexts } from "./source-tree.js";

const root = mkdtempSync(join(tmpdir(), "nx-contracts-diff-"));
const host = openHost({ cwd: root, root });

const MODEL = "from pydantic import BaseModel\n\nclass Work(BaseModel):\n    title: str\n";
const PROTO = 'syntax = "proto3";\npackage shop.v1;\nimport "shop/v1/part.proto";\nmessage Work { Part part = 1; }\n';
const PART = 'syntax = "proto3";\npackage shop.v1;\nmessage Part { string name = 1; }\n';
const FILES: { readonly [path: string]: string } = {
  "now/shop/v1/work.proto": PROTO,
  "now/shop/v1/part.proto": PART.replace("string", "bytes"),
  "now/models/__init__.py": "",
  "now/models/work.py": MODEL.replace("title: str", "title: int"),
  "now/web/work.ts": "export interface Work { title: number }\n",
  "now/web/node_modules/x/index.ts": "export interface Hidden { x: string }\n",
  "now/.cache/hidden.py": MODEL,
  "broken/work.py": "class Work(:\n",
  "empty/readme.md": "# Nothing\n",
};
const THEN = new Map([
  ["then/shop/v1/work.proto", PROTO],
  ["then/shop/v1/part.proto", PART],
  ["then/models/__init__.py", ""],
  ["then/models/work.py", MODEL],
  ["then/web/work.ts", "export interface Work { title: string }\n"],
]);

beforeAll(() => {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const now = (...paths: readonly string[]) => ({ paths });
const then = (...paths: readonly string[]) => ({ paths, tree: treeOfTexts(THEN, host) });

test("a folder on disk and the same folder as texts, language by language", async () => {
  const { facts, diagnostics } = await diff(host, { before: then("then"), after: now("now") });
  expect(facts.map(({ kind, subject, after, before }) => [(after ?? before).schema.language, kind, subject])).toEqual([
    ["proto", "type-changed", "Part.name"],
    ["pydantic", "type-changed", "Work.title"],
    ["typescript", "type-changed", "Work.title"],
  ]);
  expect(diagnostics.filter(({ rule }) => rule !== "read/empty-source")).toEqual([]);
});

test("one language of several", async () => {
  const { pairs } = await readPairs(host, { language: "pydantic", before: then("then"), after: now("now") });
  expect(pairs.map(({ language }) => language)).toEqual(["pydantic"]);
});

test("files, whatever their names", async () => {
  const { facts } = await diff(host, { before: then("then/models/work.py"), after: now("now/models/work.py") });
  expect(facts.map(({ kind }) => kind)).toEqual(["type-changed"]);
});

test("a language that only one version has came or went as a whole", async () => {
  const { facts } = await diff(host, { before: then("then/models"), after: now("now") });
  expect(facts.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    "record-added Part",
    "record-added Work",
    "type-changed Work.title",
    "record-added Work",
  ]);
});

test.each([
  [{ before: then("them"), after: now("now") }, "source-missing", "`them` does not exist.", /`then`/],
  [
    { before: then("then"), after: now("empty") },
    "source-missing",
    /nothing to read in `empty`/,
    /\.proto, \.py, \.ts/,
  ],
  [{ before: then("then/models"), after: now("broken") }, "source-unreadable", /./, /./],
  [{ before: then("then/models"), after: now("now/web") }, "usage", /pydantic, the newer one typescript/, /parity/],
  [{ before: then("then"), after: now("now"), language: "pydantik" }, "usage", /`pydantik`/, /`pydantic`/],
])("%o is %s", async (request, code, message, next) => {
  const error = await diff(host, request).catch((thrown: unknown) => thrown);
  if (!(error instanceof ContractsError)) throw error;
  expect(error.code).toBe(code);
  expect(error.problems[0]?.message).toMatch(message);
  expect(error.problems[0]?.next).toMatch(next);
});

test("what cannot be read is named with its place", async () => {
  const error = await diff(host, { before: then("then/models"), after: now("broken") }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ problems: [{ at: { file: "broken/work.py", line: 1 } }] });
});
