import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CASES, readCase } from "../../fixtures/format/cases.js";
import { anyReport } from "../../fixtures/format/report-arbitrary.js";
import { FORMAT_NAMES, FORMATS, isFormatName } from "./catalogue.js";

describe.each(FORMAT_NAMES)("%s", (name) => {
  test("ends with one line end and gives the same text twice", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const output = FORMATS[name](report, {});
        expect(output).toMatch(/[^\n]\n$/);
        expect(FORMATS[name](structuredClone(report), {})).toBe(output);
      }),
    );
  });

  test.each(CASES)("leaves the report %s as it is", (one) => {
    const report = readCase(one);
    FORMATS[name](report, { verbose: true, color: true });
    expect(report).toEqual(readCase(one));
  });
});

test("isFormatName knows the names, and no key that every object has", () => {
  expect(FORMAT_NAMES.every(isFormatName)).toBe(true);
  expect(["toString", "TEXT", ""].some(isFormatName)).toBe(false);
});
