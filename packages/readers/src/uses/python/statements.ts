import { placeOf } from "../make.js";
import type { ClassStep, Expression, FunctionStep, Parameter, Pattern, Step } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import type { PythonFile } from "./file.js";
import { readImport } from "./imports.js";
import { narrowed, walruses } from "./conditions.js";
import { casePattern, targetPattern } from "./patterns.js";
import { typeNote } from "./types.js";

const LEAVES: ReadonlySet<string> = new Set([
  "return_statement",
  "raise_statement",
  "continue_statement",
  "break_statement",
]);

/** Turns statements of Python into steps. */
export class Statements {
  readonly #file: PythonFile;

  constructor(file: PythonFile) {
    this.#file = file;
  }

  body(node: SyntaxNode | null | undefined): readonly Step[] {
    return node?.namedChildren.flatMap((child) => this.#file.steps(child)) ?? [];
  }

  read(node: SyntaxNode): readonly Step[] {
    switch (node.type) {
      case "import_statement":
      case "import_from_statement":
        this.#file.imports.push(...readImport(node, this.#file.path));
        return [];
      case "expression_statement":
        return node.namedChildren.flatMap((child) => this.#expression(child));
      case "return_statement":
        return this.#inner(node, (value) => ({ kind: "return", value }));
      case "if_statement":
      case "elif_clause":
        return this.#if(node);
      case "for_statement": {
        const body = [...this.loop(node), ...this.body(node.childForFieldName("body"))];
        return [{ kind: "branch", bodies: [body, []] }, ...this.#rest(node, "alternative")];
      }
      case "while_statement": {
        const condition = this.condition(node.childForFieldName("condition"));
        const body = [...condition, ...this.body(node.childForFieldName("body"))];
        return [{ kind: "branch", bodies: [body, []] }, ...this.#rest(node, "alternative")];
      }
      case "try_statement":
        return this.#try(node);
      case "with_statement":
        return this.#with(node);
      case "function_definition":
        return [this.function(node)];
      case "class_definition":
        return this.#class(node);
      case "decorated_definition": {
        const decorators = node.namedChildren.filter(({ type }) => type === "decorator");
        const definition = node.childForFieldName("definition");
        return [
          ...decorators.flatMap((each) => this.#inner(each, evaluate)),
          ...(definition ? this.read(definition) : []),
        ];
      }
      case "match_statement":
        return this.#match(node);
      case "assert_statement":
        return node.namedChildren.flatMap((child) => this.condition(child));
      case "type_alias_statement": {
        const [name, type] = node.namedChildren;
        return name && type ? [{ kind: "alias", name: name.text, type: typeNote(type) }] : [];
      }
      case "block":
      case "else_clause":
      case "finally_clause":
        return this.body(node);
      default:
        return this.#inner(node, evaluate);
    }
  }

  /** What `for` binds. */
  loop(node: SyntaxNode): readonly Step[] {
    const of = this.#file.expression(node.childForFieldName("right"));
    return [
      { kind: "bind", target: targetPattern(node.childForFieldName("left"), this.#file), value: { kind: "item", of } },
    ];
  }

  /** What a condition evaluates, and what is known where it holds. */
  condition(node: SyntaxNode | null | undefined): readonly Step[] {
    if (!node) return [];
    return [...this.#expression(node), ...narrowed(node)];
  }

  parameters(node: SyntaxNode | null): readonly Parameter[] {
    return (node?.namedChildren ?? []).flatMap((child): Parameter[] => {
      const name = child.type === "identifier" ? child : (child.childForFieldName("name") ?? child.namedChildren[0]);
      if (name?.type !== "identifier") return [];
      const type = child.childForFieldName("type");
      const value = child.childForFieldName("value");
      return [
        {
          target: { kind: "name", name: name.text, at: placeOf(name) },
          ...(type && { type: typeNote(type) }),
          ...(value && { default: this.#file.expression(value) }),
        },
      ];
    });
  }

  function(node: SyntaxNode, isMethod = false): FunctionStep {
    const name = node.childForFieldName("name");
    const returns = node.childForFieldName("return_type");
    const parameters = this.parameters(node.childForFieldName("parameters"));
    const [first] = parameters;
    const isBound = isMethod && first?.target.kind === "name" && /^(?:self|cls)$/.test(first.target.name);
    return {
      kind: "function",
      ...(name && { name: name.text }),
      parameters: isBound ? parameters.slice(1) : parameters,
      ...(returns && { returns: typeNote(returns) }),
      body: this.body(node.childForFieldName("body")),
    };
  }

  #expression(node: SyntaxNode): readonly Step[] {
    if (node.type === "assignment") return this.#assignment(node);
    const value = this.#file.expression(node);
    if (node.type === "augmented_assignment") {
      const of = this.#file.expression(node.childForFieldName("left"));
      const written: Pattern = of.kind === "name" ? { kind: "nothing" } : { kind: "place", of };
      return [{ kind: "bind", target: written, value: this.#file.expression(node.childForFieldName("right")) }];
    }
    return [...walruses(node, this.#file), { kind: "evaluate", value }];
  }

  #assignment(node: SyntaxNode): readonly Step[] {
    const type = node.childForFieldName("type");
    const right = node.childForFieldName("right");
    // `a = b = value`
    const before = right?.type === "assignment" ? this.#assignment(right) : [];
    const value = right?.type === "assignment" ? right.childForFieldName("left") : right;
    const target = targetPattern(node.childForFieldName("left"), this.#file);
    return [
      ...before,
      ...(right ? walruses(right, this.#file) : []),
      {
        kind: "bind",
        target,
        ...(type && { type: typeNote(type) }),
        ...(value && { value: this.#file.expression(value) }),
      },
    ];
  }

  #if(node: SyntaxNode): readonly Step[] {
    const condition = node.childForFieldName("condition");
    const body = node.childForFieldName("consequence");
    const asked = condition ? this.#expression(condition) : [];
    const [next, ...later] = node.childrenForFieldName("alternative");
    // Each `elif` stands in what happens otherwise.
    const otherwise = [next, ...later].flatMap((each) => (each ? [this.read(each)] : []));
    const inside = [...(condition ? narrowed(condition) : []), ...this.body(body)];
    const leaves = LEAVES.has(body?.namedChildren.at(-1)?.type ?? "");
    const turned = condition?.type === "not_operator" ? condition.namedChildren[0] : undefined;
    const after = leaves && turned ? narrowed(turned) : [];
    const hasElse = [next, ...later].at(-1)?.type === "else_clause";
    return [
      ...asked,
      {
        kind: "branch",
        bodies: [leaves ? [{ kind: "block", body: inside }] : inside, ...otherwise, ...(hasElse ? [] : [[]])],
      },
      ...after,
    ];
  }

  #try(node: SyntaxNode): readonly Step[] {
    const handlers = node.namedChildren.filter(({ type }) => type.startsWith("except"));
    const bodies = handlers.map((handler): readonly Step[] =>
      handler.namedChildren.flatMap((child) => (child.type === "block" ? this.body(child) : this.#expression(child))),
    );
    const last = node.namedChildren.filter(({ type }) => type === "else_clause" || type === "finally_clause");
    return [
      ...this.body(node.childForFieldName("body")),
      { kind: "branch", bodies: [...bodies, []] },
      ...last.flatMap((clause) => clause.namedChildren.flatMap((block) => this.body(block))),
    ];
  }

  #with(node: SyntaxNode): readonly Step[] {
    const clause = node.namedChildren.find(({ type }) => type === "with_clause");
    const opened = (clause?.namedChildren ?? []).flatMap((item): readonly Step[] => {
      const value = item.childForFieldName("value") ?? item.namedChildren[0];
      if (value?.type !== "as_pattern") return value ? this.#expression(value) : [];
      const alias = value.childForFieldName("alias") ?? value.namedChildren[1];
      return [
        {
          kind: "bind",
          target: targetPattern(alias, this.#file),
          value: this.#file.expression(value.namedChildren[0]),
        },
      ];
    });
    return [...opened, ...this.body(node.childForFieldName("body"))];
  }

  #class(node: SyntaxNode): readonly Step[] {
    const name = node.childForFieldName("name");
    if (!name) return this.body(node.childForFieldName("body"));
    const fields: ClassStep["fields"][number][] = [];
    const body: Step[] = [];
    for (const child of node.childForFieldName("body")?.namedChildren ?? []) {
      const [inside] = child.type === "expression_statement" ? child.namedChildren : [child];
      const left = inside?.type === "assignment" ? inside.childForFieldName("left") : null;
      const definition = inside?.type === "decorated_definition" ? inside.childForFieldName("definition") : inside;
      if (inside && left?.type === "identifier") {
        const type = inside.childForFieldName("type");
        const value = inside.childForFieldName("right");
        fields.push({
          name: left.text,
          ...(type && { type: typeNote(type) }),
          ...(value && { value: this.#file.expression(value) }),
        });
      } else if (inside && definition?.type === "function_definition") {
        if (inside !== definition) body.push(...this.#decorators(inside));
        body.push(this.function(definition, true));
      } else body.push(...this.#file.steps(child));
    }
    const bases = (node.childForFieldName("superclasses")?.namedChildren ?? []).filter(
      ({ type }) => type !== "keyword_argument",
    );
    return [{ kind: "class", name: name.text, bases: bases.map((base) => typeNote(base)), self: "self", fields, body }];
  }

  #decorators(node: SyntaxNode): readonly Step[] {
    return node.namedChildren.filter(({ type }) => type === "decorator").flatMap((each) => this.#inner(each, evaluate));
  }

  #match(node: SyntaxNode): readonly Step[] {
    const subject = this.#file.expression(node.childForFieldName("subject"));
    const block = node.childForFieldName("body") ?? node;
    const clauses = block.namedChildren.filter(({ type }) => type === "case_clause");
    const bodies = clauses.map((clause): readonly Step[] => {
      const patterns = clause.namedChildren.filter(({ type }) => type === "case_pattern");
      const bound = patterns
        .flatMap(alternativePatterns)
        .map((pattern): Step => ({ kind: "bind", target: casePattern(pattern), value: subject }));
      const guard = clause.childForFieldName("guard");
      return [
        ...bound,
        ...(guard ? guard.namedChildren.flatMap((each) => this.condition(each)) : []),
        ...this.body(clause.childForFieldName("consequence")),
      ];
    });
    return [
      { kind: "evaluate", value: subject },
      { kind: "branch", bodies: [...bodies, []] },
    ];
  }

  #rest(node: SyntaxNode, field: string): readonly Step[] {
    return node.childrenForFieldName(field).flatMap((each) => this.read(each));
  }

  #inner(node: SyntaxNode, make: (value: Expression) => Step): readonly Step[] {
    return node.namedChildren.map((child) => make(this.#file.expression(child)));
  }
}

const evaluate = (value: Expression): Step => ({ kind: "evaluate", value });

/** `A(…) | B(…)` */
function alternativePatterns(node: SyntaxNode): readonly SyntaxNode[] {
  const [inside] = node.type === "case_pattern" ? node.namedChildren : [node];
  if (!inside) return [];
  return inside.type === "union_pattern" ? inside.namedChildren : [inside];
}
