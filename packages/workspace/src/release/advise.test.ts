import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openHost } from "../host.js";
import { adviseSinceRelease } from "./advise.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nx-contracts-"));
  git("init", "-q", "-b", "main");
  write(
    "contracts.yaml",
    "name: shop\ncontracts:\n  - { id: book, kind: event, source: { reader: proto, files: [book.proto] } }\n",
  );
  commit("string title = 1;");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function git(...args: readonly string[]): void {
  execFileSync("git", ["-c", "user.name=Tests", "-c", "user.email=tests@example.org", ...args], { cwd: root });
}

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

/** Commits a message of these fields. */
function commit(fields: string): void {
  write("book.proto", `syntax = "proto3";\npackage shop.v1;\nmessage Book { ${fields} }\n`);
  git("add", "-A");
  git("commit", "-q", "--allow-empty", "-m", "Change");
}

const advise = () => adviseSinceRelease(openHost({ cwd: root, root }), { cwd: root });

describe("adviseRelease", () => {
  it("begins with 1.0.0", async () => {
    expect(await advise()).toMatchObject({ bump: "major", next: "1.0.0" });
  });

  it.each([
    ["proto-v7", "string title = 1;", "none", undefined],
    ["proto-v7", "string title = 1; int32 pages = 2;", "minor", "7.1.0"],
    ["proto-v7.2", "", "major", "8.0.0"],
    ["proto-v0.4.1", "", "major", "0.5.0"],
  ])("after %s says that `%s` asks for a %s version", async (tag, fields, bump, next) => {
    git("tag", tag);
    commit(fields);
    const advice = await advise();
    expect(advice).toMatchObject({ bump, previous: { tag } });
    expect(advice.next).toBe(next);
  });

  it("looks at what is not committed as well, and never back behind a candidate", async () => {
    git("tag", "proto-v7.0.0");
    commit("string title = 1; int32 pages = 2;");
    git("tag", "proto-v8.0.0-rc.1");
    expect(await advise()).toMatchObject({
      bump: "minor",
      next: "8.0.0",
      last: { tag: "proto-v8.0.0-rc.1" },
      previous: { tag: "proto-v7.0.0" },
    });
    write("book.proto", 'syntax = "proto3";\npackage shop.v1;\nmessage Book {}\n');
    const advice = await advise();
    expect([advice.bump, advice.isEnough("7.9.0"), advice.isEnough("8.0.0")]).toEqual(["major", false, true]);
  });
});
