import type { AssignStatement, ClassStatement, Expression, FunctionStatement, Statement } from "./syntax/tree.js";
import type { Module } from "./module.js";

/**
 * How sure it is that a statement has run when its module is imported.
 *
 * - `always`: it has.
 * - `try`: it stands in the body of a `try`, and runs where nothing is missing.
 * - `maybe`: depends on what cannot be decided by reading.
 * - `typing`: only type checkers see it (`if TYPE_CHECKING`).
 */
export type Certainty = "always" | "try" | "maybe" | "typing";

const PREFERENCE: { readonly [certainty in Certainty]: number } = { always: 3, try: 2, maybe: 1, typing: 0 };

/** What a name stands for in one scope, by one statement. */
export type Binding = {
  readonly name: string;
  readonly certainty: Certainty;
  /** Offset from which the name is bound. */
  readonly from: number;
  readonly module: Module;
  readonly owner: ClassInfo | undefined;
} & (
  | { readonly kind: "class"; readonly cls: ClassInfo }
  | {
      readonly kind: "variable";
      readonly value: Expression | undefined;
      readonly annotation: Expression | undefined;
    }
  | { readonly kind: "alias"; readonly statement: Extract<Statement, { kind: "alias" }> }
  | { readonly kind: "function"; readonly statement: FunctionStatement }
  /** `member` is absent when the name is the module itself. */
  | { readonly kind: "import"; readonly path: string; readonly member: string | undefined; readonly at: number }
);

export interface Scope {
  readonly names: ReadonlyMap<string, readonly Binding[]>;
  /** Modules of star imports, in order. */
  readonly stars: readonly string[];
  /** Statements that may bind or change something, in order, conditions resolved. */
  readonly placed: readonly { readonly statement: Statement; readonly certainty: Certainty }[];
}

/** A class statement of a source, before anything is known about its bases. */
export interface ClassInfo {
  readonly name: string;
  readonly qualname: string;
  /** Module and qualname. */
  readonly qualifiedName: string;
  readonly module: Module;
  readonly outer: ClassInfo | undefined;
  readonly statement: ClassStatement;
  readonly certainty: Certainty;
  readonly scope: Scope;
}

export interface ScopeInput {
  readonly module: Module;
  readonly owner: ClassInfo | undefined;
  /** Truth of a condition, `"typing"` for `TYPE_CHECKING`; `undefined` when it cannot be decided. */
  readonly decide: (test: Expression, names: ReadonlyMap<string, readonly Binding[]>) => boolean | "typing" | undefined;
  /** Absolute name of the module that an import means. */
  readonly absolute: (module: string | undefined, level: number) => string | undefined;
  readonly makeClass: (statement: ClassStatement, certainty: Certainty, owner: ClassInfo | undefined) => ClassInfo;
}

/** Collects what the statements of a module or class bind. */
export function buildScope(statements: readonly Statement[], input: ScopeInput): Scope {
  const names = new Map<string, Binding[]>();
  const stars: string[] = [];
  const placed: { statement: Statement; certainty: Certainty }[] = [];
  const { module, owner } = input;

  const bind = (binding: Binding) => {
    const list = names.get(binding.name);
    if (list === undefined) names.set(binding.name, [binding]);
    else list.push(binding);
  };

  const bindImport = (statement: Extract<Statement, { kind: "import" }>, certainty: Certainty) => {
    const base = input.absolute(statement.module, statement.level);
    const common = { certainty, from: statement.to, module, owner, kind: "import", at: statement.from } as const;
    if (statement.names === "*") {
      if (base !== undefined) stars.push(base);
      return;
    }
    for (const { name, as } of statement.names) {
      if (statement.module !== undefined || statement.level > 0) {
        bind({
          ...common,
          name: as ?? name,
          path: base ?? `${".".repeat(statement.level)}${statement.module ?? ""}`,
          member: name,
        });
      } else if (as !== undefined) bind({ ...common, name: as, path: name, member: undefined });
      else {
        const [head = name] = name.split(".");
        bind({ ...common, name: head, path: head, member: undefined });
      }
    }
  };

  const bindAssignment = (statement: AssignStatement, certainty: Certainty) => {
    const common = { certainty, from: statement.to, module, owner, kind: "variable" } as const;
    for (const target of statement.targets) {
      if (target.kind === "name") {
        bind({ ...common, name: target.id, value: statement.value, annotation: statement.annotation });
      } else if (target.kind === "tuple" || target.kind === "list") {
        const values = statement.value?.kind === "tuple" ? statement.value.items : [];
        target.items.forEach((item, index) => {
          if (item.kind === "name") bind({ ...common, name: item.id, value: values[index], annotation: undefined });
        });
      }
    }
  };

  const visit = (block: readonly Statement[], certainty: Certainty): void => {
    for (const statement of block) visitOne(statement, certainty);
  };

  const weaker = (a: Certainty, b: Certainty): Certainty => (PREFERENCE[a] < PREFERENCE[b] ? a : b);

  const visitOne = (statement: Statement, certainty: Certainty): void => {
    switch (statement.kind) {
      case "if": {
        let rest: Certainty | undefined = certainty;
        for (const branch of statement.branches) {
          if (rest === undefined) break;
          const truth = input.decide(branch.test, names);
          if (truth === "typing") visit(branch.body, "typing");
          else if (truth === true) {
            visit(branch.body, rest);
            rest = undefined;
          } else if (truth === undefined) {
            visit(branch.body, weaker(rest, "maybe"));
            rest = weaker(rest, "maybe");
          }
        }
        if (rest !== undefined) visit(statement.otherwise, rest);
        return;
      }
      case "try":
        visit(statement.body, weaker(certainty, "try"));
        visit(statement.otherwise, weaker(certainty, "try"));
        for (const handler of statement.handlers) visit(handler, weaker(certainty, "maybe"));
        visit(statement.last, certainty);
        return;
      case "block":
        visit(statement.body, weaker(certainty, "maybe"));
        return;
      case "class": {
        const cls = input.makeClass(statement, certainty, owner);
        bind({ kind: "class", name: statement.name, certainty, from: statement.from, module, owner, cls });
        break;
      }
      case "function":
        bind({ kind: "function", name: statement.name, certainty, from: statement.to, module, owner, statement });
        break;
      case "alias":
        bind({ kind: "alias", name: statement.name, certainty, from: statement.from, module, owner, statement });
        break;
      case "import":
        bindImport(statement, certainty);
        break;
      case "assign":
        bindAssignment(statement, certainty);
        break;
      default:
        break;
    }
    placed.push({ statement, certainty });
  };

  visit(statements, "always");
  return { names, stars, placed };
}

/**
 * The binding that a name means at an offset: the last one above it, else the
 * last one at all (an annotation may look forward); of these the surest.
 */
export function pickBinding(bindings: readonly Binding[] | undefined, at: number): Binding | undefined {
  if (bindings === undefined) return undefined;
  let best: Binding | undefined;
  let bestRank = -1;
  for (const binding of bindings) {
    const rank = PREFERENCE[binding.certainty] * 2 + (binding.from <= at ? 1 : 0);
    // Of several that may be, the first is the one that is written for the usual case.
    const later = binding.certainty === "maybe" || binding.certainty === "try" ? rank > bestRank : rank >= bestRank;
    if (later) [best, bestRank] = [binding, rank];
  }
  return best;
}
