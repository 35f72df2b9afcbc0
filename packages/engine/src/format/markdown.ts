import type { Diagnostic, Edit } from "@nx-contracts/ir";
import type { ApprovedFinding, ContractAdvice, ContractSummary, IgnoredFinding, Matrix, Report } from "../report.js";
import { editDiff } from "./edit-diff.js";
import type { Format } from "./format.js";
import { groupDiagnostics, splitSubject, withHelp } from "./group.js";
import { adviceLine } from "./matrix-text.js";
import { codeBlock, codeElement, codeSpan, markdownText } from "./markdown-text.js";
import { count, describeApproval, describeContract, describeCounts, SEVERITY_WORDS } from "./summary-text.js";
import { visibleCode } from "./visible.js";

/** Longest edit, in lines of its diff, that stands open. */
const LONG_EDIT = 8;

/** A comment on GitHub holds 65,536 characters; the rest is for the last lines. */
const MOST_CHARACTERS = 60_000;

/**
 * For a comment on a pull request or a job summary, on a narrow page too: the
 * counts first, then findings by contract and record. Notes and what was set
 * aside are only counted unless `verbose`.
 */
export const formatMarkdown: Format = (
  { summary, diagnostics, ignored, approved, matrix, advice },
  { verbose = false },
) => {
  const shown = diagnostics.filter((diagnostic) => verbose || diagnostic.severity !== "info");
  const aside = verbose ? ignored : [];
  const blocks = [
    ...findings(shown, summary.contracts),
    ...matrixTable(matrix),
    ...adviceOf(advice),
    ...approvedFindings(approved),
    ...setAside(aside),
  ];
  const head = blocks.length > 0 ? `**${describeCounts(summary)}**` : allGood(summary);
  const fitting = fittingBlocks(blocks);
  const left = blocks.length - fitting.length;
  const rest = left > 0 ? [`… and ${count(left, "finding")} more than fit in a comment.`] : [];
  return `${[head, ...fitting, ...rest].join("\n\n")}\n`;
};

function allGood(summary: Report["summary"]): string {
  const contracts = summary.contracts.map(
    (contract) => `${codeSpan(contract.id)} ${markdownText(describeContract(contract, summary))}`,
  );
  return [`**${describeCounts(summary)}**`, ...contracts].join(" · ");
}

function fittingBlocks(blocks: readonly string[]): readonly string[] {
  let characters = 0;
  const end = blocks.findIndex((block) => (characters += block.length + 2) > MOST_CHARACTERS);
  return end === -1 ? blocks : blocks.slice(0, end);
}

function findings(diagnostics: readonly Diagnostic[], contracts: readonly ContractSummary[]): readonly string[] {
  const groups = groupDiagnostics(diagnostics, contracts);
  const helped = withHelp(groups);
  return groups.flatMap((group) => {
    const title = group.contract === undefined ? codeSpan(group.title) : markdownText(group.title);
    return group.diagnostics.map((diagnostic, index) => {
      const text = finding(diagnostic, contracts, helped.has(diagnostic));
      return index === 0 ? `### ${title}\n\n${text}` : text;
    });
  });
}

/** @param isHelped says the help, too */
function finding(diagnostic: Diagnostic, contracts: readonly ContractSummary[], isHelped: boolean): string {
  const { severity, rule, subject, message, at, related = [], edits = [], help } = diagnostic;
  const local = splitSubject(diagnostic, contracts).local || subject;
  return [
    `**${SEVERITY_WORDS[severity]}** ${codeSpan(local)} · ${markdownText(rule)}`,
    "",
    markdownText(message),
    "",
    `- ${codeSpan(`${at.file}:${at.line}`)}`,
    ...related.map((place) => `- ${codeSpan(`${place.at.file}:${place.at.line}`)} ${markdownText(place.message)}`),
    ...edits.flatMap((edit) => ["", ...editLines(edit)]),
    ...(help && isHelped ? ["", markdownText(help)] : []),
  ].join("\n");
}

function editLines(edit: Edit): readonly string[] {
  const diff = editDiff(edit);
  const block = codeBlock(
    "diff",
    diff.map(({ sign, text }) => sign + visibleCode(text)),
  );
  const place = `${edit.file}:${edit.line}`;
  if (diff.length <= LONG_EDIT) return [`Edit ${codeSpan(place)}:`, "", ...block];
  return [`<details><summary>Edit ${codeElement(place)}</summary>`, "", ...block, "", "</details>"];
}

function matrixTable(matrix: Matrix | undefined): readonly string[] {
  if (matrix === undefined || matrix.rows.length === 0) return [];
  const { policies, rows } = matrix;
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    [
      row(["change", "rule", ...policies.map(markdownText)]),
      row(["---", "---", ...policies.map(() => "---")]),
      ...rows.map(({ rule, subject, cells }) =>
        row([codeSpan(subject), markdownText(rule), ...cells.map(markdownText)]),
      ),
    ].join("\n"),
  ];
}

function adviceOf(advice: readonly ContractAdvice[] = []): readonly string[] {
  const lines = advice.filter(({ bump }) => bump !== "none").map((each) => `- ${markdownText(adviceLine(each))}`);
  return lines.length > 0 ? [lines.join("\n")] : [];
}

function approvedFindings(approved: readonly ApprovedFinding[]): readonly string[] {
  return approved.map((each, index) => {
    const { rule, subject } = each.diagnostic;
    const line = `- ${codeSpan(subject)} · ${markdownText(rule)} ${markdownText(describeApproval(each))}`;
    return index === 0 ? `### Approved\n\n${line}` : line;
  });
}

function setAside(ignored: readonly IgnoredFinding[]): readonly string[] {
  return ignored.map(({ diagnostic: { rule, subject }, reason }, index) => {
    const line = `- ${codeSpan(subject)} · ${markdownText(rule)}: ${markdownText(reason)}`;
    return index === 0 ? `### Set aside\n\n${line}` : line;
  });
}
