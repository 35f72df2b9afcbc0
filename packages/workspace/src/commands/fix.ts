import { applyEdits, compatibleEdits, type Report } from "@nx-contracts/engine";
import type { Host } from "../host.js";

export interface FixedFile {
  readonly file: string;
  readonly edits: number;
}

/**
 * Applies the edits of the errors and warnings to the files, each file whole.
 * A finding whose edits touch the lines of another one waits for the next
 * round; what a person set aside is left alone, and so is a file whose lines
 * are no longer those that were judged.
 */
export function applyReportEdits(host: Host, report: Report): readonly FixedFile[] {
  const findings = report.diagnostics.filter(({ severity }) => severity !== "info").map(({ edits = [] }) => edits);
  const edits = compatibleEdits(findings);
  return [...new Set(edits.map(({ file }) => file))].flatMap((file) => {
    const own = edits.filter((edit) => edit.file === file);
    const bytes = host.bytes(file);
    const text = bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    const mended = text === undefined ? undefined : applyEdits(text, own);
    if (mended === undefined || mended === text) return [];
    host.write(file, mended);
    return [{ file, edits: own.length }];
  });
}
