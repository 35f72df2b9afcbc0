import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { COMMAND } from "./reference.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nx-contracts-guide-"));
  return () => rmSync(folder, { recursive: true, force: true });
});
const programs = mkdtempSync(join(tmpdir(), "nx-contracts-guide-programs-"));
writeFileSync(join(programs, "nx-contracts"), `#!/bin/sh\nexec "${process.execPath}" "${COMMAND}" "$@"\n`, {
  mode: 0o755,
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

/** With `UPDATE_GUIDES` what the commands print is written into the guide. */
const isUpdate = process.env["UPDATE_GUIDES"] !== undefined;

function runBlock(block: string): string {
  const commands = block.split("\n").flatMap((line) => (line.startsWith("$ ") ? [line.slice(2)] : []));
  return commands.map((command) => `$ ${command}\n${runShell(command)}`).join("");
}

function runShell(command: string): string {
  const { NO_COLOR: _, FORCE_COLOR: __, NX_BASE: ___, ...env } = process.env;
  const { stdout } = spawnSync("sh", ["-c", `{ ${command}\n} 2>&1`], {
    cwd: folder,
    encoding: "utf8",
    env: {
      ...env,
      PATH: `${programs}:${env["PATH"] ?? ""}`,
      GIT_AUTHOR_NAME: "Ines",
      GIT_AUTHOR_EMAIL: "ines@example.org",
      GIT_COMMITTER_NAME: "Ines",
      GIT_COMMITTER_EMAIL: "ines@example.org",
    },
  });
  return stdout;
}

test.each(["compat.md", "impact.md", "packages.md", "stubs.md"])("%s prints what it says", (name) => {
  const guide = resolve(import.meta.dirname, "../../../docs", name);
  const text = readFileSync(guide, "utf8");
  for (const [, path = "", content = ""] of text.matchAll(/```\w+\n(?:#|\/\/) (\S+)\n([\s\S]*?)```/g)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  execFileSync("git", ["init", "--quiet", "--initial-branch", "main"], { cwd: folder });
  const run = text.replace(/(```console\n)([\s\S]*?)(```)/g, (_, open: string, block: string, close: string) => {
    return open + runBlock(block) + close;
  });
  if (isUpdate) writeFileSync(guide, run);
  else expect(run).toBe(text);
});
