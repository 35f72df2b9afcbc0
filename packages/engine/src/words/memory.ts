import type { Memory, NamedPart } from "../facts/lifecycle.js";

/** A field or member with its type, where it has one: `title` (string). */
export function describePart({ name, type }: NamedPart): string {
  return type === undefined ? `\`${name}\`` : `\`${name}\` (${type})`;
}

/** What to do about something that was on a branch only: it may be forgotten. */
export const FORGET =
  "If it was never released, take its line out of contracts.lock instead, and run `nx-contracts lock`.";

/** The next step after a reuse, and the other one where the lock may forget. */
export function withForget(next: string, was: Memory): string {
  return was.kind === "active" ? `${next} ${FORGET}` : next;
}

/** Since when something is no longer used, as a clause: ` until 1.3.0`. */
export function untilClause(was: Memory): string {
  return was.kind === "retired" && was.until !== undefined ? ` until ${was.until}` : "";
}
