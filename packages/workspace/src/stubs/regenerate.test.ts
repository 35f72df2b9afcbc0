import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatManifest } from "../codegen/manifest.js";
import { planGeneration } from "../commands/generate.js";
import { judge } from "../commands/judge.js";
import { openHost } from "../host.js";
import { linesApart } from "./regenerate.js";

const CONFIG = `name: shows
contracts:
  - { id: anime, kind: event, source: { reader: proto, files: [anime.proto] } }
generate:
  - { tool: protobuf-es, out: gen, options: [target=ts] }
`;
const PROTO = 'syntax = "proto3";\npackage anime.v1;\nmessage Anime {\n  string title = 1;\n}\n';
const STUB = "gen/anime_pb.ts";

let root: string;
let made: Uint8Array;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "stubs-regenerate-"));
  symlinkSync(join(resolve(import.meta.dirname, "../../../.."), "node_modules"), join(root, "node_modules"));
  write("contracts.yaml", CONFIG);
  write("anime.proto", PROTO);
  const { files } = await planGeneration(openHost({ cwd: root }), { cwd: root });
  made = files.get(STUB) ?? new Uint8Array();
  write(STUB, made);
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  execFileSync("git", ["add", "gen"], { cwd: root });
}, 120_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

async function findings(regenerate: boolean): Promise<readonly string[]> {
  const { diagnostics } = await judge(openHost({ cwd: root }), {
    cwd: root,
    families: ["stubs"],
    base: { name: "main", isAsked: false },
    today: "2026-06-01",
    regenerate,
  });
  return diagnostics.map(({ rule, subject, message }) => `${rule} ${subject}: ${message}`);
}

test("bytes are compared that no descriptor says anything about", { timeout: 120_000 }, async () => {
  expect(await findings(true)).toEqual([]);
  write(STUB, `${new TextDecoder().decode(made)}export const isMine = true;\n`);
  expect(await findings(false)).toEqual([]);
  expect(await findings(true)).toEqual([
    `stubs/edited anime:${STUB}: \`${STUB}\` has one line that the generator does not make.`,
  ]);
});

test("as it was generated, and its proto has another comment now", { timeout: 120_000 }, async () => {
  write(STUB, made);
  write("contracts.stubs", formatManifest(new Map([[STUB, createHash("sha256").update(made).digest("hex")]])));
  write("anime.proto", PROTO.replace("  string title", "  // As it is known in English.\n  string title"));
  expect(await findings(false)).toEqual([]);
  const [found = "", ...rest] = await findings(true);
  expect(rest).toEqual([]);
  expect(found).toMatch(/^stubs\/stale anime:gen\/anime_pb\.ts: .*generated now, \d+ lines are others\.$/);
  rmSync(join(root, STUB));
  expect(await findings(true)).toEqual([
    `stubs/missing anime:${STUB}: \`anime.proto\` is not generated: \`${STUB}\` is missing.`,
  ]);
});

test("lines that are apart are counted on both sides", () => {
  const encoder = new TextEncoder();
  const apart = (a: string, b: string) => linesApart(encoder.encode(a), encoder.encode(b));
  expect(apart("a\nb\nc", "a\nx\nc")).toBe(1);
  expect(apart("a\nb\nc", "a")).toBe(2);
  expect(apart("a", "b\nc\nd\na")).toBe(3);
  expect(apart("a\nb", "b\na")).toBe(1);
});
