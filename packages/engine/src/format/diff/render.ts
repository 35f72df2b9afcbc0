import type { DiffFact } from "../../facts/diff/fact.js";
import { formatDiffJson } from "./json.js";
import { formatDiffText } from "./text.js";

export const DIFF_FORMATS = ["text", "json"] as const;

export type DiffFormat = (typeof DIFF_FORMATS)[number];

export interface DiffFormatOptions {
  /** Colour the text. */
  readonly color?: boolean;
}

/** Renders what changed: `text` for people, `json` as a `DiffDocument`. */
export function renderDiff(
  facts: readonly DiffFact[],
  format: DiffFormat,
  { color = false }: DiffFormatOptions = {},
): string {
  return format === "json" ? formatDiffJson(facts) : formatDiffText(facts, color);
}
