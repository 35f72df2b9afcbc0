import type { Diagnostic, Edit, RelatedPlace, Severity, Span } from "@nx-contracts/ir";
import { isApprovable } from "../policy/approvals.js";
import type { ApprovedFinding, ContractSummary, IgnoredFinding, Report } from "../report.js";
import { type Paint, painter, type Style } from "./ansi.js";
import { displayWidth, padColumns } from "./display-width.js";
import { type DiffLine, editDiff } from "./edit-diff.js";
import type { Format, FormatOptions } from "./format.js";
import { familyOf, groupDiagnostics, splitSubject, withHelp } from "./group.js";
import { adviceLine, matrixLines, registryLine } from "./matrix-text.js";
import { describePlace } from "./place.js";
import { describeApproval, describeContract, describeCounts, SEVERITIES, SEVERITY_WORDS } from "./summary-text.js";
import { visible, visibleCode } from "./visible.js";
import { wrap } from "./wrap.js";

const SEVERITY_STYLES = {
  error: "redBold",
  warning: "yellowBold",
  info: "cyanBold",
} as const satisfies Record<Severity, Style>;

const SIGN_STYLES = { "-": "red", "+": "green", " ": "dim" } as const satisfies Record<DiffLine["sign"], Style>;

const INDENT = "    ";

/** What every part of the text needs to know. */
interface Page {
  readonly width: number;
  readonly paint: Paint;
  readonly contracts: readonly ContractSummary[];
}

/**
 * For people in a terminal: findings by contract and record, both places, the
 * edit as a diff; then one line of hints and one of counts. Notes and what was
 * set aside are only counted unless `verbose`.
 */
export const formatText: Format = (report, options) => {
  const { width = 80, color = false, verbose = false } = options;
  const page = { width, paint: painter(color), contracts: report.summary.contracts };
  const shown = report.diagnostics.filter((diagnostic) => verbose || diagnostic.severity !== "info");
  const aside = verbose ? report.ignored : [];
  const blocks = [
    ...(shown.length > 0 ? findings(shown, page) : contractLines(report, page)),
    ...(report.matrix && report.matrix.rows.length > 0 ? [matrixLines(report.matrix)] : []),
    ...(report.changes && report.changes.length > 0 ? [report.changes.map(registryLine)] : []),
    ...adviceBlock(report, page),
    ...(report.approved.length > 0 ? [approvedFindings(report.approved, page)] : []),
    ...(aside.length > 0 ? [setAside(aside, page)] : []),
    [...hints(report, shown, verbose, page), totals(report, options, page)],
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

/** One block a finding, the first of a group under its title. */
function findings(diagnostics: readonly Diagnostic[], page: Page): readonly (readonly string[])[] {
  const groups = groupDiagnostics(diagnostics, page.contracts);
  const helped = withHelp(groups);
  return groups.flatMap((group) =>
    group.diagnostics.map((diagnostic, index) => {
      const lines = finding(diagnostic, page, helped.has(diagnostic));
      return index === 0 ? [page.paint("bold", visible(group.title)), ...lines] : lines;
    }),
  );
}

/** @param isHelped says the help, too */
function finding(diagnostic: Diagnostic, page: Page, isHelped: boolean): readonly string[] {
  const { edits = [], help, at, related = [] } = diagnostic;
  const places = [{ at, message: "" }, ...related];
  const edited = new Map(edits.map((edit) => [edit, places.findLast((place) => isAt(edit, place.at))]));
  const diffs = (place: RelatedPlace | undefined) => edits.filter((edit) => edited.get(edit) === place);
  return [
    ...heading(diagnostic, page),
    ...prose(visible(diagnostic.message), INDENT, page),
    ...places.flatMap((each) => [
      ...placeLines(describePlace(each.at), visible(each.message), page),
      ...diffs(each).flatMap((edit) => diffLines(edit, page)),
    ]),
    ...diffs(undefined).flatMap((edit) => [
      ...placeLines(`${visible(edit.file)}:${edit.line}`, editWord(edit), page),
      ...diffLines(edit, page),
    ]),
    ...(help && isHelped ? prose(`Help: ${visible(help)}`, INDENT, page) : []),
    ...(isIntendable(diagnostic, page) ? [`${INDENT}Intended? nx-contracts approve ${diagnostic.fingerprint}`] : []),
  ];
}

/** Approvals stand beside a configuration; without one there is nothing to write them to. */
function isIntendable(diagnostic: Diagnostic, { contracts }: Page): boolean {
  return diagnostic.severity === "error" && contracts.length > 0 && isApprovable(diagnostic);
}

/** `error parity/presence-mismatch  Anime.id`; the subject goes below when it does not fit. */
function heading(diagnostic: Diagnostic, { paint, contracts, width }: Page): readonly string[] {
  const { severity, rule, at } = diagnostic;
  const word = SEVERITY_WORDS[severity];
  const local = visible(splitSubject(diagnostic, contracts).local);
  const first = `  ${paint(SEVERITY_STYLES[severity], word)} ${visible(rule)}`;
  if (local === "" || local === visible(at.file)) return [first];
  const columns = 2 + word.length + 1 + displayWidth(visible(rule)) + 2 + displayWidth(local);
  return columns <= width ? [`${first}  ${paint("bold", local)}`] : [first, `${INDENT}${paint("bold", local)}`];
}

/** A place and what is there: on one line when both fit, else the words below. */
function placeLines(place: string, words: string, { width, paint }: Page): readonly string[] {
  const painted = `${INDENT}${paint("cyan", place)}`;
  if (words === "") return [painted];
  const fits = INDENT.length + displayWidth(place) + 2 + displayWidth(words) <= width;
  if (fits) return [`${painted}  ${words}`];
  return [painted, ...wrap(words, width - 6).map((line) => `${INDENT}  ${line}`)];
}

function editWord({ before }: Edit): string {
  return before.length === 0 ? "insert here" : "change here";
}

function isAt({ file, line }: Edit, at: Span): boolean {
  return at.file === file && at.line === line;
}

function diffLines(edit: Edit, { paint }: Page): readonly string[] {
  return editDiff(edit).map(({ sign, text }) => `${INDENT}  ${paint(SIGN_STYLES[sign], sign + visibleCode(text))}`);
}

function prose(words: string, indent: string, { width }: Page): readonly string[] {
  return wrap(words, width - indent.length).map((line) => indent + line);
}

/** What the changes ask of versions, where they ask for anything. */
function adviceBlock({ advice = [] }: Report, page: Page): readonly (readonly string[])[] {
  const lines = advice
    .filter(({ bump }) => bump !== "none")
    .flatMap((each) => prose(visible(adviceLine(each)), "", page));
  return lines.length > 0 ? [lines] : [];
}

/** What was approved, by whom and until when: shown always, because somebody should look at it. */
function approvedFindings(approved: readonly ApprovedFinding[], page: Page): readonly string[] {
  const { paint } = page;
  return [
    paint("bold", "Approved"),
    ...approved.flatMap((each) => [
      `  ${SEVERITY_WORDS[each.diagnostic.severity]} ${visible(each.diagnostic.rule)}  ${visible(each.diagnostic.subject)}`,
      ...placeLines(describePlace(each.diagnostic.at), "", page),
      ...prose(visible(describeApproval(each)), INDENT, page),
    ]),
  ];
}

/** What was set aside, and why. */
function setAside(ignored: readonly IgnoredFinding[], page: Page): readonly string[] {
  const { paint } = page;
  return [
    paint("bold", "Set aside by the configuration"),
    ...ignored.flatMap(({ diagnostic: { severity, rule, subject, at }, reason }) => [
      `  ${SEVERITY_WORDS[severity]} ${visible(rule)}  ${visible(subject)}`,
      ...placeLines(describePlace(at), "", page),
      ...prose(`Reason: ${visible(reason)}`, INDENT, page),
    ]),
  ];
}

/** What was compared, one line a contract, for a report that shows no finding. */
function contractLines({ summary }: Report, { width, paint }: Page): readonly (readonly string[])[] {
  if (summary.contracts.length === 0) return [];
  const ids = summary.contracts.map((contract) => visible(contract.id));
  const column = Math.min(24, Math.max(...ids.map(displayWidth)));
  const lines = summary.contracts.flatMap((contract, index) => {
    const [first = "", ...rest] = wrap(describeContract(contract, summary), width - column - 2);
    const id = ids[index] ?? "";
    return [
      `${paint("bold", id)}${padColumns("", column - displayWidth(id))}  ${first}`,
      ...rest.map((line) => " ".repeat(column + 2) + line),
    ];
  });
  return [lines];
}

/** Reservations are what mends changes. */
function fixOf(family: string): string {
  return family === "compat" || family === "lifecycle" ? "reserve" : family;
}

/** What cannot be read goes ahead of what may follow from that. */
function firstOf(severity: Severity, shown: readonly Diagnostic[]): Diagnostic | undefined {
  const found = shown.filter((one) => one.severity === severity);
  return found.find(({ rule }) => familyOf(rule) === "read") ?? found[0];
}

/** The next command: why the weightiest rule exists, and what applies the edits that are shown. */
function hints(
  report: Report,
  shown: readonly Diagnostic[],
  verbose: boolean,
  { width, paint }: Page,
): readonly string[] {
  const parts: string[] = [];
  const weightiest = SEVERITIES.map((severity) => firstOf(severity, shown)).find(Boolean);
  if (weightiest) parts.push(`Why: nx-contracts explain ${visible(weightiest.rule)}`);
  const fixes = new Set(shown.filter(({ edits = [] }) => edits.length > 0).map(({ rule }) => fixOf(familyOf(rule))));
  if (fixes.size > 0) parts.push(`Apply: --fix ${[...fixes].map(visible).join(",")}`);
  const hidden = report.diagnostics.length - shown.length + report.ignored.length;
  if (!weightiest && hidden > 0 && !verbose) parts.push("Show all: --verbose");
  const line = parts.join("   ");
  return (displayWidth(line) <= width ? [line] : parts).filter(Boolean).map((part) => paint("dim", part));
}

function totals({ summary }: Report, { elapsed }: FormatOptions, { paint }: Page): string {
  const worst = SEVERITIES.find((severity) => summary[severity] > 0);
  const counts = describeCounts(summary);
  const time = elapsed === undefined ? "" : ` in ${(elapsed / 1000).toFixed(2)} s`;
  return paint(worst ? SEVERITY_STYLES[worst] : "green", counts) + time;
}
