import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { runCommand } from "./reference.js";

const COMMAND = resolve(import.meta.dirname, "../dist/main.js");
const root = mkdtempSync(join(tmpdir(), "nx contracts hostile "));
let folder = "";
let folders = 0;
beforeEach(() => {
  folder = join(root, `${folders++}`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

const compat = (...args: readonly string[]) => runCommand(["compat", "new", "--against", "old", ...args], folder);
const proto = (body: string) => `syntax = "proto3";\n${body}\n`;
const count = (length: number, line: (index: number) => string) => Array.from({ length }, (_, index) => line(index));
/** What a comparison may take here, with room for a slow machine. */
const SOON = 10_000;

interface Finding {
  readonly rule: string;
  readonly message: string;
  readonly at: { readonly file: string; readonly line: number };
  readonly data?: { readonly version?: string };
}

async function findings(...args: readonly string[]): Promise<readonly Finding[]> {
  const { stdout, stderr } = await compat("--format", "json", ...args);
  if (stdout === "") throw new Error(stderr);
  return (JSON.parse(stdout) as { readonly diagnostics: readonly Finding[] }).diagnostics;
}

describe("much of everything", () => {
  test("20,000 fields, all of another type and name", { timeout: 120_000 }, async () => {
    const fields = (type: string, name: string) =>
      count(20_000, (at) => `${type} ${name}${at} = ${at < 18_999 ? at + 1 : at + 1_001};`).join("\n");
    write("old/a.proto", proto(`message A {\n${fields("int32", "f")}\n}`));
    write("new/a.proto", proto(`message A {\n${fields("string", "g")}\n}`));
    const start = Date.now();
    const { status, stdout } = await compat("--format", "buf-json", "--policy", "WIRE");
    expect(Date.now() - start).toBeLessThan(SOON);
    expect(status).toBe(1);
    expect(stdout.split("\n").length).toBe(20_001);
    expect((await findings()).length).toBe(40_000);
  });

  test("20,000 values, all renamed, and all gone", { timeout: 120_000 }, async () => {
    const values = (name: string) => count(20_000, (at) => `${name}${at} = ${at};`).join("\n");
    write("old/a.proto", proto(`enum E {\n${values("OLD_")}\n}`));
    write("new/a.proto", proto(`enum E {\n${values("NEW_")}\n}`));
    const start = Date.now();
    expect((await findings()).length).toBe(20_000);
    write("new/a.proto", proto("enum E { OLD_0 = 0; }"));
    expect((await findings()).length).toBe(19_999);
    expect(Date.now() - start).toBeLessThan(2 * SOON);
  });

  test("5,000 files, and 2,000 that import each other in a row", { timeout: 120_000 }, async () => {
    for (const side of ["old", "new"]) {
      for (let at = 0; at < 5_000; at++) {
        const imported = at > 0 && at < 2_000 ? `import public "f${at - 1}.proto";` : "";
        write(
          `${side}/f${at}.proto`,
          proto(
            `package p${at % 50}; ${imported} message M${at} { ${side === "new" && at === 0 ? "" : "int32 a = 1;"} }`,
          ),
        );
      }
    }
    const start = Date.now();
    expect((await findings("--policy", "PACKAGE")).map(({ at }) => at.file)).toEqual(["new/f0.proto"]);
    expect(Date.now() - start).toBeLessThan(SOON);
  });

  test("a line of 10 MB", { timeout: 60_000 }, async () => {
    const wide = "x".repeat(10_000_000);
    write("old/a.proto", proto(`message A { int32 a = 1; /* ${wide} */ int32 b = 2; }`));
    write("new/a.proto", proto(`message A { int32 a = 1; /* ${wide} 漢 */ int64 b = 2; }`));
    const start = Date.now();
    const { stdout } = await compat("--format", "buf-json", "--policy", "FILE");
    expect(stdout).toContain("FIELD_SAME_TYPE");
    expect((await compat()).stdout.length).toBeLessThan(10_000);
    expect(Date.now() - start).toBeLessThan(SOON);
  });

  test("through a pipe that closes early, and one that takes all", { timeout: 60_000 }, () => {
    const fields = count(6_000, (at) => `int32 field_${at} = ${at + 1};`);
    write("old/a.proto", proto(`message A {\n${fields.join("\n")}\n}`));
    write("new/a.proto", proto("message A {}"));
    for (const format of ["buf-json", "text", "github", "json"]) {
      const pipe = (to: string) => {
        const line = `"${process.execPath}" "${COMMAND}" compat new --against old --policy FILE --format ${format} | ${to}`;
        return spawnSync("bash", ["-c", line], { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 });
      };
      const first = pipe("head -1");
      expect(first.stderr).toBe("");
      expect(first.stdout.split("\n").length).toBe(2);
      const lines = Number(pipe("(sleep 1; wc -l)").stdout);
      expect(lines).toBeGreaterThanOrEqual(6_000);
      if (format === "buf-json") expect(lines).toBe(6_000);
    }
  });
});

describe("what hardly anybody writes", () => {
  test("names that are keywords", async () => {
    const keywords = (type: string) =>
      proto(
        `message message { ${type} optional = 1; repeated .repeated repeated = 2; map<string, .message> map = 4; string package = 5; oneof oneof { string reserved = 6; .enum enum = 7; } }
enum enum { max = 0; to = 1; }
message repeated { .optional optional = 1; .repeated message = 2; }
message optional { enum extensions { extend = 0; } .optional.extensions extensions_ = 1; }
service service { rpc rpc(stream .message) returns (stream .repeated); }`,
      );
    write("old/a.proto", keywords(".optional"));
    write("new/a.proto", keywords("int32"));
    expect((await findings()).map(({ rule }) => rule)).toContain("compat/field-type-changed");
  });

  test("levels of nesting up to the limit of protoc, and beyond: a finding with its place", async () => {
    const nested = (levels: number, field: string) =>
      proto(`${"message A {\n".repeat(levels)}${field}${"}".repeat(levels)}`);
    write("old/a.proto", nested(30, "int32 a = 1;"));
    write("new/a.proto", nested(30, "string a = 1;"));
    expect((await findings()).map(({ rule }) => rule)).toContain("compat/field-type-changed");
    for (const levels of [200, 20_000]) {
      write("new/a.proto", nested(levels, ""));
      const [finding, ...others] = await findings();
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ rule: "compat/uncomparable", at: { file: "new/a.proto" } });
      expect(finding?.at.line).toBeGreaterThan(30);
    }
  });

  test("a ring of imports, on either side", async () => {
    for (const side of ["old", "new"]) {
      write(`${side}/a.proto`, proto(`import "b.proto"; message A {}${side === "new" ? " message C {}" : ""}`));
      write(`${side}/b.proto`, proto('import "a.proto"; message B {}'));
    }
    const found = await findings();
    expect(found.length).toBeGreaterThan(0);
    for (const { rule } of found) expect(rule).toBe("compat/uncomparable");
  });
});

const GOOD = proto("message A { int32 a = 1; }");
const BROKEN: readonly (readonly [name: string, text: string | Uint8Array, line: number])[] = [
  ["a syntax error", proto("message A {\n  int32 a 1;\n}"), 3],
  ["a type that is not there", proto("message A {\n  Gone a = 1;\n}"), 3],
  ["a number twice", proto("message A {\n  int32 a = 1;\n  int32 b = 1;\n}"), 4],
  ["a file that is not there", proto('import "gone.proto";\nmessage A { int32 a = 1; }'), 2],
  ["NUL bytes", proto("message A {\n  int32 a\0 = 1;\n}"), 3],
];

describe("a version that does not compile", () => {
  test.each(BROKEN.flatMap((each) => [["old", ...each] as const, ["new", ...each] as const]))(
    "%s, %s: says which, in which file and line",
    async (side, _, text, line) => {
      write("old/a.proto", side === "old" ? text : GOOD);
      write("new/a.proto", side === "new" ? text : GOOD);
      const [finding] = await findings("--policy", "FILE");
      expect(finding).toMatchObject({
        rule: "compat/uncomparable",
        at: { file: `${side}/a.proto`, line },
        data: { version: side === "new" ? "newer" : "older" },
      });
      const plain = await compat("--policy", "FILE");
      expect(plain.status).toBe(1);
      expect(plain.stdout).toContain(
        `\`${side}/a.proto\` does not compile in the ${side === "new" ? "newer" : "older"} version`,
      );
      expect(plain.stdout).toContain(`at line ${line}`);
      const lines = await compat("--format", "buf-json");
      expect(lines.status).toBe(1);
      expect(JSON.parse(lines.stdout.split("\n")[0] ?? "")).toMatchObject({
        type: "COMPILE",
        path: `${side}/a.proto`,
        start_line: line,
      });
    },
  );

  test.each(["old", "new"])("because it is no UTF-8, in %s", async (side) => {
    write("old/a.proto", GOOD);
    write("new/a.proto", proto("message A { int32 a = 1; int32 b = 2; }"));
    write(`${side}/a.proto`, Uint8Array.of(...Buffer.from('syntax = "proto3";\n// '), 0xff, 0xfe, 10));
    const { status, stdout, stderr } = await compat();
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(new RegExp(`${side}/a\\.proto:2:4|${side}/a\\.proto`));
    expect(stderr).toContain("UTF-8");
  });

  test("is not one with a byte order mark", async () => {
    write("old/a.proto", GOOD);
    write("new/a.proto", `\uFEFF${proto("message A { int64 a = 1; }")}`);
    expect((await findings()).map(({ rule }) => rule)).toEqual(["compat/field-type-changed"]);
    write("new/a.proto", `\uFEFF${GOOD}`);
    expect(await findings()).toEqual([]);
  });
});

describe("what is given for an older version", () => {
  const GARBAGE = Uint8Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 256);

  test.each([
    ["garbage.binpb", GARBAGE],
    ["empty.binpb", new Uint8Array()],
    ["cut.binpb", Uint8Array.of(0x0a, 0xff, 0xff, 0x03, 1, 2, 3)],
    ["long.binpb", Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1)],
    ["garbage.tar.gz", GARBAGE],
    ["empty.tar.gz", new Uint8Array()],
    ["garbage-inside.tar.gz", gzipSync(GARBAGE)],
    ["zeros.tar.gz", gzipSync(new Uint8Array(1024))],
    ["garbage.tar", GARBAGE],
    ["a.proto", Buffer.from(GOOD)],
    ["notes.txt", Buffer.from("Nothing of the kind.\n")],
  ])("%s is told to be none, or empty", async (name, bytes) => {
    write("new/a.proto", GOOD);
    write(name, bytes);
    const { status, stdout, stderr } = await runCommand(["compat", "new", "--against", name], folder);
    expect(`${stdout}${stderr}`).not.toMatch(/bug in nx-contracts|\n\s+at /);
    expect(stderr).toContain(name);
    expect(status).toBe(2);
  });

  test.each(["image.binpb", "bundle.tar.gz"])("a folder called %s is a folder", async (name) => {
    write("new/a.proto", GOOD);
    write(`${name}/a.proto`, proto("message A { string a = 1; }"));
    const { status, stderr } = await runCommand(["compat", "new", "--against", name], folder);
    expect(stderr).toBe("");
    expect(status).toBe(1);
  });

  test.each([
    "",
    " ",
    "-",
    "--",
    "nowhere/",
    "/nowhere",
    "../..\0",
    "a\nb",
    "tag:",
    "tag:--all",
    "ref:",
    "x".repeat(10_000),
    "\u202e",
    "https://example.org/x.git",
    "buf.build/acme/shows",
  ])("%j is exit 2 with a next step", async (name) => {
    write("new/a.proto", GOOD);
    const { status, stderr } = await runCommand(["compat", "new", `--against=${name.replaceAll("\0", "%00")}`], folder);
    expect(status).toBe(2);
    expect(stderr).not.toMatch(/bug in nx-contracts|\n\s+at /);
    expect(stderr.split("\n").length).toBeGreaterThan(1);
  });

  test.each(["../old/a.proto", "/etc/passwd", "gone.proto", "", "a.proto/", ".", "./a.proto"])(
    "--path %j is no file as others import it: exit 2",
    async (path) => {
      write("old/a.proto", GOOD);
      write("new/a.proto", proto("message A { string a = 1; }"));
      const { status, stderr } = await compat("--policy", "confluent:BACKWARD", `--path=${path}`);
      expect(stderr).not.toMatch(/bug in nx-contracts|\n\s+at /);
      expect(status).toBe(2);
    },
  );
});
