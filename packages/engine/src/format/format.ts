import type { Report } from "../report.js";
import type { Rule } from "../rule.js";

/** The formats, by the name that `--format` takes. */
export type FormatName = "text" | "json" | "sarif" | "github" | "junit" | "gitlab" | "markdown";

/** What a format may tell about a rule; the severity only where it is known before there is a finding. */
export type RuleInfo = Pick<Rule, "id" | "summary" | "help"> & Partial<Pick<Rule, "severity">>;

/** What a format may know besides the report. */
export interface FormatOptions {
  /** ANSI colours and weights. */
  readonly color?: boolean;
  /** Columns of the terminal; text wraps to it. Default 80. */
  readonly width?: number;
  /** Also what is merely informational, and what was set aside. */
  readonly verbose?: boolean;
  /** Own time so far, in milliseconds; only `text` shows it. */
  readonly elapsed?: number;
  /** The version of nx-contracts, for formats that name their tool. */
  readonly toolVersion?: string;
  /** The rules that were judged; `sarif` describes them. */
  readonly rules?: readonly RuleInfo[];
}

/** Renders a report as text that ends with a newline. */
export type Format = (report: Report, options: FormatOptions) => string;
