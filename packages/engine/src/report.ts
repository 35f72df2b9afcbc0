import type { Diagnostic, Language, Severity } from "@nx-contracts/ir";

/** The outcome of judging, the same for every format. Holds no clock, no absolute path and no host name. */
export interface Report {
  readonly version: 1;
  readonly summary: Summary;
  /** Sorted by file, line, column, rule and subject. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that the configuration sets aside, with its reason. */
  readonly ignored: readonly IgnoredFinding[];
  /** Intended breaks, with who answers for them. */
  readonly approved: readonly ApprovedFinding[];
  /** What the changes ask of versions; only where versions were compared. */
  readonly advice?: readonly ContractAdvice[];
  /** What several policies say of each change. */
  readonly matrix?: Matrix;
  /** Whether a schema registry of Confluent would accept the newer version; only where its policy was asked. */
  readonly compatible?: boolean;
  /** Differences in the words and the order of that registry. */
  readonly changes?: readonly RegistryChange[];
}

export interface ContractAdvice {
  /** Id of the contract; absent where there is no configuration. */
  readonly contract?: string;
  readonly bump: "none" | "patch" | "minor" | "major";
  readonly reason: string;
  /** The version that the older side declares. */
  readonly declared?: string;
}

export interface Matrix {
  readonly policies: readonly string[];
  readonly rows: readonly MatrixRow[];
}

export interface MatrixRow {
  readonly rule: string;
  readonly subject: string;
  /** What each policy says, in their order; empty for nothing. */
  readonly cells: readonly string[];
}

export interface RegistryChange {
  readonly type: string;
  readonly path: string;
  readonly compatible: boolean;
  readonly direction: "backward" | "forward";
  /** The version compared with, as a person would name it. */
  readonly against: string;
}

export interface Summary {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly ignored: number;
  readonly approved: number;
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

export interface ApprovedFinding extends IgnoredFinding {
  readonly by: string;
  /** Last day that the approval holds. */
  readonly until?: string;
}

/** Number of findings at or above `threshold`; the exit code is 1 when there are any. */
export function countAtOrAbove(report: Report, threshold: Severity): number {
  const { error, warning, info } = report.summary;
  if (threshold === "error") return error;
  return threshold === "warning" ? error + warning : error + warning + info;
}
