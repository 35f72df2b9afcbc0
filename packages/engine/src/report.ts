import type { Diagnostic, Language, Severity } from "@nx-contracts/ir";

/** The outcome of judging, the same for every format. Holds no clock, no absolute path and no host name. */
export interface Report {
  readonly version: 1;
  readonly summary: Summary;
  /** Sorted by file, line, column, rule and subject. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that the configuration sets aside, with its reason. */
  readonly ignored: readonly IgnoredFinding[];
}

export interface Summary {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly ignored: number;
  /** Families that were judged, such as `parity` and `lint`, in the order they ran. */
  readonly families: readonly string[];
  readonly contracts: readonly ContractSummary[];
}

export interface ContractSummary {
  readonly id: string;
  readonly source: SideSummary;
  readonly mirrors: readonly SideSummary[];
}

/** How much one side defines. */
export interface SideSummary {
  /** Name of the side: its reader, or the mirror's `id`. */
  readonly id: string;
  readonly language: Language;
  readonly files: readonly string[];
  readonly records: number;
  readonly fields: number;
  readonly enums: number;
  readonly members: number;
}

export interface IgnoredFinding {
  readonly diagnostic: Diagnostic;
  readonly reason: string;
}

/** Number of findings at or above `threshold`; the exit code is 1 when there are any. */
export function countAtOrAbove(report: Report, threshold: Severity): number {
  const { error, warning, info } = report.summary;
  if (threshold === "error") return error;
  return threshold === "warning" ? error + warning : error + warning + info;
}
