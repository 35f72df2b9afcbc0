import { describe, expect, test } from "vitest";
import { count, describeContract, describeCounts } from "./summary-text.js";
import { readCase } from "../../fixtures/format/cases.js";

const { summary } = readCase("clean");

test("count", () =>
  expect([count(0, "error"), count(1, "error"), count(2, "error")]).toEqual(["0 errors", "1 error", "2 errors"]));

describe("describeCounts", () => {
  test.each([
    [{ error: 0, warning: 0, info: 0, ignored: 0, approved: 0 }, "No findings"],
    [{ error: 0, warning: 0, info: 0, ignored: 2, approved: 0 }, "No findings (2 set aside)"],
    [
      { error: 2, warning: 1, info: 4, ignored: 1, approved: 3 },
      "2 errors, 1 warning, 4 notes (3 approved, 1 set aside)",
    ],
  ])("%j", (counts, text) => expect(describeCounts({ ...summary, ...counts })).toBe(text));
});

test("describeContract claims parity only where it was judged", () => {
  const texts = summary.contracts.flatMap((contract) => [
    describeContract(contract, summary),
    describeContract({ ...contract, mirrors: [] }, { ...summary, families: ["lint"] }),
    describeContract(contract, { ...summary, families: ["lint"] }),
  ]);
  expect(texts.slice(0, 3)).toEqual([
    "pydantic 26 records, 192 fields, 9 enums = proto, typescript",
    "pydantic 26 records, 192 fields, 9 enums",
    "pydantic 26 records, 192 fields, 9 enums with proto, typescript",
  ]);
});
