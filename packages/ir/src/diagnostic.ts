import type { JsonObject } from "./schema.js";
import type { Span } from "./span.js";

export type Severity = "error" | "warning" | "info";

export interface RelatedPlace {
  readonly message: string;
  readonly at: Span;
}

/**
 * A change that mends a finding: the lines from `line` on that read `before`
 * become `after`. With an empty `before`, `after` is inserted ahead of `line`.
 */
export interface Edit {
  readonly file: string;
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What a person or a machine is told. Plain data; the wording comes last. */
export interface Diagnostic {
  /** Identifier `<family>/<name>`; also its documentation page and configuration key. */
  readonly rule: string;
  readonly severity: Severity;
  /** `<contract>:<Record>.<field>` or what stands in their place; unique with `rule`. */
  readonly subject: string;
  readonly message: string;
  readonly at: Span;
  readonly related?: readonly RelatedPlace[];
  readonly data: JsonObject;
  /** Hunks that together mend the finding. */
  readonly edits?: readonly Edit[];
  /** The next step in words. */
  readonly help?: string;
  /** Made of `rule` and `subject` only, so moving a line does not bring an old finding back. */
  readonly fingerprint: string;
}

/** What a reader has to say; the rules of the `read` family, closed. */
export const READ_RULES = {
  "read/syntax-error": "error",
  "read/not-utf8": "error",
  "read/too-large": "error",
  "read/empty-source": "warning",
  "read/unresolved-import": "error",
  "read/import-cycle": "error",
  "read/unresolved-base": "error",
  "read/unresolved-type": "error",
  "read/duplicate-name": "error",
  "read/invalid-definition": "error",
  "read/dynamic-definition": "warning",
  "read/unsupported": "warning",
} as const satisfies { readonly [rule: `read/${string}`]: Severity };

export type ReadRule = keyof typeof READ_RULES;

export interface ReadDiagnostic {
  readonly rule: ReadRule;
  /** What it is about: `Record.field`, `Record`, a module or a path. */
  readonly subject: string;
  readonly message: string;
  readonly at: Span;
  /** The next step in words. */
  readonly help?: string;
  /** Path of another file that is reported as well, and without whose error there were none here. */
  readonly causedBy?: string;
}
