import type { Expression, Import, Program, Step } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { Expressions } from "./expressions.js";
import { shallow } from "./shallow.js";
import { Statements } from "./statements.js";

/** Deeper parts of a file are taken for what they name. */
const DEEPEST = 200;

/** One file while it is read. */
export class PythonFile {
  readonly path: string;
  readonly imports: Import[] = [];
  readonly expressions: Expressions;
  readonly statements: Statements;
  #depth = 0;

  constructor(path: string) {
    this.path = path;
    this.expressions = new Expressions(this);
    this.statements = new Statements(this);
  }

  read(root: SyntaxNode): Program {
    const body = this.statements.body(root);
    return { imports: this.imports, body };
  }

  expression(node: SyntaxNode | null | undefined): Expression {
    if (!node) return { kind: "other", parts: [] };
    if (this.#depth >= DEEPEST) return shallow(node);
    this.#depth++;
    const expression = this.expressions.read(node);
    this.#depth--;
    return expression;
  }

  steps(node: SyntaxNode): readonly Step[] {
    if (this.#depth >= DEEPEST) return [{ kind: "evaluate", value: shallow(node) }];
    this.#depth++;
    const steps = this.statements.read(node);
    this.#depth--;
    return steps;
  }
}
