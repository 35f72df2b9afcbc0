import type { Diagnostic, Severity } from "@nx-contracts/ir";
import type { Format } from "./format.js";
import { describeDetails } from "./place.js";
import { describeApproval, describeCounts, SEVERITIES } from "./summary-text.js";
import { visible } from "./visible.js";

const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const satisfies Record<Severity, string>;

/**
 * GitHub workflow commands, one a line, then the counts. What weighs most
 * comes first: a step shows only ten annotations of each level.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export const formatGithub: Format = ({ diagnostics, approved, summary }) => {
  const ordered = SEVERITIES.flatMap((severity) => diagnostics.filter((one) => one.severity === severity));
  const intended = approved.map((each): Diagnostic => ({
    ...each.diagnostic,
    severity: "info",
    message: `Approved ${describeApproval(each)}.`,
  }));
  return [...[...ordered, ...intended].map(command), `nx-contracts: ${describeCounts(summary)}`].join("\n") + "\n";
};

function command(diagnostic: Diagnostic): string {
  const { severity, rule, subject, message } = diagnostic;
  const { file, line, column, endLine } = diagnostic.at;
  const properties = [
    ["file", file],
    ["line", line],
    ["endLine", endLine ?? line],
    // The runner refuses columns of a region that ends on another line.
    ...(endLine === undefined || endLine === line ? [["col", column] as const] : []),
    ["title", visible(subject === file ? rule : `${rule} ${subject}`)],
  ] as const;
  const settings = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
  const text = [visible(message), ...describeDetails(diagnostic)].join("\n");
  return `::${COMMANDS[severity]} ${settings}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
