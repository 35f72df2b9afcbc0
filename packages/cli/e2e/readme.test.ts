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

/** Options of npm. */
const ELSEWHERE = ["--save-dev"];

test("every verb and every option that the README names exists", async () => {
  const { stdout: help } = await runCommand(["--help"], folder);
  const verbs = [...help.matchAll(/^ {2}(\w+) {2}/gm)].map(([, verb = ""]) => verb);
  const table = readme.slice(readme.indexOf("## The command"), readme.indexOf("## contracts.yaml"));
  const named = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)/g)].map(([, verb = ""]) => verb),
  );
  expect(named.filter((verb) => verb !== "verb").sort()).toEqual(verbs.sort());
  const helps = await Promise.all(verbs.map((verb) => runCommand([verb, "--help"], folder)));
  const options = helps.map(({ stdout }) => stdout).join("\n");
  for (const [option] of readme.matchAll(/--[a-z-]+(?=[ `\]])/g)) {
    if (!ELSEWHERE.includes(option)) expect(options).toContain(option);
  }
});
