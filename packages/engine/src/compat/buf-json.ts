import { bufColumn } from "./columns.js";
import type { JudgedFinding } from "./judge.js";
import type { ProtoFile } from "@nx-contracts/ir";

/** One line of `buf breaking --error-format=json`. */
export interface BufAnnotation {
  readonly path?: string;
  readonly start_line: number;
  readonly start_column: number;
  readonly end_line: number;
  readonly end_column: number;
  readonly type: string;
  readonly message: string;
}

/** What is needed to say where a finding stands. */
export interface PrintedFiles {
  /** The path of a file of the newer side as it is printed. */
  readonly pathOf: (file: ProtoFile) => string;
  /** Its text. */
  readonly textOf: (file: ProtoFile) => string;
}

/** Findings as Buf has them: places counted, each told once, in its order. */
export function bufAnnotations(findings: readonly JudgedFinding[], files: PrintedFiles): readonly BufAnnotation[] {
  // Findings come file by file for the most part; the text of one is held.
  let last: { readonly file: ProtoFile; readonly text: string; readonly starts: readonly number[] } | undefined;
  const placeIn = (file: ProtoFile, offset: number) => {
    if (last?.file !== file) {
      const text = files.textOf(file);
      last = { file, text, starts: lineStarts(text) };
    }
    return position(last.text, last.starts, offset);
  };
  const annotations: BufAnnotation[] = [];
  for (const { file, at, rule, message } of findings) {
    const from = file && at ? placeIn(file, at[0]) : START;
    const to = file && at ? placeIn(file, at[1]) : START;
    annotations.push({
      ...(file && { path: files.pathOf(file) }),
      start_line: from.line,
      start_column: from.column,
      end_line: to.line,
      end_column: to.column,
      type: rule.buf,
      message,
    });
  }
  return sortAnnotations(annotations);
}

/** Each annotation once, in the order of Buf. */
export function sortAnnotations(annotations: readonly BufAnnotation[]): readonly BufAnnotation[] {
  const told = new Map(annotations.map((annotation) => [JSON.stringify(annotation), annotation]));
  return [...told.values()].sort(compareAnnotations);
}

/** The lines that `buf breaking --error-format=json` prints. */
export function formatBufJson(annotations: readonly BufAnnotation[]): string {
  return annotations.map((annotation) => `${goJson(annotation)}\n`).join("");
}

const START = { line: 1, column: 1 };

/** Only a line feed ends a line there. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function position(text: string, starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: bufColumn(text.slice(starts[low] ?? 0, offset)) };
}

function compareAnnotations(a: BufAnnotation, b: BufAnnotation): number {
  return (
    compareText(a.path ?? "", b.path ?? "") ||
    a.start_line - b.start_line ||
    a.start_column - b.start_column ||
    compareText(a.type, b.type) ||
    compareText(a.message, b.message) ||
    a.end_line - b.end_line ||
    a.end_column - b.end_column
  );
}

/** By code points, as Go compares the bytes of UTF-8. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [[...a], [...b]];
  for (const [index, character] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (character !== other) return (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
  }
  return -1;
}

/** As Go's encoder writes JSON: what HTML or JavaScript would trip over is escaped. */
function goJson(value: BufAnnotation): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
