import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findCircumstances } from "./circumstances.js";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), "circumstances "));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function git(...args: readonly string[]): string {
  const identity = ["-c", "user.name=Tests", "-c", "user.email=tests@example.org"];
  return execFileSync("git", [...identity, ...args], { cwd: root, encoding: "utf8" }).trim();
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Commits everything, and says how git names the commit. */
function commit(): string {
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "--message=Change");
  return git("rev-parse", "HEAD");
}

async function find(base?: string, today = "2026-11-20"): Promise<Record<string, string>> {
  const { projects } = await findCircumstances(root, base, today);
  return Object.fromEntries(
    projects.map(({ folder, against, due }) => [folder, due === "" ? against : `${against} ${due}`]),
  );
}

describe("findCircumstances", () => {
  it("names the merge base, and the commits that a configuration asks for", async () => {
    git("init", "--quiet", "--initial-branch=main");
    write("contracts.yaml", "name: root\n");
    write("libs/tagged/contracts.yaml", 'compat: { against: [merge-base, "tag:v*"] }\n');
    write("libs/folder/contracts.yaml", "compat: { against: ../tagged }\n");
    write(".gitignore", "ignored\n");
    write("ignored/contracts.yaml", "");
    const first = commit();
    git("tag", "v1.0.0");
    git("checkout", "--quiet", "-b", "work");
    const second = commit();
    write("libs/new/contracts.yaml", "");
    expect(await find()).toEqual({
      ".": first,
      "libs/folder": "path",
      "libs/new": first,
      "libs/tagged": `${first},${first}`,
    });
    expect(await find("work")).toMatchObject({ ".": second, "libs/tagged": `${second},${first}` });
  });

  it("says why there is nothing to compare with, alike as long as it is the same", async () => {
    git("init", "--quiet", "--initial-branch=main");
    write("contracts.yaml", "");
    expect(await find()).toEqual({ ".": "" });
    commit();
    const missing = await find("trunk");
    expect(missing["."]).toMatch(/^none: The base branch `trunk` does not exist here/);
    expect(await find("trunk")).toEqual(missing);
  });

  it("never says the same twice of what it cannot know", async () => {
    git("init", "--quiet", "--initial-branch=main");
    write("contracts.yaml", 'compat: { against: "tag:v*" }\n');
    commit();
    const [first, second] = [await find(), await find()];
    expect(first["."]).toMatch(/^unknown /);
    expect(second["."]).not.toBe(first["."]);
  });

  it("reads days without git", async () => {
    write("protos/contracts.yaml", "name: [\n");
    write("protos/contracts.approvals.yaml", "approvals: [{ until: 2026-11-19 }]\n");
    expect(await find()).toEqual({ protos: " 2026-11-19" });
    expect(await find(undefined, "2026-11-19")).toEqual({ protos: "" });
  });
});
