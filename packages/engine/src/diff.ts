export type { DiffFact, DiffFactOf, DiffKind } from "./facts/diff/fact.js";
export { diffFacts } from "./facts/diff/diff.js";
export type { DiffChange, DiffDocument, DiffField, DiffPlace, DiffSide } from "./format/diff/json.js";
export { formatReadNotes } from "./format/diff/notes.js";
export type { DiffFormat, DiffFormatOptions } from "./format/diff/render.js";
export { DIFF_FORMATS, renderDiff } from "./format/diff/render.js";
