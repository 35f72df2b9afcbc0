import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NOTICES, type Report } from "@nx-contracts/engine";
import { COCHANGE_RULES } from "@nx-contracts/engine/cochange";
import { COMPAT_RULES } from "@nx-contracts/engine/compat";
import { MODEL_RULES } from "@nx-contracts/engine/compat/model";
import { LIFECYCLE_RULES } from "@nx-contracts/engine/lifecycle";
import { STUB_RULES } from "@nx-contracts/engine/stubs";
import type { Diagnostic } from "@nx-contracts/ir";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openHost } from "../host.js";
import type { Config } from "./config.js";
import { lateRuleIds, lateRulesIn } from "./late-rules.js";
import { checkLateRules, loadConfig } from "./load.js";
import { CONFIGURABLE_RULES } from "./schema.js";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "late-rules-"));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Loads a configuration that names a rule in every place where one can be named. */
function load(rules: readonly [project: string, contract: string, ignored: string, overridden: string]): Config {
  const [project, contract, ignored, overridden] = rules;
  writeFileSync(join(root, "book.proto"), 'syntax = "proto3";\nmessage Book {}\n');
  writeFileSync(
    join(root, "contracts.yaml"),
    `name: books
rules:
  ${project}: warning
contracts:
  - id: book
    kind: event
    source: { reader: proto, files: [book.proto] }
    rules: { ${contract}: off }
    ignore: [{ subject: Book, rule: ${ignored}, reason: known }]
    overrides: [{ subject: Book, rule: ${overridden}, reason: known, severity: info }]
`,
  );
  return loadConfig(openHost({ cwd: root, root }), "contracts.yaml");
}

it("every late rule and every notice of its family is known, once", async () => {
  const ids = await lateRuleIds();
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id } of [...COMPAT_RULES, ...MODEL_RULES, ...LIFECYCLE_RULES, ...COCHANGE_RULES, ...STUB_RULES])
    expect(ids).toContain(id);
  for (const { id } of NOTICES) expect(ids.includes(id), id).toBe(/^(?:compat|lifecycle|cochange)\//.test(id));
  expect(ids).toContain("compat/uncomparable");
  expect(ids).toContain("lifecycle/lock-unreadable");
});

it("a notice is configurable, whether or not late rules are loaded", () => {
  const notices = NOTICES.map(({ id }) => id).filter((id) => id !== "lint/*");
  expect(CONFIGURABLE_RULES).toEqual(expect.arrayContaining(notices));
});

it("late rules that exist may be named everywhere", async () => {
  const rules = [
    "compat/field-removed",
    "compat/model-field-removed",
    "lifecycle/number-reused",
    "compat/version-bump-too-low",
  ] as const;
  const config = load(rules);
  expect(config.lateRules.map(({ rule }) => rule)).toEqual(rules);
  expect(() => checkLateRules(config, []), "what is not known is refused").toThrow();
  checkLateRules(config, await lateRuleIds());
});

it("late rules that do not exist are refused in their places, with what may be meant", async () => {
  const config = load([
    "compat/field-remove",
    "lifecycle/number-reusd",
    "compat/model-remved",
    "lifecycle/lock-unreadible",
  ]);
  const known = await lateRuleIds();
  const problem = (rule: string, near: string, line: number, column: number) => ({
    message: `There is no rule \`${rule}\`.`,
    at: expect.objectContaining({ file: "contracts.yaml", line, column }) as unknown,
    next: `Did you mean \`${near}\`?`,
  });
  expect(() => checkLateRules(config, known)).toThrow(
    expect.objectContaining({
      code: "config-invalid",
      problems: [
        problem("compat/field-remove", "compat/field-removed", 3, 3),
        problem("lifecycle/number-reusd", "lifecycle/number-reused", 8, 14),
        problem("compat/model-remved", "compat/model-removed", 9, 37),
        problem("lifecycle/lock-unreadible", "lifecycle/lock-unreadable", 10, 40),
      ],
    }),
  );
});

it("gives the late rules that a report names, also those of what was set aside", async () => {
  const diagnostic = (rule: string): Diagnostic => ({
    rule,
    severity: "error",
    subject: "Book",
    message: "The book is gone.",
    at: { file: "book.proto", line: 1, column: 1 },
    data: {},
    fingerprint: "0000000000000000",
  });
  const report = (found: string, approved: string, ignored: string) =>
    ({
      diagnostics: [diagnostic(found)],
      approved: [{ diagnostic: diagnostic(approved), reason: "meant", by: "team" }],
      ignored: [{ diagnostic: diagnostic(ignored), reason: "known" }],
    }) as unknown as Report;
  const rules = await lateRulesIn(report("lifecycle/lock-stale", "compat/method-removed", "compat/model-type-changed"));
  expect(rules).toMatchObject([
    { id: "compat/method-removed", severity: "error", summary: "A method of a service is gone." },
    { id: "compat/model-type-changed", severity: { "break-json": "error", lossy: "warning", safe: "info" } },
    { id: "lifecycle/lock-stale", severity: "error" },
  ]);
  const [varies] = await lateRulesIn(report("compat/field-removed", "compat/uncomparable", "parity/field-missing"));
  expect(varies).toEqual({ id: "compat/field-removed", summary: expect.any(String), help: expect.any(String) });
  expect(await lateRulesIn(report("lifecycle/lock-missing", "lint/COMPILE", "parity/field-missing"))).toEqual([]);
});
