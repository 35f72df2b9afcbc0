import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openHost } from "../host.js";
import { openStates } from "./workspace-state.js";

const CONFIG = `contracts:
  - id: order
    source: { reader: proto, files: ["v[1-9]/{order,item}.proto"] }
    mirrors: [{ reader: typescript, files: [../web/order.ts] }]
`;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), "states "));
  write("protos/contracts.yaml", CONFIG);
  write("protos/v1/order.proto", 'syntax = "proto3";\nmessage Order {\n  string note = 1;\n}\n');
  write("web/order.ts", "export interface Order {\n  note: string;\n}\n");
  write("app/main.py", "print()\n");
  write(".gitignore", "ignored\n");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function git(...args: readonly string[]): void {
  const identity = ["-c", "user.name=Tests", "-c", "user.email=tests@example.org"];
  execFileSync("git", [...identity, ...args], { cwd: root });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function commit(): void {
  git("add", "--all");
  git("commit", "--quiet", "--message=Change");
}

/** A branch that has changed nothing yet. */
function branch(): void {
  git("init", "--quiet", "--initial-branch=main");
  commit();
  git("checkout", "--quiet", "-b", "work");
}

function state(base = { name: "main", isGiven: true }): Promise<string> {
  return openStates(openHost({ cwd: root, root }), base).of("protos/contracts.yaml", CONFIG);
}

describe("openStates", () => {
  it("says nothing while nothing of the project changed, whatever others do", async () => {
    expect(await state()).toBe("");
    branch();
    write("app/main.py", "print(order.note)\n");
    write("protos/README.md", "# Protos\n");
    commit();
    write("app/new.py", "");
    expect(await state()).toBe("");
  });

  it.each([
    ["a proto", "protos/v1/order.proto"],
    ["a new proto", "protos/v1/item.proto"],
    ["a mirror", "web/order.ts"],
    ["the configuration", "protos/contracts.yaml"],
    ["the lock", "protos/contracts.lock"],
  ])("tells each state of all files from the others once %s changed", async (_, path) => {
    branch();
    write(path, "// Changed.\n");
    const seen = [await state()];
    write("app/main.py", "print(order.note)\n");
    seen.push(await state());
    commit();
    expect(await state(), "committed").toBe(seen[1]);
    write("app/new.py", "print(order.note)\n");
    seen.push(await state());
    git("add", "--all");
    expect(await state(), "added").toBe(seen[2]);
    write("docs/notes.md", "The note of an order.\n");
    expect(await state(), "prose").toBe(seen[2]);
    write("ignored/main.py", "print(order.note)\n");
    expect(await state(), "ignored").toBe(seen[2]);
    write("CODEOWNERS", "* @orders\n");
    seen.push(await state());
    rmSync(join(root, "app/main.py"));
    seen.push(await state());
    for (const each of seen) expect(each).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("knows a deleted proto for one of the project, and where the branch left its base", async () => {
    branch();
    rmSync(join(root, "protos/v1/order.proto"));
    commit();
    const before = await state();
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    git("checkout", "--quiet", "main");
    write("docs.md", "");
    commit();
    git("checkout", "--quiet", "work");
    expect(await state()).toBe(before);
    git("merge", "--quiet", "--no-edit", "main");
    expect(await state()).not.toBe(before);
  });

  it("says why there is nothing to compare with, alike as long as it is the same", async () => {
    branch();
    const missing = await state({ name: "trunk", isGiven: true });
    expect(missing).toMatch(/^none: The base branch `trunk` does not exist here/);
    expect(await state({ name: "trunk", isGiven: true })).toBe(missing);
  });
});
