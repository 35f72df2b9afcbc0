import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { COMMAND } from "./reference.js";

let caches: string;
let place: string;

beforeEach(() => {
  caches = mkdtempSync(join(tmpdir(), "caches "));
  place = join(caches, "nx-contracts");
});
afterEach(() => rmSync(caches, { recursive: true, force: true }));

const argv = ["explain", "parity/field-missing"];
const environment = (more: NodeJS.ProcessEnv = {}) => ({ ...process.env, XDG_CACHE_HOME: caches, ...more });

function explain(more?: NodeJS.ProcessEnv) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...argv], {
    encoding: "utf8",
    env: environment(more),
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

const kept = () => readdirSync(place).filter((name) => name.startsWith("explain-"));
const keptFile = () => join(place, kept()[0] ?? "");

test("what is compiled is kept by verb, for its owner alone, and answers the same", () => {
  const first = explain();
  expect(first).toContain("parity/field-missing");
  expect(kept()).toHaveLength(1);
  const before = readFileSync(keptFile());
  expect(explain()).toBe(first);
  expect(readFileSync(keptFile())).toEqual(before);
});

test.each([
  ["empty", () => Buffer.alloc(0)],
  ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ["of other bytes", (bytes: Buffer) => Buffer.alloc(bytes.length, "x")],
  ["flipped in one bit", (bytes: Buffer) => bytes.with(Math.floor(bytes.length / 3), (bytes[0] ?? 0) ^ 1)],
])("a kept file that is %s is compiled anew", (_what, damage) => {
  const first = explain();
  const damaged = damage(readFileSync(keptFile()));
  writeFileSync(keptFile(), damaged);
  expect(explain()).toBe(first);
  const mended = readFileSync(keptFile());
  expect(mended.equals(damaged)).toBe(false);
  expect(explain()).toBe(first);
  expect(readFileSync(keptFile()).equals(mended)).toBe(true);
});

test("nothing is taken that others may write to", () => {
  const first = explain();
  writeFileSync(keptFile(), readFileSync(keptFile()));
  chmodSync(keptFile(), 0o666);
  expect(explain()).toBe(first);
  expect(kept()).toHaveLength(1);
});

test("nothing is kept of a verb that does not exist, of options, or where it is not wanted", () => {
  explain({ NODE_DISABLE_COMPILE_CACHE: "1" });
  explain({ XDG_CACHE_HOME: "caches" });
  expect(existsSync("caches")).toBe(false);
  for (const word of ["explian", "--help", "../explain"])
    spawnSync(process.execPath, [COMMAND, word], { env: environment(), stdio: "ignore" });
  expect(() => readdirSync(place)).toThrow("ENOENT");
});

test("a folder that cannot be made costs no answer", () => {
  const first = explain();
  writeFileSync(join(caches, "file"), "");
  expect(explain({ XDG_CACHE_HOME: join(caches, "file") })).toBe(first);
});

test("what older versions left is taken away after a month, and nothing newer", () => {
  mkdirSync(place, { recursive: true });
  const month = 31 * 86_400;
  for (const [name, age] of [
    ["check-0123456789abcdef-v20.20.0-x64", month],
    ["lint-0123456789abcdef-v20.20.0-x64", 60],
  ] as const) {
    writeFileSync(join(place, name), "");
    utimesSync(join(place, name), Date.now() / 1000 - age, Date.now() / 1000 - age);
  }
  explain();
  expect(readdirSync(place).filter((name) => !name.startsWith("explain-"))).toEqual([
    "lint-0123456789abcdef-v20.20.0-x64",
  ]);
});

test("many first runs at the same time agree, and leave one file", async () => {
  const runs = Array.from(
    { length: 6 },
    () =>
      new Promise<string>((resolve, reject) => {
        const child = spawn(process.execPath, [COMMAND, ...argv], { env: environment() });
        let out = "";
        child.stdout.on("data", (chunk) => (out += String(chunk)));
        child.on("error", reject);
        child.on("close", (code) => (code === 0 ? resolve(out) : reject(new Error(`exit ${code}`))));
      }),
  );
  expect(new Set(await Promise.all(runs)).size).toBe(1);
  expect(kept()).toHaveLength(1);
  explain();
});
