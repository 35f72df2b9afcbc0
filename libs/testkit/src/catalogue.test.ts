import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parityFacts, RULES } from "@nx-contracts/engine";
import { LIFECYCLE_RULES } from "@nx-contracts/engine/lifecycle";
import { describe, expect, test } from "vitest";
import { readExample } from "./read-example.js";

const rulesFolder = join(import.meta.dirname, "../../../packages/engine/src/rules");

test("every rule file is in the catalogue, and every rule has its file", () => {
  const families = readdirSync(rulesFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = families.flatMap(({ name }) =>
    readdirSync(join(rulesFolder, name)).map((file) => `${name}/${file.replace(/\.ts$/, "")}`),
  );
  expect([...RULES, ...LIFECYCLE_RULES].map((rule) => rule.id).sort()).toEqual(files.sort());
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  test("has an example that reports and one that does not", () => {
    expect(rule.examples.some(({ reports }) => reports.length > 0)).toBe(true);
    expect(rule.examples.some(({ reports }) => reports.length === 0)).toBe(true);
  });

  test("every message is produced by some example, as a sentence that quotes a name", () => {
    const produced = new Set<string>();
    for (const { files } of rule.examples) {
      const { source, mirrors } = readExample(files);
      for (const mirror of mirrors) {
        for (const fact of parityFacts(source.schema, mirror.schema)) {
          const finding = rule.judge(fact);
          if (!finding) continue;
          produced.add(finding.message);
          expect(finding.text).toMatch(/^[`A-Z].*`.*\.$/s);
          expect(finding.text).not.toMatch(/undefined|NaN|\[object/);
        }
      }
    }
    expect([...produced].sort()).toEqual([...rule.messageKeys].sort());
  });
});
