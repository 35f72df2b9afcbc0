import type { Diagnostic, Edit } from "@nx-contracts/ir";
import type { Grade } from "./policy/policy.js";
import type { Finding, RuleOver } from "./rule.js";

/** A finding before policy: what a rule, a reader or a tool has to say about one contract. */
export interface RawFinding extends Omit<Diagnostic, "severity" | "fingerprint" | "subject" | "edits"> {
  /** Without the contract. */
  readonly subject: string;
  readonly severity: Grade;
  /** The contract that it belongs to, where its file does not tell. */
  readonly contract?: string;
  /** Path of the file whose own error this follows from. */
  readonly causedBy?: string;
  /** No configuration gives it another severity. */
  readonly isFixed?: true;
  /** Computed only for what is reported. */
  readonly suggest?: () => readonly Edit[];
}

/** What `rule` says about the fact of `subject`, with the edits that mend it. */
export function rawFinding(
  rule: Pick<RuleOver<{ readonly kind: string }>, "id" | "severity">,
  subject: string,
  { text, message, at, related, data, help }: Finding & { readonly text: string },
  suggest: () => readonly Edit[],
): RawFinding {
  return {
    rule: rule.id,
    severity: typeof rule.severity === "string" ? rule.severity : (rule.severity[message] ?? "error"),
    subject,
    message: text,
    at,
    ...(related && { related }),
    data,
    suggest,
    ...(help !== undefined && { help }),
  };
}
