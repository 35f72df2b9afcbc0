import type { Finish } from "../make.js";
import type { Expression, Import, Step, TypeNote } from "../program.js";
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

/** Steps that `read` leaves, kept apart from those around it. */
export function apart(scope: Scope, read: (inner: Scope) => void, changes: Partial<Scope> = {}): readonly Step[] {
  const steps: Step[] = [];
  read({ ...scope, ...changes, steps });
  return steps;
}

/** A name for a value that several things look at, so that it is evaluated once; no code can be called so. */
export function once(value: Expression, start: number, scope: Scope): Expression {
  if (value.kind === "name") return value;
  const name = { kind: "name", name: `value at ${start}`, at: [start, start] } as const;
  scope.steps.push({ kind: "bind", target: name, value });
  return name;
}
