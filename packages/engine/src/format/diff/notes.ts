import type { ReadDiagnostic } from "@nx-contracts/ir";
import { describePlace } from "../place.js";
import { visible } from "../visible.js";

/** What readers had to say beside the schema, a line each, for people. An empty source is no news here. */
export function formatReadNotes(diagnostics: readonly ReadDiagnostic[]): string {
  return diagnostics
    .filter(({ rule }) => rule !== "read/empty-source")
    .map(({ at, message }) => `${describePlace(at)}: ${visible(message)}\n`)
    .join("");
}
