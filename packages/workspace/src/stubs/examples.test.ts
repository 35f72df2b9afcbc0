import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { STUB_RULES } from "@nx-contracts/engine/stubs";
import type { Report } from "@nx-contracts/engine";
import { describe, expect, test } from "vitest";
import { judge } from "../commands/judge.js";
import { openHost } from "../host.js";

/** Only `--regenerate` says these; `regenerate.test.ts` produces them. */
const OF_GENERATORS = ["stubs/stale bytes", "stubs/edited generator"];

/** Judges the files of an example in a repository that knows them all, but those that `UNTRACKED` lists. */
async function judgeExample(files: { readonly [file: string]: string }): Promise<Report> {
  const root = mkdtempSync(join(tmpdir(), "stubs-example-"));
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root, stdio: "pipe" });
  try {
    const { UNTRACKED = "", ...written } = files;
    for (const [path, text] of Object.entries(written)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    git("init", "--quiet");
    git("add", "--all");
    for (const path of UNTRACKED.split("\n").filter(Boolean)) git("rm", "--cached", "--quiet", path);
    return await judge(openHost({ cwd: root }), {
      cwd: root,
      families: ["stubs"],
      base: { name: "main", isAsked: false },
      today: "2026-06-01",
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe.each(STUB_RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test.each(rule.examples.map((example) => [example.title, example] as const))("%s", async (_, { files, reports }) => {
    const { diagnostics } = await judgeExample(files);
    const own = diagnostics.filter((each) => each.rule === id);
    expect(own.map(({ subject }) => subject.slice(subject.indexOf(":") + 1))).toEqual(reports);
    // One thing that is wrong is one finding.
    expect(diagnostics.map((each) => each.rule)).toEqual(reports.map(() => id));
    for (const { message, help } of own) {
      expect(message).toMatch(/^[`A-Z].*`.*\.$/s);
      expect(message).not.toMatch(/undefined|NaN|\[object|\s\s/);
      expect(help).toMatch(/\.$/);
    }
  });

  test("has an example that reports and one that does not", () => {
    expect(rule.examples.some(({ reports }) => reports.length > 0)).toBe(true);
    expect(rule.examples.some(({ reports }) => reports.length === 0)).toBe(true);
  });
});

test("every message is produced by some example", async () => {
  const sentences = new Map<string, string>();
  for (const rule of STUB_RULES)
    for (const { files } of rule.examples)
      for (const { rule: id, message } of (await judgeExample(files)).diagnostics) sentences.set(shapeOf(message), id);
  const keys = STUB_RULES.flatMap(({ id, messageKeys }) => messageKeys.map((key) => `${id} ${key}`));
  const produced = STUB_RULES.flatMap(({ id, messageKeys }) => {
    const own = [...sentences.values()].filter((each) => each === id).length;
    const wanted = messageKeys.filter((key) => !OF_GENERATORS.includes(`${id} ${key}`));
    return own >= wanted.length ? wanted.map((key) => `${id} ${key}`) : [];
  });
  expect([...produced, ...OF_GENERATORS].sort()).toEqual(keys.sort());
});

/** A sentence without its names and numbers. */
function shapeOf(message: string): string {
  return message.replaceAll(/`[^`]*`/g, "`…`").replaceAll(/\d+(?:\.\d+)*/g, "1");
}
