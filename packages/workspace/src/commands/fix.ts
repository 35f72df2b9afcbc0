import { applyEdits, compatibleEdits, type Report } from "@nx-contracts/engine";
import type { Host } from "../host.js";
import { editBytes } from "../read/edit-bytes.js";

export interface FixedFile {
  readonly file: string;
  readonly edits: number;
}

/** What can be mended, and the families whose findings have the edits for it. */
export const FIXES = {
  parity: ["parity"],
  cochange: ["cochange"],
  reserve: ["compat", "lifecycle"],
} as const satisfies { readonly [fix: string]: readonly string[] };

export type Fix = keyof typeof FIXES;

/**
 * Applies the edits of the errors and warnings to the files, each file whole.
 * A finding whose edits touch the lines of another one waits for the next
 * round; what a person set aside is left alone, and so is a file whose lines
 * are no longer those that were judged.
 */
export function applyReportEdits(host: Host, report: Report, fix: Fix): readonly FixedFile[] {
  const families = FIXES[fix];
  const findings = report.diagnostics
    .filter(({ severity, rule }) => severity !== "info" && families.some((family) => rule.startsWith(`${family}/`)))
    .map(({ edits = [] }) => edits);
  const edits = compatibleEdits(findings);
  return [...new Set(edits.map(({ file }) => file))].flatMap((file) => {
    const own = edits.filter((edit) => edit.file === file);
    const bytes = host.bytes(file);
    const mended = bytes && editBytes(bytes, (text) => applyEdits(text, own));
    if (mended === undefined || Buffer.compare(mended, bytes ?? mended) === 0) return [];
    host.write(file, new TextDecoder("utf-8", { ignoreBOM: true }).decode(mended));
    return [{ file, edits: own.length }];
  });
}
