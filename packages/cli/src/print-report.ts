import { FORMAT_NAMES, type FormatName, renderReport, renderSummary, type Report } from "@nx-contracts/engine";
import type { Severity } from "@nx-contracts/ir";
import { type Host, lateRulesIn } from "@nx-contracts/workspace";
import { choose } from "./choose.js";
import type { Terminal } from "./terminal.js";
import { textValue, type Values } from "./verb.js";
import { VERSION } from "./version.js";

/** What `--fail-on` takes. */
export const THRESHOLDS: readonly Severity[] = ["error", "warning", "info"];

/**
 * The format that is asked for, before anything is done.
 *
 * @throws ContractsError `usage`
 */
export function checkFormat(values: Values): FormatName {
  return choose<FormatName>("format", textValue(values, "format") ?? "text", FORMAT_NAMES);
}

/** Prints a report to the terminal, or to a file with a summary on the terminal. */
export async function printReport(terminal: Terminal, values: Values, report: Report, host: Host): Promise<void> {
  const name = checkFormat(values);
  const output = textValue(values, "output");
  const options = {
    width: terminal.width,
    verbose: values["verbose"] === true,
    toolVersion: VERSION,
    ...(name === "sarif" && { lateRules: await lateRulesIn(report) }),
    ...(values["no-time"] !== true && { elapsed: terminal.elapsed() }),
  };
  if (output === undefined) {
    terminal.out(renderReport(report, name, { ...options, color: terminal.color }));
    return;
  }
  host.write(host.relative(output), renderReport(report, name, options));
  terminal.err(renderSummary(report, options));
}
