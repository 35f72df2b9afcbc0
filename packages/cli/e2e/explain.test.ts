import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { NOTICES, RULES } from "@nx-contracts/engine";
import { COMPAT_RULES } from "@nx-contracts/engine/compat";
import { expect, test } from "vitest";
import { runCommand } from "./reference.js";

const dist = resolve(import.meta.dirname, "../dist");
const explain = (...args: readonly string[]) => runCommand(["explain", ...args], dist);

test("lists every rule, a line each", async () => {
  const { status, stdout } = await explain();
  const ids = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ")[0]);
  expect(ids).toEqual([...RULES, ...COMPAT_RULES, ...NOTICES].map(({ id }) => id));
  expect(status).toBe(0);
});

test("a rule about versions says what Buf calls it, and shows both versions", async () => {
  const { status, stdout } = await explain("compat/method-removed");
  expect(stdout).toMatch(/^compat\/method-removed \(break-wire\)\n\nA method of a service is gone\.\n/);
  expect(stdout).toContain("Called `RPC_NO_DELETE` by `buf breaking`, in `FILE`, `PACKAGE`.\n");
  expect(stdout).toContain("`break-wire`: old clients that call it get UNIMPLEMENTED.\n");
  expect(stdout).toMatch(/^It is gone: reports Catalog\.DropShow\n\n {2}before\.proto\n {4}syntax = "proto3";$/m);
  expect(status).toBe(0);
});

test("a rule of Buf has the name that Buf gave it, too", async () => {
  expect(await explain("FIELD_NO_DELETE")).toEqual(await explain("compat/field-removed"));
  const { stdout } = await explain("RESERVED_ENUM_NO_DELETE");
  expect(stdout.match(/^compat\/\S+/gm)).toEqual([
    "compat/enum-reserved-number-removed",
    "compat/enum-reserved-name-removed",
  ]);
  expect((await explain("FIELD_NO_DELET")).stderr).toContain("Did you mean `FIELD_NO_DELETE`?");
});

test("what the command loads to check holds none of the rules about versions", () => {
  const loaded = new Set(["main.js", ...readdirSync(dist).filter((name) => /^check-\w+\.js$/.test(name))]);
  expect(loaded.size).toBe(2);
  for (const name of loaded) {
    const text = readFileSync(join(dist, name), "utf8");
    expect(text, name).not.toContain("compat/method-removed");
    for (const [, imported = ""] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) loaded.add(imported);
  }
  expect(loaded.size).toBeGreaterThan(3);
});
