import type { Expression, Step, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";

/** What is known of the whole file while it is read. */
export interface GoFile {
  /** Types that the file declares by their names. */
  readonly types: ReadonlyMap<string, SyntaxNode>;
  /** Structs without a name that are defined already. */
  readonly anonymous: Set<string>;
  readonly expression: (node: SyntaxNode, scope: Scope) => Expression;
  readonly block: (node: SyntaxNode, scope: Scope) => readonly Step[];
  depth: number;
}

/** Where an expression or a type stands. */
export interface Scope {
  readonly file: GoFile;
  /** What happens on the way to a value, in order. */
  readonly steps: Step[];
  /** Type parameters. */
  readonly generics: ReadonlySet<string>;
  /** Types of the results of the function around it, where it has several. */
  readonly results: readonly TypeNote[];
}

/** Steps that `read` leaves, kept apart from those around it. */
export function apart(scope: Scope, read: (inner: Scope) => void, changes: Partial<Scope> = {}): readonly Step[] {
  const steps: Step[] = [];
  read({ ...scope, ...changes, steps });
  return steps;
}
