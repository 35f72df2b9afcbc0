/** An offset range in a source text: `from` inclusive, `to` exclusive, UTF-16 code units. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Keyword {
  /** Absent for `**mapping`. */
  readonly name: string | undefined;
  readonly value: Expression;
}

/** As much of an expression as a schema can depend on; the rest is `other`. */
export type Expression = Range &
  (
    | { readonly kind: "name"; readonly id: string }
    | { readonly kind: "attribute"; readonly of: Expression; readonly name: string }
    | { readonly kind: "subscript"; readonly of: Expression; readonly items: readonly Expression[] }
    | {
        readonly kind: "call";
        readonly of: Expression;
        readonly args: readonly Expression[];
        readonly keywords: readonly Keyword[];
      }
    | { readonly kind: "string"; readonly value: string }
    | { readonly kind: "bytes" }
    | { readonly kind: "number"; readonly value: number | bigint; readonly float: boolean }
    | { readonly kind: "constant"; readonly value: true | false | null }
    | { readonly kind: "ellipsis" }
    | { readonly kind: "tuple" | "list" | "set"; readonly items: readonly Expression[] }
    | { readonly kind: "dict"; readonly entries: readonly DictEntry[] }
    | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "unary"; readonly operator: string; readonly of: Expression }
    | {
        readonly kind: "conditional";
        readonly test: Expression;
        readonly body: Expression;
        readonly otherwise: Expression;
      }
    | { readonly kind: "starred"; readonly of: Expression }
    | { readonly kind: "lambda" }
    | { readonly kind: "other" }
  );

export interface DictEntry {
  /** Absent for `**mapping`. */
  readonly key: Expression | undefined;
  readonly value: Expression;
}

export type CallExpression = Extract<Expression, { kind: "call" }>;

export interface TypeParameter {
  readonly name: string;
  readonly bound: Expression | undefined;
  readonly default: Expression | undefined;
  /** `*Ts` or `**P`. */
  readonly variadic: boolean;
}

export interface ImportedName {
  /** As written, with dots. */
  readonly name: string;
  readonly as: string | undefined;
}

export interface ClassStatement extends Range {
  readonly kind: "class";
  readonly name: string;
  readonly typeParameters: readonly TypeParameter[];
  readonly bases: readonly Expression[];
  readonly keywords: readonly Keyword[];
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
}

export interface AssignStatement extends Range {
  readonly kind: "assign";
  readonly targets: readonly Expression[];
  readonly annotation: Expression | undefined;
  readonly value: Expression | undefined;
}

export interface FunctionStatement extends Range {
  readonly kind: "function";
  readonly name: string;
  readonly decorators: readonly Expression[];
  readonly returns: Expression | undefined;
}

export interface ImportStatement extends Range {
  readonly kind: "import";
  /** The text after `from` without leading dots; `undefined` for `import a.b`. */
  readonly module: string | undefined;
  /** Number of leading dots. */
  readonly level: number;
  /** `"*"` for a star import. */
  readonly names: readonly ImportedName[] | "*";
}

export interface AliasStatement extends Range {
  readonly kind: "alias";
  readonly name: string;
  readonly typeParameters: readonly TypeParameter[];
  readonly value: Expression;
}

export interface IfStatement extends Range {
  readonly kind: "if";
  readonly branches: readonly { readonly test: Expression; readonly body: readonly Statement[] }[];
  readonly otherwise: readonly Statement[];
}

export interface TryStatement extends Range {
  readonly kind: "try";
  readonly body: readonly Statement[];
  readonly handlers: readonly (readonly Statement[])[];
  readonly otherwise: readonly Statement[];
  readonly last: readonly Statement[];
}

export type Statement =
  | ClassStatement
  | AssignStatement
  | FunctionStatement
  | ImportStatement
  | AliasStatement
  | IfStatement
  | TryStatement
  /** A loop, `with` or `match`: its body may run or not. */
  | (Range & { readonly kind: "block"; readonly body: readonly Statement[] })
  | (Range & { readonly kind: "update"; readonly target: Expression; readonly value: Expression })
  | (Range & { readonly kind: "expression"; readonly value: Expression })
  | (Range & { readonly kind: "delete"; readonly targets: readonly Expression[] });

/** `a.b.c` as text; `undefined` for anything else. */
export function dottedName(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.id;
  if (expression.kind !== "attribute") return undefined;
  const head = dottedName(expression.of);
  return head === undefined ? undefined : `${head}.${expression.name}`;
}
