import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { RuleExample } from "@nx-contracts/engine";
import { COCHANGE_RULES } from "@nx-contracts/engine/cochange";
import { afterEach, describe, expect, test } from "vitest";
import { loadConfig } from "../config/load.js";
import { openHost } from "../host.js";
import { contractChanges } from "./contract-changes.js";
import { departureFacts, type PlacedFact } from "./findings.js";

const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const KEPT = 'syntax = "proto3";\npackage kept.v1;\nmessage Kept {\n  string name = 1;\n}\n';

/** The files of one version of an example: `before.proto` is `example.proto`, `consumer.py` a project of its own. */
function filesOf(files: RuleExample["files"], version: "before" | "after"): ReadonlyMap<string, string> {
  const found = new Map([["kept.proto", KEPT]]);
  for (const [file, text] of Object.entries(files)) {
    const [, when, rest] = /^(before|after)([._].+)$/.exec(file) ?? [];
    if (when === version) found.set(`example${rest}`, text);
    if (file === "CODEOWNERS") found.set(file, text);
    if (file.startsWith("consumer.")) {
      found.set(`consumer/${file}`, text);
      found.set("consumer/project.json", '{ "name": "consumer" }\n');
    }
  }
  return found;
}

function configOf(files: RuleExample["files"]): string {
  const written = (files["contracts.yaml"] ?? "").trimEnd();
  const isOfContract = /^(?:owner|kind):/.test(written);
  const hasModel = "before.py" in files;
  const protos = "reader: proto, files: ['*.proto']";
  return [
    "name: examples",
    ...(isOfContract ? [] : [written]),
    "generate: [{ id: python, tool: grpcio-tools, version: 1.82.1, out: . }]",
    "contracts:",
    "  - id: example",
    ...(written.startsWith("kind:") ? [] : ["    kind: event"]),
    ...(isOfContract ? [`    ${written}`] : []),
    `    source: { ${hasModel ? "reader: pydantic, files: [example.py]" : protos} }`,
    ...(hasModel ? [`    mirrors: [{ ${protos} }]`] : []),
    "",
  ].join("\n");
}

/** What is so of an example, in a repository of its own where `before` is the base and `after` the work tree. */
async function factsOf({ files }: RuleExample): Promise<readonly PlacedFact[]> {
  const root = mkdtempSync(join(tmpdir(), "nx contracts "));
  roots.push(root);
  const git = (...args: readonly string[]) => execFileSync("git", [...IDENTITY, ...args], { cwd: root });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  git("init", "-q", "-b", "main");
  write("contracts.yaml", configOf(files));
  const before = filesOf(files, "before");
  for (const [path, text] of before) write(path, text);
  git("add", "-A");
  git("commit", "-q", "-m", "Begin");
  const after = filesOf(files, "after");
  for (const path of before.keys()) if (!after.has(path)) rmSync(join(root, path));
  for (const [path, text] of after) write(path, text);
  const host = openHost({ cwd: root, root });
  const config = loadConfig(host, "contracts.yaml");
  const changes = await contractChanges(host, config, { base: { name: "main", isGiven: true } });
  if (!changes) throw new Error("An example has a base.");
  return departureFacts(host, config, changes, ["cochange", "lifecycle"]);
}

const IDENTITY = ["-c", "user.name=Ines", "-c", "user.email=ines@example.org", "-c", "commit.gpgsign=false"];

describe.each(COCHANGE_RULES.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  const produced = new Set<string>();

  test.each(rule.examples.map((example) => [example.title, example] as const))("%s", async (_title, example) => {
    const found = (await factsOf(example)).flatMap(({ fact }) => {
      const finding = rule.judge(fact);
      return finding ? [{ subject: fact.subject, ...finding }] : [];
    });
    expect(found.map(({ subject }) => subject)).toEqual(example.reports);
    for (const { message, text, help } of found) {
      produced.add(message);
      expect(text).toMatch(/^[`A-Z].*`.*\.$/s);
      expect(text).not.toMatch(/undefined|NaN|\[object|\s\s/);
      expect(help).toMatch(/^[1A-Z].*\.$/s);
    }
  });

  test("its examples produce every message, and one of them reports nothing", () => {
    expect([...produced].sort()).toEqual([...rule.messageKeys].sort());
    expect(rule.examples.some(({ reports }) => reports.length === 0)).toBe(true);
    expect(rule.summary).toMatch(/^[A-Z].*\.$/);
    expect(rule.help).toMatch(/^[A-Z].*\.$/s);
  });
});
