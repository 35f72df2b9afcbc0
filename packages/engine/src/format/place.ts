import type { Diagnostic, Span } from "@nx-contracts/ir";
import { editDiff } from "./edit-diff.js";
import { visible, visibleCode } from "./visible.js";

/** `file:line:column`, which editors and terminals open. */
export function describePlace({ file, line, column }: Span): string {
  return `${visible(file)}:${line}:${column}`;
}

/**
 * What a finding has to say after its message, as plain lines: the related
 * places, the edits as diffs, and the next step.
 */
export function describeDetails({ related = [], edits = [], help }: Diagnostic): readonly string[] {
  return [
    ...related.map((place) => `${describePlace(place.at)}: ${visible(place.message)}`),
    ...edits.flatMap((edit) => [
      `Edit ${visible(edit.file)}:${edit.line}:`,
      ...editDiff(edit).map(({ sign, text }) => sign + visibleCode(text)),
    ]),
    ...(help ? [visible(help)] : []),
  ];
}
