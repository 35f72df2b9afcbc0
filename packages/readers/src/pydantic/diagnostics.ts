import type { ReadDiagnostic, ReadRule, Span } from "@nx-contracts/ir";

/** Collects what a reader has to say, each thing once. */
export class Diagnostics {
  readonly #list: ReadDiagnostic[] = [];
  readonly #seen = new Set<string>();

  /** `help` is the next step in words, without a full stop. */
  add(rule: ReadRule, subject: string, message: string, at: Span, help: string): void {
    const key = `${rule} ${subject} ${at.file}:${at.line}:${at.column} ${message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const step = `${help.slice(0, 1).toUpperCase()}${help.slice(1)}.`;
    this.#list.push({ rule, subject, message, at, help: step });
  }

  get all(): readonly ReadDiagnostic[] {
    return this.#list;
  }
}
