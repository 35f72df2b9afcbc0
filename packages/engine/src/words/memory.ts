import type { Memory, NamedPart } from "../facts/lifecycle.js";

/** A field or member with its type, where it has one: `title` (string). */
export function describePart({ name, type }: NamedPart): string {
  return type === undefined ? `\`${name}\`` : `\`${name}\` (${type})`;
}

/** Since when something is no longer used, as a clause: ` until 1.3.0`. */
export function untilClause(was: Memory): string {
  return was.kind === "retired" && was.until !== undefined ? ` until ${was.until}` : "";
}
