import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NOTICES, parityFacts, RULES } from "@nx-contracts/engine";
import { COCHANGE_RULES } from "@nx-contracts/engine/cochange";
import { COMPAT_RULES } from "@nx-contracts/engine/compat";
import { MODEL_RULES } from "@nx-contracts/engine/compat/model";
import { LIFECYCLE_RULES } from "@nx-contracts/engine/lifecycle";
import { STUB_RULES } from "@nx-contracts/engine/stubs";
import { describe, expect, test } from "vitest";
import { readExample } from "./read-example.js";

const root = join(import.meta.dirname, "../../..");
const rulesFolder = join(root, "packages/engine/src/rules");
const pagesFolder = join(root, "docs/rules");

const ALL_RULES = [...RULES, ...COMPAT_RULES, ...MODEL_RULES, ...LIFECYCLE_RULES, ...COCHANGE_RULES, ...STUB_RULES];
/** Families whose notices have a page each; those of other families share one. */
const FOLDERS = new Set(ALL_RULES.map(({ id }) => id.slice(0, id.indexOf("/"))));

test("every rule file is in the catalogue, and every rule has its file", () => {
  const families = readdirSync(rulesFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = families.flatMap(({ name }) =>
    readdirSync(join(rulesFolder, name)).map((file) => `${name}/${file.replace(/\.ts$/, "")}`),
  );
  expect([...RULES, ...LIFECYCLE_RULES, ...COCHANGE_RULES].map((rule) => rule.id).sort()).toEqual(files.sort());
});

test("every rule about stubs has its file, and every file its rule", () => {
  const files = readdirSync(join(root, "packages/engine/src/stubs/rules"));
  expect(STUB_RULES.map(({ id }) => `${id.slice("stubs/".length)}.ts`).sort()).toEqual(files.sort());
});

test("a rule or a notice is called what no other is", () => {
  const ids = [...ALL_RULES, ...NOTICES].map(({ id }) => id);
  expect(ids.filter((id, position) => ids.indexOf(id) !== position)).toEqual([]);
});

test("every rule and every notice has its page and its line in the index, and nothing else has", () => {
  const index = readFileSync(join(pagesFolder, "README.md"), "utf8");
  const pages = new Set(["README.md"]);
  for (const { id, summary, help } of [...ALL_RULES, ...NOTICES]) {
    const family = id.slice(0, id.indexOf("/"));
    const page = FOLDERS.has(family) ? `${id}.md` : `${family}.md`;
    pages.add(page);
    const text = readFileSync(join(pagesFolder, page), "utf8");
    expect(text).toContain(`# \`${id}\`\n\n${summary}\n`);
    expect(text).toContain(`\n\n${help}\n`);
    expect(index).toContain(`| [\`${id}\`](${page}) | ${summary} |`);
  }
  const files = readdirSync(pagesFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  expect(paths.sort()).toEqual([...pages].map((page) => join(pagesFolder, page)).sort());
});

test("the configuration's schema knows every rule and every notice", () => {
  const schema = JSON.parse(readFileSync(join(root, "packages/nx/contracts.schema.json"), "utf8"));
  const ids = [...ALL_RULES, ...NOTICES].map(({ id }) => id).filter((id) => id !== "lint/*");
  expect(Object.keys(schema.definitions.rules.properties).sort()).toEqual(ids.sort());
});

test("a notice explains itself in sentences", () => {
  for (const { summary, help } of NOTICES) {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(help).toMatch(/^[`A-Z].*[^.]\.$/);
  }
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
