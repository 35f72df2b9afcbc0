import { expect, test } from "vitest";
import { readCase } from "../../fixtures/format/cases.js";
import { NOTICES } from "../rules/notices.js";
import { RULES } from "../rules/catalogue.js";
import { FORMAT_NAMES } from "./catalogue.js";
import type { RuleInfo } from "./format.js";
import { renderReport } from "./render.js";

const LATE: readonly RuleInfo[] = [
  { id: "compat/field-removed", summary: "A number has no field any more.", help: "Reserve it." },
];

test("sarif describes late rules with all others, without a severity where there is none before a finding", () => {
  const log = JSON.parse(renderReport(readCase("clean"), "sarif", { lateRules: LATE }));
  const { rules } = log.runs[0].tool.driver;
  expect(rules.map(({ id }: RuleInfo) => id)).toEqual([...RULES, ...LATE, ...NOTICES].map(({ id }) => id));
  expect(rules[RULES.length]).toEqual({
    id: "compat/field-removed",
    shortDescription: { text: "A number has no field any more." },
    help: { text: "Reserve it.", markdown: "Reserve it." },
    properties: { tags: ["compat"] },
  });
});

test.each(FORMAT_NAMES.filter((name) => name !== "sarif"))("%s does not need them", (name) => {
  const report = readCase("families");
  expect(renderReport(report, name, { lateRules: LATE })).toBe(renderReport(report, name, {}));
});
