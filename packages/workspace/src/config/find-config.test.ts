import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openHost } from "../host.js";
import { findConfig } from "./find-config.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nx contracts "));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function find(folder: string, ...configs: readonly string[]): Promise<string> {
  for (const path of ["nx.json", `${folder}/README.md`, ...configs]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), "{}");
  }
  const cwd = join(root, folder);
  return findConfig(openHost({ cwd, root }), cwd);
}

test("the nearest, in the folder or above it", async () => {
  expect(await find("a/b", "contracts.yaml", "a/contracts.yaml", "c/contracts.yaml")).toBe("a/contracts.yaml");
});

test("the only one of the workspace, where none is near", async () => {
  expect(await find(".", "protos/contracts.yaml", "node_modules/x/contracts.yaml")).toBe("protos/contracts.yaml");
  expect(await find("libs/a")).toBe("protos/contracts.yaml");
});

test("of several, each is named as it has to be written", async () => {
  await expect(find("libs/a", "b/contracts.yaml", "a/contracts.yaml")).rejects.toMatchObject({
    code: "config-missing",
    problems: [{ next: "Name one: `--config ../../a/contracts.yaml`, `--config ../../b/contracts.yaml`." }],
  });
});

test("none at all", async () => {
  await expect(find(".")).rejects.toMatchObject({
    problems: [{ message: "There is no contracts.yaml in this workspace." }],
  });
});
