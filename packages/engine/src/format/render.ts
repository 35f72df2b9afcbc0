import type { Report } from "../report.js";
import { RULES } from "../rules/catalogue.js";
import { NOTICES } from "../rules/notices.js";
import { FORMATS } from "./catalogue.js";
import type { FormatName, FormatOptions } from "./format.js";

/** Renders a report by the name of a format, which may describe every rule that exists. */
export function renderReport(report: Report, name: FormatName, options: Omit<FormatOptions, "rules">): string {
  const { color = false, ...rest } = options;
  return FORMATS[name](report, { ...rest, color: color && name === "text", rules: [...RULES, ...NOTICES] });
}

/** The last line of the text, for a terminal when the report itself goes to a file. */
export function renderSummary(report: Report, options: Omit<FormatOptions, "rules" | "color">): string {
  return `${renderReport(report, "text", options).trimEnd().split("\n").at(-1)}\n`;
}
