import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommand } from "./reference.js";

const readme = readFileSync(resolve(import.meta.dirname, "../../../README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "nx-contracts-readme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Code blocks of the README whose first line names their file. */
const files = [...readme.matchAll(/```\w+\n(?:#|\/\/) (\S+)\n([\s\S]*?)```/g)].map(
  ([, name = "", text = ""]) => [name, text] as const,
);
const output = /```console\n\$ nx-contracts check\n([\s\S]*?)```/.exec(readme)?.[1];

test("the example of the README prints what the README says", async () => {
  expect(files.map(([name]) => name)).toEqual(["models.py", "studio.proto", "contracts.yaml"]);
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  const { status, stdout } = await runCommand(["check", "--no-time"], folder);
  expect(stdout).toBe(output);
  expect(status).toBe(1);
});

test("the edits that it shows make the check pass", async () => {
  const { status, stderr } = await runCommand(["check", "--fix", "parity"], folder);
  expect(stderr).toMatch(/^Applied \d edits to studio\.proto\.$/m);
  expect(status).toBe(0);
});

/** Options of npm, and of verbs that judge nothing or changes alone. */
const ELSEWHERE = ["--save-dev", "--policy", "--reason", "--by", "--until"];

test("every verb and every option that the README names exists", async () => {
  const { stdout: help } = await runCommand(["--help"], folder);
  const { stdout: checkHelp } = await runCommand(["parity", "--help"], folder);
  for (const verb of ["check", "parity", "lint", "compat", "diff", "lock", "approve", "read", "explain"])
    expect(help).toContain(`  ${verb} `);
  for (const [option] of readme.matchAll(/--[a-z-]+(?=[ `])/g)) {
    if (!ELSEWHERE.includes(option)) expect(checkHelp).toContain(option);
  }
});
