import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "./reference.js";

/** So many that the two versions are described in two threads. */
const MANY = 1100;

const root = mkdtempSync(join(tmpdir(), "nx-contracts-many-"));
const nameOf = (index: number) => `show_${String(index).padStart(4, "0")}.proto`;
const proto = (index: number, type: string) =>
  `syntax = "proto3";\npackage shows;\n${index > 0 ? `import "${nameOf(index - 1)}";\n` : ""}message Show${index} {\n  ${type} year = 1;\n}\n`;

beforeAll(() => {
  for (const [side, type] of [
    ["before", "int32"],
    ["after", "string"],
  ] as const) {
    mkdirSync(join(root, side));
    for (let index = 0; index < MANY; index++) writeFileSync(join(root, side, nameOf(index)), proto(index, type));
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const compat = (...more: readonly string[]) => runCommand(["compat", "after", "--against", "before", ...more], root);

test("says of each of many files what it says of one", async () => {
  const { status, stdout, stderr } = await compat("--policy", "FILE", "--format", "buf-json");
  expect(stderr).toBe("");
  expect(status).toBe(1);
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ path, type, start_line, start_column }) => [path, type, start_line, start_column])).toEqual(
    Array.from({ length: MANY }, (_, index) => [`after/${nameOf(index)}`, "FIELD_SAME_TYPE", index > 0 ? 5 : 4, 3]),
  );
});

test("one of many that does not compile is named with its version", async () => {
  const file = join(root, "after", nameOf(700));
  writeFileSync(file, proto(700, "strin"));
  const { status, stdout } = await compat("--policy", "FILE", "--format", "json");
  expect(status).toBe(1);
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly { rule: string; message: string }[] };
  expect(diagnostics[0]).toMatchObject({ rule: "compat/uncomparable" });
  expect(diagnostics[0]?.message).toMatch(/show_0700\.proto` does not compile in the newer version, at line 5/);

  writeFileSync(file, new Uint8Array([0x2f, 0x2f, 0xe9, 0x0a]));
  const unreadable = await compat("--policy", "FILE");
  expect(unreadable.stderr).toContain("The file is not UTF-8");
  expect(unreadable.status).toBe(2);
});
