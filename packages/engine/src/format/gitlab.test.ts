import Ajv from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testGolden } from "../../fixtures/format/golden.js";
import { readCase } from "../../fixtures/format/cases.js";
import { anyReport } from "../../fixtures/format/report-arbitrary.js";
import { formatGitlab } from "./gitlab.js";

const text = { type: "string", minLength: 1 };
const line = { type: "integer", minimum: 1 };

/** The table in https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const validate = new Ajv.default({ allErrors: true }).compile({
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    properties: {
      description: text,
      check_name: text,
      fingerprint: text,
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        properties: {
          path: { ...text, not: { pattern: "^\\./" } },
          lines: { type: "object", required: ["begin"], properties: { begin: line, end: line } },
        },
      },
    },
  },
});

describe("formatGitlab", () => {
  testGolden(formatGitlab, "gitlab.json");

  test("fulfils the documented format, and no fingerprint comes twice", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const issues: { fingerprint: string }[] = JSON.parse(formatGitlab(report, {}));
        expect(validate(issues), JSON.stringify(validate.errors)).toBe(true);
        expect(issues).toHaveLength(report.diagnostics.length);
        expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
      }),
    );
  });

  test("keeps a fingerprint as it is where it comes once", () => {
    const report = readCase("families");
    const issues: { fingerprint: string }[] = JSON.parse(formatGitlab(report, {}));
    expect(issues.map(({ fingerprint }) => fingerprint)).toEqual(
      report.diagnostics.map(({ fingerprint }) => fingerprint),
    );
  });
});
