import { nested, UNKNOWN } from "../make.js";
import type { Export, Expression, Import, Program, Step, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { Expressions } from "./expressions.js";
import { Functions } from "./functions.js";
import { shallow } from "./shallow.js";
import { Statements } from "./statements.js";
import { Types } from "./types.js";

/** One file while it is read. */
export class TypeScriptFile {
  readonly path: string;
  readonly imports: Import[] = [];
  readonly exports: Export[] = [];
  readonly functions = new Functions(this);
  readonly #expressions = new Expressions(this);
  readonly #statements = new Statements(this);
  readonly #types = new Types(this);
  /** What the type parameters around stand for: the type that they extend. */
  typeParameters: ReadonlyMap<string, TypeNote> = new Map();
  depth = 0;

  constructor(path: string) {
    this.path = path;
  }

  read(root: SyntaxNode): Program {
    const body = this.#statements.body(root);
    return { imports: this.imports, exports: this.exports, body };
  }

  expression(node: SyntaxNode | null | undefined): Expression {
    if (!node) return { kind: "other", parts: [] };
    return nested(this, undefined, () => this.#expressions.read(node)) ?? shallow(node);
  }

  steps(node: SyntaxNode): readonly Step[] {
    return nested(this, undefined, () => this.#statements.read(node)) ?? [{ kind: "evaluate", value: shallow(node) }];
  }

  /** Reads a function, class or type that may have type parameters of its own. */
  generic<T>(node: SyntaxNode, read: () => T): T {
    const parameters = node.childForFieldName("type_parameters")?.namedChildren ?? [];
    if (parameters.length === 0) return read();
    const around = this.typeParameters;
    const known = new Map(around);
    this.typeParameters = known;
    try {
      const named = parameters.map((each) => [each.childForFieldName("name")?.text ?? "", each] as const);
      for (const [name] of named) known.set(name, UNKNOWN);
      for (const [name, each] of named)
        known.set(name, this.type(each.childForFieldName("constraint")?.namedChildren[0]));
      return read();
    } finally {
      this.typeParameters = around;
    }
  }

  /** A block, or a statement that stands for one. */
  block(node: SyntaxNode | null | undefined): Step {
    return { kind: "block", body: node ? this.steps(node) : [] };
  }

  /** Properties of an interface or of an object's type. */
  fields(node: SyntaxNode): ReturnType<Types["fields"]> {
    return this.#types.fields(node);
  }

  type(node: SyntaxNode | null | undefined): TypeNote {
    return node ? nested(this, UNKNOWN, () => this.#types.read(node)) : UNKNOWN;
  }
}
