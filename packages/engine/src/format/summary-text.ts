import type { Severity } from "@nx-contracts/ir";
import type { ApprovedFinding, ContractSummary, IgnoredFinding, Report, SideSummary, Summary } from "../report.js";
import { visible } from "./visible.js";

/** Severities, what weighs most first. */
export const SEVERITIES = ["error", "warning", "info"] as const satisfies readonly Severity[];

/** What people call them; the SARIF level too. */
export const SEVERITY_WORDS = {
  error: "error",
  warning: "warning",
  info: "note",
} as const satisfies Record<Severity, string>;

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** `2 errors, 4 notes (1 approved, 1 set aside)`; `No findings` when there are none. */
export function describeCounts(summary: Summary): string {
  const parts = SEVERITIES.filter((severity) => summary[severity] > 0).map((severity) =>
    count(summary[severity], SEVERITY_WORDS[severity]),
  );
  const aside = [
    ...(summary.approved > 0 ? [`${summary.approved} approved`] : []),
    ...(summary.ignored > 0 ? [`${summary.ignored} set aside`] : []),
  ];
  return (parts.length > 0 ? parts.join(", ") : "No findings") + (aside.length > 0 ? ` (${aside.join(", ")})` : "");
}

/**
 * What one contract compares: `pydantic 26 records, 192 fields, 9 enums =
 * proto, typescript`; `with` stands for `=` when parity was not judged.
 */
export function describeContract({ source, mirrors }: ContractSummary, { families }: Summary): string {
  const relation = families.includes("parity") ? "=" : "with";
  const others = mirrors.map((mirror) => visible(mirror.id)).join(", ");
  return `${visible(source.id)} ${describeSide(source)}${others === "" ? "" : ` ${relation} ${others}`}`;
}

function describeSide(side: SideSummary): string {
  const parts = [count(side.records, "record"), count(side.fields, "field")];
  if (side.enums > 0) parts.push(count(side.enums, "enum"));
  return parts.join(", ");
}

/** `by Ines until 2026-12-31: the reason`. */
export function describeApproval({ by, until, reason }: ApprovedFinding): string {
  return `by ${by}${until === undefined ? "" : ` until ${until}`}: ${reason}`;
}

/** Everything that does not count, each with its reason in one sentence. */
export function asideFindings({ ignored, approved }: Pick<Report, "ignored" | "approved">): readonly IgnoredFinding[] {
  return [
    ...approved.map((each) => ({ diagnostic: each.diagnostic, reason: `Approved ${describeApproval(each)}` })),
    ...ignored,
  ];
}
