import Ajv2020 from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testGolden } from "../../fixtures/format/golden.js";
import { readCase } from "../../fixtures/format/cases.js";
import { anyReport } from "../../fixtures/format/report-arbitrary.js";
import { formatJson } from "./json.js";
import { REPORT_SCHEMA } from "./report-schema.js";

const validate = new Ajv2020.default({ strict: true, allErrors: true }).compile(REPORT_SCHEMA);

describe("formatJson", () => {
  testGolden(formatJson, "json.json");

  test("is the report, and fulfils the schema", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const parsed: unknown = JSON.parse(formatJson(report, {}));
        expect(parsed).toEqual(report);
        expect(validate(parsed), JSON.stringify(validate.errors)).toBe(true);
      }),
    );
  });

  test("does not depend on the order of keys", () => {
    const backwards = (_key: string, value: unknown): unknown =>
      value !== null && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value;
    const report = {
      ...readCase("hostile"),
      diagnostics: readCase("presence").diagnostics.map((one) => ({ ...one, data: {} })),
    };
    expect(formatJson(JSON.parse(JSON.stringify(report), backwards), {})).toBe(formatJson(report, {}));
  });
});

describe("REPORT_SCHEMA", () => {
  const wrong: readonly (readonly [string, (report: ReturnType<typeof draft>) => void])[] = [
    ["another version", (report) => (report.version = 2)],
    ["a missing summary", (report) => delete report.summary],
    ["an unknown key", (report) => (report.time = "now")],
    ["a negative count", (report) => (report.summary.error = -1)],
    ["a contract without a source", (report) => delete report.summary.contracts[0].source],
    ["an unknown severity", (report) => (report.diagnostics[0].severity = "fatal")],
    ["a rule without a family", (report) => (report.diagnostics[0].rule = "presence-mismatch")],
    ["an empty subject", (report) => (report.diagnostics[0].subject = "")],
    ["a line that counts from 0", (report) => (report.diagnostics[0].at.line = 0)],
    ["a place without a column", (report) => delete report.diagnostics[0].related[0].at.column],
    ["an edit of one text", (report) => (report.diagnostics[0].edits[0].after = "x")],
    ["a finding without a fingerprint", (report) => delete report.diagnostics[0].fingerprint],
    ["an ignored finding without a reason", (report) => (report.ignored = [{ diagnostic: report.diagnostics[0] }])],
  ];

  // oxlint-disable-next-line typescript/no-explicit-any -- wrong on purpose
  const draft = (): any => JSON.parse(formatJson(readCase("presence"), {}));

  test("accepts the draft that is made wrong", () => expect(validate(draft())).toBe(true));

  test.each(wrong)("refuses %s", (_name, spoil) => {
    const report = draft();
    spoil(report);
    expect(validate(report)).toBe(false);
  });
});
