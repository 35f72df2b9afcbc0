import { placeOf } from "../make.js";
import type { Argument, Expression, Place, RecordEntry, Step } from "../program.js";
import { operandsOf, type SyntaxNode } from "../syntax.js";
import type { PythonFile } from "./file.js";
import { typeNote } from "./types.js";

/** `None` is no value of a type. */
const NONE: Expression = { kind: "either", of: [] };

/** Turns expressions of Python into those of a program. */
export class Expressions {
  readonly #file: PythonFile;

  constructor(file: PythonFile) {
    this.#file = file;
  }

  read(node: SyntaxNode): Expression {
    switch (node.type) {
      case "identifier":
        return { kind: "name", name: node.text, at: placeOf(node) };
      case "attribute": {
        const name = node.childForFieldName("attribute");
        const of = this.#field(node, "object");
        return name ? { kind: "member", of, name: name.text, at: placeOf(name) } : of;
      }
      case "call":
        return this.#call(node);
      case "subscript":
        return this.#subscript(node);
      case "string":
      case "concatenated_string":
        return this.#string(node);
      case "list":
      case "tuple":
      case "set":
      case "expression_list":
      case "pattern_list":
        return { kind: "list", items: node.namedChildren.map((child) => this.#item(child)) };
      case "dictionary":
        return this.#dictionary(node);
      case "list_comprehension":
      case "set_comprehension":
      case "generator_expression":
      case "dictionary_comprehension":
        return this.#comprehension(node);
      case "lambda":
        return this.#lambda(node);
      case "conditional_expression": {
        const [value, condition, other] = node.namedChildren;
        const asked: Expression = { kind: "foreign", parts: [this.#file.expression(condition)] };
        const of = [this.#file.expression(value), this.#file.expression(other)];
        return after(asked, { kind: "either", of });
      }
      case "boolean_operator":
        return { kind: "either", of: this.#operands(node) };
      case "comparison_operator": {
        const [of = NONE, ...others] = this.#children(node);
        return { kind: "compare", of, with: others };
      }
      case "not_operator":
      case "unary_operator":
        return { kind: "foreign", parts: this.#children(node) };
      case "binary_operator":
        return this.#binary(node);
      case "await":
      case "parenthesized_expression":
      case "type":
      case "list_splat":
        return { kind: "same", of: this.#file.expression(node.namedChildren[0]) };
      case "integer":
      case "float":
      case "true":
      case "false":
        return { kind: "foreign", parts: [] };
      case "none":
        return NONE;
      case "named_expression":
      case "as_pattern":
        return this.#file.expression(node.childForFieldName("value") ?? node.namedChildren[0]);
      default:
        return { kind: "other", parts: this.#children(node) };
    }
  }

  #field(node: SyntaxNode, field: string): Expression {
    return this.#file.expression(node.childForFieldName(field));
  }

  #children(node: SyntaxNode): readonly Expression[] {
    return node.namedChildren.map((child) => this.#file.expression(child));
  }

  /** `*xs` in a list are items of `xs`. */
  #item(node: SyntaxNode): Expression {
    const of = this.#file.expression(node);
    return node.type === "list_splat" ? { kind: "item", of } : of;
  }

  #operands(node: SyntaxNode): readonly Expression[] {
    return operandsOf(node).map((operand) => this.#file.expression(operand));
  }

  /** Lists may be added; all else is a number or a text. */
  #binary(node: SyntaxNode): Expression {
    const isSum = node.childForFieldName("operator")?.text === "+";
    const operands = this.#operands(node);
    return isSum && operands.length < 4 ? { kind: "either", of: operands } : { kind: "foreign", parts: operands };
  }

  #call(node: SyntaxNode): Expression {
    const given = node.childForFieldName("arguments");
    const callee = this.#field(node, "function");
    if (!given) return callee;
    // `f(x for x in xs)`
    const children = given.type === "generator_expression" ? [given] : given.namedChildren;
    const written = children.map((child) => this.#argument(child));
    const first = children[0];
    if (callee.kind === "name" && callee.name === "cast" && first) {
      const of = written[1]?.value ?? NONE;
      return { kind: "typed", of, type: typeNote(first) };
    }
    return { kind: "call", callee, arguments: written };
  }

  #argument(node: SyntaxNode): Argument {
    const name = node.type === "keyword_argument" ? node.childForFieldName("name") : null;
    if (name) return { name: name.text, at: placeOf(name), value: this.#field(node, "value") };
    return { value: this.#file.expression(node.type === "dictionary_splat" ? node.namedChildren[0] : node) };
  }

  #subscript(node: SyntaxNode): Expression {
    const of = this.#field(node, "value");
    const [key, ...others] = node.childrenForFieldName("subscript");
    if (!key) return of;
    const text = others.length === 0 ? textOf(key) : undefined;
    if (text) return { kind: "member", of, name: text.text, at: text.at };
    if (key.type === "slice") return after(this.#file.expression(key), of);
    return { kind: "item", of, key: this.#file.expression(key) };
  }

  #string(node: SyntaxNode): Expression {
    const text = textOf(node);
    if (text) return { kind: "text", ...text };
    const inserted: SyntaxNode[] = [];
    for (const part of node.type === "string" ? [node] : node.namedChildren)
      inserted.push(...part.children.filter(({ type }) => type === "interpolation"));
    const parts = inserted.map((each) =>
      this.#file.expression(each.childForFieldName("expression") ?? each.namedChildren[0]),
    );
    return { kind: "foreign", parts };
  }

  #dictionary(node: SyntaxNode): Expression {
    const fields: RecordEntry[] = [];
    const rest: Expression[] = [];
    const keys: Expression[] = [];
    for (const child of node.namedChildren) {
      if (child.type !== "pair") {
        rest.push(this.#file.expression(child.namedChildren[0]));
        continue;
      }
      const key = child.childForFieldName("key");
      const text = key && textOf(key);
      const value = this.#field(child, "value");
      if (text) fields.push({ name: text.text, at: text.at, value });
      else keys.push(this.#file.expression(key), value);
    }
    if (keys.length === 0) return { kind: "record", fields, rest };
    const values = keys.filter((_, i) => i % 2 === 1);
    const body = keys.filter((_, i) => i % 2 === 0).map((value): Step => ({ kind: "evaluate", value }));
    return {
      kind: "comprehension",
      body,
      item: { kind: "either", of: [...values, ...fields.map(({ value }) => value)] },
    };
  }

  #comprehension(node: SyntaxNode): Expression {
    const body: Step[] = [];
    const made = node.childForFieldName("body");
    for (const child of node.namedChildren) {
      if (child.type === "for_in_clause") body.push(...this.#file.statements.loop(child));
      else if (child.type === "if_clause") body.push(...this.#file.statements.condition(child.namedChildren[0]));
    }
    if (made?.type !== "pair") return { kind: "comprehension", body, item: this.#file.expression(made) };
    body.push({ kind: "evaluate", value: this.#field(made, "key") });
    return { kind: "comprehension", body, item: this.#field(made, "value") };
  }

  #lambda(node: SyntaxNode): Expression {
    const parameters = this.#file.statements.parameters(node.childForFieldName("parameters"));
    const value = this.#field(node, "body");
    return { kind: "closure", function: { kind: "function", parameters, body: [{ kind: "return", value }] } };
  }
}

/** What stands between plain quotes. */
export function textOf(node: SyntaxNode): { readonly text: string; readonly at: Place } | undefined {
  if (node.type !== "string") return undefined;
  const inside = node.children.slice(1, -1);
  const [content] = inside;
  if (inside.length !== 1 || content?.type !== "string_content" || content.children.length > 0) return undefined;
  return { text: content.text, at: placeOf(content) };
}

/** A value, once something else is evaluated. */
function after(key: Expression, value: Expression): Expression {
  return { kind: "item", of: { kind: "list", items: [value] }, key };
}
