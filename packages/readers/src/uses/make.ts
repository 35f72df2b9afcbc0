import type { Expression, Place, Step, TypeNote } from "./program.js";
import type { SyntaxNode } from "./syntax.js";

/** What becomes of the value of a statement. */
export type Finish = (value: Expression) => Step;

export const evaluate: Finish = (value) => ({ kind: "evaluate", value });
export const giveBack: Finish = (value) => ({ kind: "return", value });

export const UNKNOWN: TypeNote = { kind: "unknown" };
export const FOREIGN: TypeNote = { kind: "foreign" };
/** No value at all: null, or what never comes back. */
export const NEVER: Expression = { kind: "either", of: [] };

/** Nothing of a contract, made of `parts`. */
export const foreign = (...parts: readonly Expression[]): Expression => ({ kind: "foreign", parts });
/** Not known, made of `parts`. */
export const other = (...parts: readonly Expression[]): Expression => ({ kind: "other", parts });

export const placeOf = (node: SyntaxNode): Place => [node.startIndex, node.endIndex];

/** Deep enough for code that people write; what is nested deeper is left out. */
const MAX_DEPTH = 200;

/** Reads what is nested, unless it is nested too deep. */
export function nested<T>(file: { depth: number }, tooDeep: T, read: () => T): T {
  if (file.depth >= MAX_DEPTH) return tooDeep;
  file.depth++;
  try {
    return read();
  } finally {
    file.depth--;
  }
}
