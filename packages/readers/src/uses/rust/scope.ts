import type { Expression, Import, Place, Step, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";

/** What is known of the whole file while it is read. */
export interface RustFile {
  /** Path of the module that the file is, from the root of its crate: `["crate", "api"]`. */
  readonly module: readonly string[];
  /** Modules of the file that include generated code: `crate::pb` → `shared_proto::v1`. */
  readonly stubs: ReadonlyMap<string, string>;
  /** Modules that the file has: `crate::pb`. */
  readonly modules: ReadonlySet<string>;
  /** First segments of paths that the file itself gives a meaning. */
  readonly bound: ReadonlySet<string>;
  /** Types that the file defines. */
  readonly types: ReadonlySet<string>;
  /** Types of what a variant of an enum of the file holds: `Kind::Created`. */
  readonly variants: ReadonlyMap<string, readonly SyntaxNode[]>;
  readonly imports: Import[];
  /** Modules that are imported because a path names them where it stands. */
  readonly implied: Set<string>;
  /** Statements and expressions may hold each other. */
  readonly expression: (node: SyntaxNode, scope: Scope) => Expression;
  readonly block: (node: SyntaxNode, scope: Scope, finish: Finish) => readonly Step[];
  depth: number;
}

/** Where an expression, a pattern or a type stands. */
export interface Scope {
  readonly file: RustFile;
  /** What happens on the way to a value, in order. */
  readonly steps: Step[];
  /** Inline modules around it. */
  readonly module: readonly string[];
  /** What `Self` is. */
  readonly self: TypeNote | undefined;
  /** Type parameters. */
  readonly generics: ReadonlySet<string>;
  /** Whether `return` leaves more than the steps at hand. */
  readonly isInner: boolean;
}

/** What becomes of the value of a block. */
export type Finish = (value: Expression) => Step;

export const evaluate: Finish = (value) => ({ kind: "evaluate", value });
export const giveBack: Finish = (value) => ({ kind: "return", value });

export const UNKNOWN: TypeNote = { kind: "unknown" };
export const FOREIGN: TypeNote = { kind: "foreign" };

/** Nothing of a contract, made of `parts`. */
export const foreign = (...parts: readonly Expression[]): Expression => ({ kind: "foreign", parts });
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

/** Steps that `read` leaves, kept apart from those around it. */
export function apart(scope: Scope, read: (inner: Scope) => void, changes: Partial<Scope> = {}): readonly Step[] {
  const steps: Step[] = [];
  read({ ...scope, ...changes, steps });
  return steps;
}
