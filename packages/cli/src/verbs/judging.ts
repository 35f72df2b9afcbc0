import { countAtOrAbove, FORMAT_NAMES, type Report } from "@nx-contracts/engine";
import type { Severity } from "@nx-contracts/ir";
import {
  applyReportEdits,
  baseBranch,
  type Family,
  type Fix,
  type Host,
  judge,
  type JudgeRequest,
  lock,
  openHost,
} from "@nx-contracts/workspace";
import { choose } from "../choose.js";
import { checkFormat, printReport, THRESHOLDS } from "../print-report.js";
import type { Terminal } from "../terminal.js";
import { listValue, textValue, textValues, type Values, type VerbOptions } from "../verb.js";

/** Options of every verb that judges. */
export const JUDGING_OPTIONS: VerbOptions = {
  config: { type: "string", value: "FILE", help: "A contracts.yaml other than the nearest one" },
  format: { type: "string", short: "f", value: "NAME", help: `One of ${FORMAT_NAMES.join(", ")} (default text)` },
  output: { type: "string", short: "o", value: "FILE", help: "Write the report to a file, a summary to the terminal" },
  against: {
    type: "string",
    multiple: true,
    value: "VERSION",
    help: "The older version: merge-base (default), a git ref, tag:PATTERN, a folder, an image or a bundle",
  },
  base: { type: "string", value: "BRANCH", help: "The branch of merge-base (default NX_BASE, nx.json, main)" },
  only: { type: "string", multiple: true, value: "WHAT", help: "Only these contracts, families, rules or subjects" },
  "fail-on": { type: "string", value: "SEVERITY", help: "Exit 1 at error, warning or info (default error)" },
  fix: {
    type: "string",
    multiple: true,
    value: "WHAT",
    help: "Apply the edits that are shown: `parity`, `cochange`, or `reserve` for missing reservations and the lock",
  },
  verbose: { type: "boolean", short: "v", help: "Also notes, and what was set aside with its reason" },
  "no-time": { type: "boolean", help: "Leave the time out of the text, so that the output is reproducible" },
};

/** When they exit with 1. */
export const JUDGING_FINDINGS = "a finding weighs at least `--fail-on`";

/** Judges some families and prints the report. */
export async function runJudging(terminal: Terminal, values: Values, families: readonly Family[]): Promise<0 | 1> {
  checkFormat(values);
  const threshold = choose<Severity>("fail-on", textValue(values, "fail-on") ?? "error", THRESHOLDS);
  const fixes = listValue(values, "fix").map((word) => choose<Fix>("fix", word, ["parity", "cochange", "reserve"]));

  const host = openHost({ cwd: terminal.cwd });
  const config = textValue(values, "config");
  const request = {
    cwd: terminal.cwd,
    base: baseOf(host, values, terminal),
    today: terminal.today,
    against: textValues(values, "against"),
    compat: compatOverrides(values),
    families,
    only: listValue(values, "only"),
    ...(config !== undefined && { config }),
    ...(terminal.run.hashed !== undefined && { hashed: terminal.run.hashed }),
    ...(values["regenerate"] === true && { regenerate: true }),
    ...(values["verify-runtime"] === true && { verifyRuntime: textValue(values, "python") ?? "python3" }),
  };
  const first = await judge(host, request);
  const report = fixes.length === 0 ? first : await applyFixes(terminal, first, host, request, fixes);
  await printReport(terminal, values, report, host);
  return countAtOrAbove(report, threshold) > 0 ? 1 : 0;
}

/** Edits that touch the same lines, or name the same list, wait for each other; more rounds than these bring nothing new. */
const MOST_ROUNDS = 6;

async function applyFixes(
  terminal: Terminal,
  first: Report,
  host: Host,
  request: JudgeRequest,
  fixes: readonly Fix[],
): Promise<Report> {
  let report = first;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const written = fixes.flatMap((fix) => applyReportEdits(host, report, fix));
    if (written.length === 0) break;
    for (const { file, edits } of written) terminal.err(`Applied ${edits} edit${edits === 1 ? "" : "s"} to ${file}.\n`);
    report = await judge(host, request);
  }
  if (!fixes.includes("reserve")) return report;
  // What is reserved now may be forgotten by nobody: the lock takes note of it.
  const { path, changes } = await lock(host, { ...request, onlyExisting: true });
  if (changes === undefined) return report;
  terminal.err(`Updated ${path}: ${changes}.\n`);
  return judge(host, request);
}

/** The base branch; one that is typed has to exist. */
export function baseOf(host: Host, values: Values, terminal: Terminal): JudgeRequest["base"] {
  const typed = textValue(values, "base");
  return { ...baseBranch(host, typed ?? terminal.run.base), isAsked: typed !== undefined };
}

/** What the command line says about judging changes instead of the configuration. */
export function compatOverrides(values: Values): NonNullable<JudgeRequest["compat"]> {
  const policies = listValue(values, "policy");
  const mode = textValue(values, "mode");
  const direction = textValue(values, "direction");
  return {
    ...(policies.length > 0 && { policies }),
    ...(mode !== undefined && { mode: choose("mode", mode, MODES) }),
    ...(direction !== undefined && { direction: choose("direction", direction, DIRECTIONS) }),
  };
}

const MODES = ["wire", "json", "source"] as const;
const DIRECTIONS = ["backward", "forward", "full"] as const;
