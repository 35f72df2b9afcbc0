import type { Diagnostic } from "@nx-contracts/ir";
import type { IgnoredFinding, Report } from "../report.js";
import type { Format } from "./format.js";
import { familyOf, splitSubject } from "./group.js";
import { describeDetails, describePlace } from "./place.js";
import { asideFindings, describeContract, SEVERITY_WORDS } from "./summary-text.js";
import { startTag, xmlText } from "./xml.js";
import { visible } from "./visible.js";

/** The findings of one contract; those of no contract make one suite a family. */
interface Suite {
  readonly name: string;
  /** What passes when nothing fails. */
  readonly passing: string;
  readonly diagnostics: Diagnostic[];
  readonly ignored: IgnoredFinding[];
}

/**
 * JUnit XML that the Jenkins xUnit schema accepts. An error is a failing test
 * case, a finding set aside a skipped one; a contract without errors passes.
 * Warnings and notes stand in the suite's `system-out`.
 */
export const formatJunit: Format = (report) => {
  const all = suites(report);
  const failures = all.reduce((sum, suite) => sum + errorsOf(suite).length, 0);
  const tests = all.reduce((sum, suite) => sum + testsOf(suite), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    startTag("testsuites", { name: "nx-contracts", tests, failures, errors: 0 }),
    ...all.flatMap((suite) => suiteLines(suite, report)),
    "</testsuites>",
    "",
  ].join("\n");
};

/** Every contract, then families in the order of their findings; never none, which CI servers reject. */
function suites(report: Report): readonly Suite[] {
  const { summary, diagnostics } = report;
  const found = new Map<string, Suite>();
  const suite = (name: string, passing: string, key: string) => {
    const made = found.get(key) ?? { name, passing, diagnostics: [], ignored: [] };
    found.set(key, made);
    return made;
  };
  for (const contract of summary.contracts) {
    suite(contract.id, describeContract(contract, summary), `contract ${contract.id}`);
  }
  const suiteOf = (diagnostic: Diagnostic) => {
    const { contract } = splitSubject(diagnostic, summary.contracts);
    const name = contract ?? familyOf(diagnostic.rule);
    return suite(name, "no errors", contract === undefined ? `family ${name}` : `contract ${name}`);
  };
  for (const diagnostic of diagnostics) suiteOf(diagnostic).diagnostics.push(diagnostic);
  for (const finding of asideFindings(report)) suiteOf(finding.diagnostic).ignored.push(finding);
  if (found.size === 0) suite("nx-contracts", "no findings", "");
  return [...found.values()];
}

function errorsOf({ diagnostics }: Suite): readonly Diagnostic[] {
  return diagnostics.filter((diagnostic) => diagnostic.severity === "error");
}

function testsOf(suite: Suite): number {
  return Math.max(1, errorsOf(suite).length) + suite.ignored.length;
}

function suiteLines(suite: Suite, { summary }: Report): readonly string[] {
  const { name, passing, ignored, diagnostics } = suite;
  const errors = errorsOf(suite);
  const testCase = (diagnostic: Diagnostic) => {
    const { rule, at } = diagnostic;
    const { contract, record, local } = splitSubject(diagnostic, summary.contracts);
    const className = contract === undefined ? at.file : record === undefined ? contract : `${contract}.${record}`;
    return startTag("testcase", {
      classname: className,
      name: local === "" || local === at.file ? rule : `${local} ${rule}`,
    });
  };
  return [
    `  ${startTag("testsuite", { name, tests: testsOf(suite), failures: errors.length, errors: 0, skipped: ignored.length })}`,
    ...(errors.length === 0 ? [`    ${startTag("testcase", { classname: name, name: passing }, "/>")}`] : []),
    ...errors.flatMap((diagnostic) => [
      `    ${testCase(diagnostic)}`,
      `      ${startTag("failure", { type: diagnostic.rule, message: diagnostic.message })}${body(diagnostic)}</failure>`,
      "    </testcase>",
    ]),
    ...ignored.flatMap(({ diagnostic, reason }) => [
      `    ${testCase(diagnostic)}`,
      `      ${startTag("skipped", { message: reason }, "/>")}`,
      "    </testcase>",
    ]),
    ...systemOut(diagnostics.filter((diagnostic) => diagnostic.severity !== "error")),
    "  </testsuite>",
  ];
}

function body(diagnostic: Diagnostic): string {
  const lines = [describePlace(diagnostic.at), visible(diagnostic.message), ...describeDetails(diagnostic)];
  return lines.map(xmlText).join("\n");
}

function systemOut(diagnostics: readonly Diagnostic[]): readonly string[] {
  if (diagnostics.length === 0) return [];
  const texts = diagnostics.map((diagnostic) => {
    const { severity, rule, subject } = diagnostic;
    return `${xmlText(`${SEVERITY_WORDS[severity]} ${rule} ${subject}`)}\n${body(diagnostic)}`;
  });
  return [`    <system-out>${texts.join("\n\n")}</system-out>`];
}
