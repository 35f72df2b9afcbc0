import { applyEdits } from "@nx-contracts/engine";
import { lifecycleFacts, lifecycleFindings, LIFECYCLE_RULES, staleFact } from "@nx-contracts/engine/lifecycle";
import { describe, expect, test } from "vitest";
import { readLifecycleExample } from "./read-lifecycle-example.js";

describe.each(LIFECYCLE_RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test.each(rule.examples.map((example) => [example.title, example] as const))("%s", (_title, { files, reports }) => {
    const found = lifecycleFindings(readLifecycleExample(files), (path) => files[path]);
    expect(found.filter((each) => each.rule === id).map(({ subject }) => subject)).toEqual(reports);
    expect(new Set(found.map((each) => `${each.rule} ${each.subject}`)).size).toBe(found.length);
  });

  test("has an example that reports and one that does not", () => {
    expect(rule.examples.some(({ reports }) => reports.length > 0)).toBe(true);
    expect(rule.examples.some(({ reports }) => reports.length === 0)).toBe(true);
  });

  test("every message is produced by some example, as a sentence that quotes a name", () => {
    const produced = new Set<string>();
    for (const { files } of rule.examples) {
      const input = readLifecycleExample(files);
      const stale = staleFact(input.read, input.schemas, input, new Set());
      for (const fact of [...lifecycleFacts(input.read, input.schemas, input), ...(stale ? [stale] : [])]) {
        const finding = rule.judge(fact);
        if (!finding) continue;
        produced.add(finding.message);
        expect(finding.text).toMatch(/^[`A-Z].*`.*\.$/s);
        expect(finding.text).not.toMatch(/undefined|NaN|\[object|\s\s/);
      }
    }
    expect([...produced].sort()).toEqual([...rule.messageKeys].sort());
  });
});

test.each(["lifecycle/number-not-reserved", "lifecycle/reservation-removed"])("%s: its edit mends it", (id) => {
  const examples = LIFECYCLE_RULES.find((rule) => rule.id === id)?.examples ?? [];
  for (const { files, reports } of examples) {
    if (reports.length === 0) continue;
    const found = lifecycleFindings(readLifecycleExample(files), (path) => files[path]);
    const edits = found.filter(({ rule }) => rule === id).flatMap(({ suggest }) => suggest?.() ?? []);
    const mended = { ...files, "shared.proto": applyEdits(files["shared.proto"] ?? "", edits) ?? "" };
    const left = lifecycleFindings(readLifecycleExample(mended), (path) => mended[path]);
    expect(left.filter(({ rule }) => rule === id)).toEqual([]);
  }
});
