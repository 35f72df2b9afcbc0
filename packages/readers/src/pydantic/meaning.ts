import type { Module } from "./module.js";
import type { Binding, ClassInfo } from "./scope.js";
import type { Expression, Range, TypeParameter } from "./syntax/tree.js";

/** Where an expression stands: its module, the class around it, and the offset from which it looks around. */
export interface Context {
  readonly module: Module;
  readonly owner: ClassInfo | undefined;
  readonly at: number;
  /** The text that offsets refer to, where that is not the module's: inside a string annotation. */
  readonly text?: string;
  /** Looked at when the class is complete: strings and `from __future__ import annotations`. */
  readonly deferred?: boolean;
  /** Type parameters of the alias whose value is read. */
  readonly parameters?: { readonly of: string; readonly list: readonly TypeParameter[] };
}

/** What was written for an expression. */
export function textOf(expression: Range, context: Context): string {
  return (context.text ?? context.module.text).slice(expression.from, expression.to);
}

/** What a name or dotted name means. */
export type Meaning =
  | { readonly kind: "class"; readonly cls: ClassInfo }
  | { readonly kind: "variable"; readonly binding: Extract<Binding, { kind: "variable" }> }
  | { readonly kind: "alias"; readonly binding: Extract<Binding, { kind: "alias" }> }
  | { readonly kind: "function"; readonly binding: Extract<Binding, { kind: "function" }> }
  | {
      readonly kind: "parameter";
      readonly name: string;
      readonly bound: Expression | undefined;
      readonly default: Expression | undefined;
      readonly owner: string;
      readonly context: Context;
    }
  | { readonly kind: "module"; readonly name: string; readonly binding: ImportBinding }
  /** Canonical name of something that needs no source. */
  | { readonly kind: "known"; readonly name: string }
  /** Imported from a module that is not among the sources, or not found in one that is. */
  | { readonly kind: "external"; readonly name: string; readonly module: string; readonly binding: ImportBinding }
  | { readonly kind: "missing"; readonly name: string };

export type ImportBinding = Extract<Binding, { kind: "import" }>;
