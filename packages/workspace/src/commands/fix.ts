import type { Report } from "@nx-contracts/engine";
import { applyEdits } from "@nx-contracts/engine";
import type { Edit } from "@nx-contracts/ir";
import type { Host } from "../host.js";

export interface FixedFile {
  readonly file: string;
  readonly edits: number;
}

/**
 * Applies the edits of every error and warning to the files, each file whole.
 * What a person decided to set aside is left alone, and so is a file in which
 * the lines are no longer those that were judged.
 */
export function applyReportEdits(host: Host, report: Report): readonly FixedFile[] {
  const byFile = new Map<string, Edit[]>();
  for (const { severity, edits = [] } of report.diagnostics) {
    if (severity === "info") continue;
    for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  }
  return [...byFile].flatMap(([file, edits]) => {
    const bytes = host.bytes(file);
    const text = bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    const mended = text === undefined ? undefined : applyEdits(text, edits);
    if (mended === undefined || mended === text) return [];
    host.write(file, mended);
    return [{ file, edits: edits.length }];
  });
}
