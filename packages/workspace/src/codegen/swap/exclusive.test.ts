import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isAlive, takeLock } from "./exclusive.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("is held by one, and given back", async () => {
  const path = join(folder, "lock");
  const release = await takeLock(path, () => true);
  expect(readFileSync(path, "utf8")).toBe(String(process.pid));
  let asked = 0;
  expect(await takeLock(path, () => ++asked < 3)).toBeUndefined();
  release?.();
  expect(readdirSync(folder)).toEqual([]);
});

test("of a process that is gone is taken over", async () => {
  const path = join(folder, "lock");
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  expect(isAlive(pid)).toBe(false);
  writeFileSync(path, String(pid));
  const release = await takeLock(path, () => true);
  expect(readFileSync(path, "utf8")).toBe(String(process.pid));
  release?.();
  expect(existsSync(path)).toBe(false);
});
