import { resolve } from "node:path";
import { NOTICES, RULES } from "@nx-contracts/engine";
import { COCHANGE_RULES } from "@nx-contracts/engine/cochange";
import { COMPAT_RULES } from "@nx-contracts/engine/compat";
import { MODEL_RULES } from "@nx-contracts/engine/compat/model";
import { LIFECYCLE_RULES } from "@nx-contracts/engine/lifecycle";
import { STUB_RULES } from "@nx-contracts/engine/stubs";
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
  expect(ids).toEqual(
    [...RULES, ...COMPAT_RULES, ...MODEL_RULES, ...LIFECYCLE_RULES, ...COCHANGE_RULES, ...STUB_RULES, ...NOTICES].map(
      ({ id }) => id,
    ),
  );
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

test("a rule about models says its verdicts, and in which direction an example is judged", async () => {
  const { status, stdout } = await explain("compat/model-field-removed");
  expect(stdout).toMatch(
    /^compat\/model-field-removed \(break-json or break-source\)\n\nA field of a model was removed\.\n/,
  );
  expect(stdout).toMatch(
    /^Old readers require it \(forward\): reports Work\.year \(break-json\)\n\n {2}before\.py\n {4}from pydantic/m,
  );
  expect(stdout).toMatch(/^A field that is added: nothing reported\n\n {2}before\.ts\n/m);
  expect(status).toBe(0);
});

test("a rule about the lock shows the lock, then the proto", async () => {
  const { status, stdout } = await explain("lifecycle/lock-stale");
  expect(stdout).toMatch(/^lifecycle\/lock-stale \(error\)\n\nThe lock lacks something that the protos say\.\n/);
  expect(stdout).toMatch(
    /: reports contracts\.lock\n\n {2}contracts\.lock\n {4}anime\.v1\.Anime .*\n[^]*\n {2}shared\.proto\n/,
  );
  expect(status).toBe(0);
});

test.each(["lifecycle/lock-unreadable", "compat/version-bump-too-low", "policy/approval-expired"])(
  "explains the notice %s",
  async (id) => {
    const { summary, help, severity } = NOTICES.find((notice) => notice.id === id) ?? {};
    expect((await explain(id)).stdout).toBe(`${id} (${severity})\n\n${summary}\n${help}\n`);
  },
);

test("a rule of Buf has the name that Buf gave it, too", async () => {
  expect(await explain("FIELD_NO_DELETE")).toEqual(await explain("compat/field-removed"));
  const { stdout } = await explain("RESERVED_ENUM_NO_DELETE");
  expect(stdout.match(/^compat\/\S+/gm)).toEqual([
    "compat/enum-reserved-number-removed",
    "compat/enum-reserved-name-removed",
  ]);
  expect((await explain("FIELD_NO_DELET")).stderr).toContain("Did you mean `FIELD_NO_DELETE`?");
});
