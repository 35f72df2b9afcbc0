import type { Report } from "../report.js";
import { RULES } from "../rules/catalogue.js";
import { NOTICES } from "../rules/notices.js";
import { FORMATS } from "./catalogue.js";
import type { FormatName, FormatOptions, RuleInfo } from "./format.js";

/** What a report is rendered with. */
export interface RenderOptions extends Omit<FormatOptions, "rules"> {
  /** Rules of families that are loaded only where they are needed, to be described with all others. */
  readonly lateRules?: readonly RuleInfo[];
}

/** Renders a report by the name of a format, which may describe the rules. */
export function renderReport(report: Report, name: FormatName, options: RenderOptions): string {
  const { color = false, lateRules = [], ...rest } = options;
  const rules = [...RULES, ...lateRules, ...NOTICES];
  return FORMATS[name](report, { ...rest, color: color && name === "text", rules });
}

/** The last line of the text, for a terminal when the report itself goes to a file. */
export function renderSummary(report: Report, options: Omit<RenderOptions, "color">): string {
  return `${renderReport(report, "text", options).trimEnd().split("\n").at(-1)}\n`;
}
