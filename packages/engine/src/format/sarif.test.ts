import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCase, readFixture } from "../../fixtures/format/cases.js";
import { testGolden } from "../../fixtures/format/golden.js";
import { anyReport } from "../../fixtures/format/report-arbitrary.js";
import type { FormatOptions, RuleInfo } from "./format.js";
import { formatSarif } from "./sarif.js";

const ajv = new Ajv2020.default({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFixture("schemas/sarif-2.1.0.json")));

const RULES: readonly RuleInfo[] = [
  { id: "parity/field-missing", summary: "A field is missing.", help: "Add *it*.", severity: "error" },
  {
    id: "parity/presence-mismatch",
    summary: "Presence differs.",
    help: "Mend it.",
    severity: { lost: "info", extra: "warning" },
  },
  { id: "parity/doc-mismatch", summary: "Docs differ.", help: "Mend it.", severity: "off" },
];

const run = (report: Parameters<typeof formatSarif>[0], options: FormatOptions = {}) =>
  JSON.parse(formatSarif(report, options)).runs[0];

describe("formatSarif", () => {
  testGolden(formatSarif, "sarif.json", { rules: RULES });

  test("fulfils the schema, whatever the report says", () => {
    fc.assert(
      fc.property(anyReport, fc.boolean(), (report, described) => {
        const log: unknown = JSON.parse(formatSarif(report, described ? { rules: RULES, toolVersion: "1.2.3" } : {}));
        expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
      }),
    );
  });

  test("holds every finding, its rule and a relative URI that decodes to its file", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const { tool, results } = run(report, { rules: RULES });
        const aside = [...report.approved, ...report.ignored];
        const all = [...report.diagnostics, ...aside.map(({ diagnostic }) => diagnostic)];
        expect(results).toHaveLength(all.length);
        for (const [index, { rule, at }] of all.entries()) {
          expect(tool.driver.rules[results[index].ruleIndex].id).toBe(rule);
          const { uri } = results[index].locations[0].physicalLocation.artifactLocation;
          expect(decodeURIComponent(uri)).toBe(at.file.replace(/\p{Surrogate}/gu, "\ufffd"));
          expect(uri).toMatch(/^[\w\-.!~*'()%/]+$/);
        }
      }),
    );
  });

  test("describes rules, and names those that only a finding names", () => {
    const { rules } = run(readCase("families"), { rules: RULES }).tool.driver;
    expect(rules.map(({ id }: { id: string }) => id).slice(0, 4)).toEqual([
      "parity/field-missing",
      "parity/presence-mismatch",
      "parity/doc-mismatch",
      "lint/field-name-case",
    ]);
    expect(rules[1].defaultConfiguration).toEqual({ level: "warning" });
    expect(rules[2].defaultConfiguration).toEqual({ enabled: false });
  });

  test("suppresses what was set aside, with its reason", () => {
    const report = readCase("families");
    const suppressed = run(report).results.filter((result: object) => "suppressions" in result);
    expect(suppressed.map((result: { suppressions: unknown }) => result.suppressions)).toEqual([
      [{ kind: "external", justification: report.ignored[0]?.reason }],
    ]);
  });

  test.each([
    [["a", "b"], ["c"], { deletedRegion: { startLine: 7, endLine: 8 }, insertedContent: { text: "c" } }],
    [
      [],
      ["c", "d"],
      {
        deletedRegion: { startLine: 7, startColumn: 1, endLine: 7, endColumn: 1 },
        insertedContent: { text: "c\nd\n" },
      },
    ],
    [["a", "b"], [], { deletedRegion: { startLine: 7, startColumn: 1, endLine: 9, endColumn: 1 } }],
  ])("replaces whole lines: %j becomes %j", (before, after, replacement) => {
    const report = readCase("presence");
    const diagnostics = report.diagnostics
      .slice(0, 1)
      .map((one) => ({ ...one, edits: [{ file: "a.proto", line: 7, before, after }] }));
    expect(run({ ...report, diagnostics }).results[0].fixes[0].artifactChanges[0].replacements).toEqual([replacement]);
  });
});
