import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unknownVersions } from "../circumstances/versions-text.js";
import { loadConfig } from "../config/load.js";
import { openHost } from "../host.js";
import { judgeChanges } from "./judge-changes.js";

const CONFIG =
  "name: shop\ncontracts:\n  - { id: book, kind: event, source: { reader: proto, files: [book.proto] } }\n";
let root: string;
let sha: string;

beforeAll(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), "judge-changes-"));
  writeFileSync(join(root, "contracts.yaml"), CONFIG);
  writeFileSync(join(root, "book.proto"), 'syntax = "proto3";\nmessage Book {}\n');
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("-c", "user.name=Tests", "-c", "user.email=tests@example.org", "commit", "--quiet", "--message=Start");
  sha = git("rev-parse", "HEAD");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function judge(hashed: string, base = "main") {
  const host = openHost({ cwd: root, root });
  return judgeChanges(host, loadConfig(host, "contracts.yaml"), { base: { name: base, isGiven: true }, hashed });
}

describe("judgeChanges", () => {
  it("compares with the commit that was hashed, or where none is known", async () => {
    expect(await judge(sha)).toEqual({ findings: [], advice: [] });
    expect(await judge(unknownVersions())).toEqual({ findings: [], advice: [] });
  });

  it("refuses to compare with another commit than the one that was hashed", async () => {
    const other = "0".repeat(40);
    await expect(judge(other)).rejects.toMatchObject({
      code: "baseline-missing",
      problems: [{ message: `The contracts would be compared with ${sha}, and Nx hashed the task with ${other}.` }],
    });
    await expect(judge("")).rejects.toMatchObject({ code: "baseline-missing" });
    await expect(judge(sha, "trunk")).rejects.toMatchObject({ code: "baseline-missing" });
  });
});
