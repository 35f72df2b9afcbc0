import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { COMMAND, runCommand } from "./reference.js";

const REPOSITORY = resolve(import.meta.dirname, "../../..");
const FILES: { readonly [path: string]: string } = {
  "models.py": "from pydantic import BaseModel\n\n\nclass StudioModel(BaseModel):\n    name: str\n    city: str\n",
  "proto/shop/v1/studio.proto":
    'syntax = "proto3";\npackage shop.v1;\n\nmessage StudioMessage {\n  string name = 1;\n  string city = 2;\n}\n',
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nx contracts init "));
  execFileSync("git", ["init", "--quiet", "--initial-branch=main"], { cwd: root });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: { readonly [path: string]: string }): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

const has = (path: string) => existsSync(join(root, path));
const read = (path: string) => readFileSync(join(root, path), "utf8");

describe("nx-contracts init", () => {
  it("writes nothing where nobody can agree, and exits with 1", async () => {
    write(FILES);
    const { status, stdout } = await runCommand(["init"], root);
    expect(status).toBe(1);
    expect(stdout).toContain("StudioModel ↔ StudioMessage: 2 of 2 fields");
    expect(stdout).toContain("Nothing is written. `nx-contracts init --yes` accepts the proposals.\n");
    expect(has("proto/contracts.yaml")).toBe(false);
  });

  it("shows what it would write, from any folder, and exits with 0", async () => {
    write(FILES);
    const { status, stdout } = await runCommand(["init", "--dry-run", "--yes"], join(root, "proto"));
    expect(status).toBe(0);
    expect(stdout).toContain("would write proto/contracts.lock\n");
    expect(has("proto/contracts.yaml")).toBe(false);
  });

  it("accepts the proposals by --yes, and changes nothing the second time", async () => {
    write(FILES);
    expect(await runCommand(["init", "--yes"], root)).toMatchObject({ status: 0 });
    const [config, lock] = [read("proto/contracts.yaml"), read("proto/contracts.lock")];
    expect(parse(config).contracts[0].mirrors[0].mapping).toEqual({ records: { StudioModel: "StudioMessage" } });
    expect(await runCommand(["check"], root)).toMatchObject({ status: 0 });
    expect(await runCommand(["init", "--yes"], root)).toMatchObject({ status: 0 });
    expect([read("proto/contracts.yaml"), read("proto/contracts.lock")]).toEqual([config, lock]);
  });

  it.each([
    ["y", true],
    ["", true],
    ["n", false],
  ])("asks on a terminal, and takes %j for an answer", (answer, isWritten) => {
    write(FILES);
    // Python has pseudo-terminals, Node has not.
    const script = `import os, pty, sys
pid, fd = pty.fork()
if pid == 0: os.execv(sys.argv[1], sys.argv[1:4])
seen = b""
while b"[Y/n]" not in seen: seen += os.read(fd, 1024)
os.write(fd, sys.argv[4].encode() + b"\\n")
try:
    while True:
        part = os.read(fd, 1024)
        if not part: break
        seen += part
except OSError: pass
sys.stdout.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))`;
    const { CI: _, ...env } = process.env;
    const argv = ["-c", script, process.execPath, COMMAND, "init", answer];
    const { stdout, status } = spawnSync("python3", argv, { cwd: root, env, encoding: "utf8" });
    expect(stdout).toContain("Write 3 files? [Y/n]");
    expect({ status, isWritten: has("proto/contracts.yaml") }).toEqual({ status: isWritten ? 0 : 1, isWritten });
  });

  it("finds this repository's own contracts again, with what is generated from them", async () => {
    for (const path of ["protos", "libs/common", "libs/catalog-go", "libs/catalog-web"])
      cpSync(join(REPOSITORY, path), join(root, path), { recursive: true });
    const configured = parse(read("protos/contracts.yaml"));
    for (const name of ["contracts.yaml", "contracts.lock", "contracts.stubs"]) rmSync(join(root, "protos", name));
    execFileSync("git", ["add", "--all"], { cwd: root });
    expect(await runCommand(["init", "--yes"], root)).toMatchObject({ status: 0 });
    const { contracts, generate } = parse(read("protos/contracts.yaml"));
    const sidesOf = (all: readonly { readonly source: object; readonly mirrors?: readonly object[] }[]) =>
      all.map(({ source, mirrors = [] }) => [source, ...mirrors]);
    expect(sidesOf(contracts)).toEqual(expect.arrayContaining(sidesOf(configured.contracts)));
    const byTool = (outputs: readonly { readonly tool: string }[]) =>
      outputs.filter(({ tool }) => tool !== "tonic").sort((a, b) => (a.tool < b.tool ? -1 : 1));
    expect(byTool(generate)).toEqual(byTool(configured.generate));
    const { stdout } = await runCommand(["check", "--only", "stubs", "--format", "json"], root);
    expect(JSON.parse(stdout).diagnostics).toEqual([]);
  });
});
