import { countAtOrAbove, FORMAT_NAMES, type Report } from "@nx-contracts/engine";
import type { Severity } from "@nx-contracts/ir";
import { applyReportEdits, type Family, type Host, judge, type JudgeRequest, openHost } from "@nx-contracts/workspace";
import { choose } from "../choose.js";
import { checkFormat, printReport, THRESHOLDS } from "../print-report.js";
import type { Terminal } from "../terminal.js";
import { listValue, textValue, type Values, type VerbOptions } from "../verb.js";

/** Options of every verb that judges. */
export const JUDGING_OPTIONS: VerbOptions = {
  config: { type: "string", value: "FILE", help: "A contracts.yaml other than the nearest one" },
  format: { type: "string", short: "f", value: "NAME", help: `One of ${FORMAT_NAMES.join(", ")} (default text)` },
  output: { type: "string", short: "o", value: "FILE", help: "Write the report to a file, a summary to the terminal" },
  only: { type: "string", multiple: true, value: "WHAT", help: "Only these contracts, families, rules or subjects" },
  "fail-on": { type: "string", value: "SEVERITY", help: "Exit 1 at error, warning or info (default error)" },
  fix: {
    type: "string",
    value: "FAMILY",
    help: "Apply the edits that are shown; `parity` is the family that has them",
  },
  verbose: { type: "boolean", short: "v", help: "Also notes, and what was set aside with its reason" },
  "no-time": { type: "boolean", help: "Leave the time out of the text, so that the output is reproducible" },
};

/** Judges some families and prints the report. */
export async function runJudging(terminal: Terminal, values: Values, families: readonly Family[]): Promise<0 | 1> {
  checkFormat(values);
  const threshold = choose<Severity>("fail-on", textValue(values, "fail-on") ?? "error", THRESHOLDS);
  const fix = textValue(values, "fix");
  if (fix !== undefined) choose("fix", fix, ["parity"]);

  const host = openHost({ cwd: terminal.cwd });
  const config = textValue(values, "config");
  const request = {
    cwd: terminal.cwd,
    families,
    only: listValue(values, "only"),
    ...(config !== undefined && { config }),
    ...(values["verify-runtime"] === true && { verifyRuntime: textValue(values, "python") ?? "python3" }),
  };
  const first = await judge(host, request);
  const report = fix === undefined ? first : await applyEditsInRounds(terminal, first, host, request);
  printReport(terminal, values, report, host);
  return countAtOrAbove(report, threshold) > 0 ? 1 : 0;
}

/** Edits that touch the same lines wait for each other; more rounds than these bring nothing new. */
async function applyEditsInRounds(
  terminal: Terminal,
  first: Report,
  host: Host,
  request: JudgeRequest,
): Promise<Report> {
  let report = first;
  for (let round = 0; round < 3; round++) {
    const written = applyReportEdits(host, report);
    if (written.length === 0) break;
    for (const { file, edits } of written) terminal.err(`Applied ${edits} edit${edits === 1 ? "" : "s"} to ${file}.\n`);
    report = await judge(host, request);
  }
  return report;
}
