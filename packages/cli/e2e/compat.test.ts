import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { COMPAT_RULES } from "@nx-contracts/engine/compat";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "./reference.js";

const buf = createRequire(import.meta.url).resolve(`@bufbuild/buf-${process.platform}-${process.arch}/bin/buf`);
const root = mkdtempSync(join(tmpdir(), "nx-contracts-compat-"));
const PROTO = "after/shared_proto/v1/anime.proto";

beforeAll(() => {
  for (const side of ["before", "after"])
    cpSync(resolve(import.meta.dirname, "../../../protos"), join(root, side), { recursive: true });
  const edits: readonly (readonly [string, string])[] = [
    ["  optional bool nsfw = 7;\n", ""],
    ["optional string month = 6;", "optional int64 month = 6;"],
    ["  ANIME_STATUS_ONGOING = 3;\n", ""],
    ["repeated string genres = 22;", "repeated string kinds = 22;"],
  ];
  const text = edits.reduce((proto, [from, to]) => proto.replace(from, to), readFileSync(join(root, PROTO), "utf8"));
  writeFileSync(join(root, PROTO), text);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each(["FILE", "PACKAGE", "WIRE_JSON", "WIRE", "CSR"])(
  "says of %s what buf breaking says, line by line",
  async (policy) => {
    for (const side of ["before", "after"])
      writeFileSync(join(root, side, "buf.yaml"), `version: v2\nbreaking:\n  use: [${policy}]\n`);
    const peer = spawnSync(buf, ["breaking", "after", "--against", "before", "--error-format=json"], {
      cwd: root,
      encoding: "utf8",
    });
    const { status, stdout } = await runCommand(
      ["compat", "after", "--against", "before", "--policy", policy, "--format", "buf-json"],
      root,
    );
    expect(peer.stdout.split("\n").length).toBeGreaterThan(2);
    expect(stdout).toBe(peer.stdout);
    expect(status).toBe(1);
  },
);

test("two equal folders have nothing to say", async () => {
  expect(await runCommand(["compat", "before", "--against", "before"], root)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("No findings"),
  });
});

test("sarif describes the rules that it names, and no other rule about versions", async () => {
  const { status, stdout } = await runCommand(["compat", "after", "--against", "before", "--format", "sarif"], root);
  const { tool, results } = JSON.parse(stdout).runs[0];
  const described = tool.driver.rules.filter(({ id }: { id: string }) => COMPAT_RULES.some((rule) => rule.id === id));
  const named = new Set(results.map(({ ruleId }: { ruleId: string }) => ruleId));
  expect(new Set(described.map(({ id }: { id: string }) => id))).toEqual(named);
  expect(described.length).toBeGreaterThan(1);
  for (const { id, shortDescription, help } of described) {
    const { summary, help: text } = COMPAT_RULES.find((rule) => rule.id === id) ?? {};
    expect([shortDescription.text, help.text]).toEqual([summary, text]);
  }
  expect(status).toBe(1);
});

test.each([
  [["compat", "after"], /is in no git work tree/],
  [["compat", "after", "--against", "nowhere"], /nowhere/],
  [["compat", "after", "--against", "before", "--policy", "FIEL"], /Did you mean `FILE`\?/],
])("%j is exit 2 with the next step", async (args, message) => {
  const { status, stderr } = await runCommand(args, root);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});
