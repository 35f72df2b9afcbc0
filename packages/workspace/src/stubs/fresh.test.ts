import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { planGeneration } from "../commands/generate.js";
import { loadConfig } from "../config/load.js";
import { openHost } from "../host.js";
import { judgeStubs } from "./judge-stubs.js";

const CONFIG = `name: shows
contracts:
  - { id: shows, kind: event, source: { reader: proto, files: ["v1/*.proto"] } }
generate:
  - { tool: protobuf-es, out: gen, options: [target=js+dts] }
`;
const HEAD = 'syntax = "proto3";\npackage shows.v1;\n';
const FILES: { readonly [path: string]: string } = {
  "contracts.yaml": CONFIG,
  "v1/kind.proto": `${HEAD}enum Kind {\n  KIND_UNSPECIFIED = 0;\n}\n`,
  "v1/show.proto": `${HEAD}import public "v1/kind.proto";\nmessage Show {\n  Kind kind = 1;\n}\n`,
  "v1/list.proto": `${HEAD}import "v1/show.proto";\nmessage List {\n  repeated Show shows = 1;\n  Kind kind = 2;\n}\n`,
  "v1/alone.proto": `${HEAD}message Alone {\n  string title = 1;\n}\n`,
};

let root: string;
/** Every file as it was generated. */
const made = new Map<string, string>();

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "stubs-fresh-"));
  symlinkSync(join(resolve(import.meta.dirname, "../../../.."), "node_modules"), join(root, "node_modules"));
  for (const [path, text] of Object.entries(FILES)) write(path, text);
  const { files, records } = await planGeneration(openHost({ cwd: root }), { cwd: root });
  for (const [path, text] of Object.entries(FILES)) made.set(path, text);
  for (const [path, bytes] of [...files, ...records]) made.set(path, new TextDecoder().decode(bytes));
  for (const [path, text] of made) write(path, text);
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  execFileSync("git", ["add", "gen"], { cwd: root });
}, 120_000);

beforeEach(() => {
  for (const folder of ["gen", "v1"]) rmSync(join(root, folder), { recursive: true, force: true });
  for (const [path, text] of made) write(path, text);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function edit(path: string, change: (text: string) => string): void {
  write(path, change(made.get(path) ?? ""));
}

async function judged() {
  const host = openHost({ cwd: root });
  const { findings, stubs } = await judgeStubs(host, loadConfig(host, "contracts.yaml"));
  return {
    said: findings.map(({ rule, subject, message }) => `${rule} ${subject}: ${message}`).sort(),
    compared: stubs.filter(({ isFresh }) => isFresh !== true).map(({ path }) => path),
  };
}

const both = (name: string) => [`gen/v1/${name}_pb.d.ts`, `gen/v1/${name}_pb.js`];

test("as everything was generated, nothing is compared", async () => {
  expect(await judged()).toEqual({ said: [], compared: [] });
});

test("another comment of a proto has its stubs compared, and those of all that import it", async () => {
  edit("v1/show.proto", (text) => text.replace("message", "// What is on.\nmessage"));
  expect(await judged()).toEqual({ said: [], compared: [...both("list"), ...both("show")] });
});

test("what imports something by the way is compared when that changes", async () => {
  edit("v1/kind.proto", (text) => text.replace("}", "  KIND_FILM = 1;\n}"));
  const { said, compared } = await judged();
  expect(compared).toEqual([...both("kind"), ...both("list"), ...both("show")]);
  expect(said).toEqual([expect.stringContaining("stubs/stale gen/v1/kind_pb.js")]);
});

test("an edited stub is compared, and what belongs to it", async () => {
  edit("gen/v1/alone_pb.js", (text) => `${text}export const isMine = true;\n`);
  const { said, compared } = await judged();
  expect(compared).toEqual(both("alone"));
  expect(said).toEqual([expect.stringContaining("stubs/edited gen/v1/alone_pb.js")]);
});

test("a proto that is gone has what imports it compared", async () => {
  rmSync(join(root, "v1/kind.proto"));
  const { said, compared } = await judged();
  expect(compared).toEqual([...both("kind"), ...both("list"), ...both("show")]);
  expect(said.join("\n")).toContain("stubs/orphaned gen/v1/kind_pb.js");
});

test("folders that protos were moved between have everything compared", async () => {
  for (const name of ["v1/alone", "v1/kind", "v1/list", "v1/show"]) rmSync(join(root, `${name}.proto`));
  for (const [path, text] of Object.entries(FILES).filter(([path]) => path.startsWith("v1/"))) write(`x/${path}`, text);
  edit("contracts.yaml", (text) => text.replace("v1/*.proto", "x/v1/*.proto"));
  expect((await judged()).compared.length).toBe(8);
  rmSync(join(root, "x"), { recursive: true });
});

const MADE_BY_A_MERGE = /^# .*\n/;

const PROTOS = ["kind", "show", "list", "alone"].map((name) => `v1/${name}.proto`);
const STUBS = ["kind", "show", "list", "alone"].flatMap(both);
const EDITS: readonly ((text: string) => string)[] = [
  (text) => `${text}// Another comment.\n`,
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => text.replace(/message (\w+) \{/, "message $1 {\n  string extra = 9;"),
  (text) => text.replace("enum Kind {\n  KIND_UNSPECIFIED = 0;\n}", "message Kind {}"),
  (text) => text.replace(/import .*\n/, ""),
  (text) => text.slice(0, text.length >> 1),
  (text) => text.replace(/\b1;/, "7;"),
  () => "",
];

test(
  "whatever is edited, a manifest that knows the protos and one that does not lead to the same findings",
  { timeout: 120_000 },
  async () => {
    const path = fc.constantFrom(...PROTOS, ...STUBS);
    const change = fc.record({ path, edit: fc.constantFrom(...EDITS, undefined) });
    await fc.assert(
      fc
        .asyncProperty(
          fc.uniqueArray(change, { minLength: 1, maxLength: 3, selector: (each) => each.path }),
          async (changes) => {
            for (const each of changes) {
              if (each.edit === undefined) rmSync(join(root, each.path), { force: true });
              else edit(each.path, each.edit);
            }
            const quick = await judged();
            edit("contracts.stubs", (text) => text.replace(MADE_BY_A_MERGE, ""));
            const exact = await judged();
            expect(exact.compared.length).toBeGreaterThanOrEqual(quick.compared.length);
            expect(quick.said).toEqual(exact.said);
          },
        )
        .beforeEach(() => {
          for (const [name, text] of made) write(name, text);
        }),
      { numRuns: 60 },
    );
  },
);
