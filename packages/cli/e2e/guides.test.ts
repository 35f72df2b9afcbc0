import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { runPage, writtenPages } from "../../../tools/guides.mjs";
import { COMMAND } from "./reference.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nx-contracts-guide-"));
  return () => rmSync(folder, { recursive: true, force: true });
});
const programs = mkdtempSync(join(tmpdir(), "nx-contracts-guide-programs-"));
const program = (name: string, text: string) =>
  writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
program("nx-contracts", `exec "${process.execPath}" "${COMMAND}" "$@"`);
program("npx", 'exec "$@"');
afterAll(() => rmSync(programs, { recursive: true, force: true }));

/** With `UPDATE_GUIDES` what the commands print is written into the guide. */
const isUpdate = process.env["UPDATE_GUIDES"] !== undefined;

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

test.each(writtenPages().filter(({ isRun, isForNx }) => isRun && !isForNx))(
  "$path prints what it says",
  ({ file, text }) => {
    execFileSync("git", ["init", "--quiet", "--initial-branch", "main"], { cwd: folder });
    const run = runPage(text, folder, runShell);
    if (isUpdate) writeFileSync(file, run);
    else expect(run).toBe(text);
  },
  180_000,
);
