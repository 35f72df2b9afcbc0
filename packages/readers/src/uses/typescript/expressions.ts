import { evaluate, foreign, NEVER, placeOf } from "../make.js";
import type { Argument, Expression, Place, RecordEntry, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import type { TypeScriptFile } from "./file.js";

/** Operators whose value is one of their operands. */
const CHOICES: ReadonlySet<string> = new Set(["||", "&&", "??", ","]);
const EQUAL: ReadonlySet<string> = new Set(["===", "==", "!==", "!="]);

/** Turns expressions of TypeScript into those of a program. */
export class Expressions {
  readonly #file: TypeScriptFile;

  constructor(file: TypeScriptFile) {
    this.#file = file;
  }

  read(node: SyntaxNode): Expression {
    switch (node.type) {
      case "identifier":
      case "this":
      case "shorthand_property_identifier":
        return { kind: "name", name: node.text, at: placeOf(node) };
      case "member_expression": {
        const name = node.childForFieldName("property");
        const of = this.#field(node, "object");
        return name ? { kind: "member", of, name: name.text, at: placeOf(name) } : of;
      }
      case "subscript_expression":
        return this.#subscript(node);
      case "call_expression":
      case "new_expression":
        return this.#call(node);
      case "object":
        return this.#object(node);
      case "array":
        return { kind: "list", items: node.namedChildren.map((child) => this.#item(child)) };
      case "arrow_function":
      case "function_expression":
      case "function":
      case "generator_function":
        return { kind: "closure", function: this.#file.functions.function(node) };
      case "ternary_expression": {
        const key = foreign(this.#field(node, "condition"));
        const of = [this.#field(node, "consequence"), this.#field(node, "alternative")];
        return after(key, { kind: "either", of });
      }
      case "binary_expression":
        return this.#binary(node);
      case "assignment_expression":
      case "augmented_assignment_expression":
        return this.#field(node, "right");
      case "await_expression":
      case "non_null_expression":
        return this.#nonNull(node.namedChildren[0]);
      case "parenthesized_expression":
      case "instantiation_expression":
      case "spread_element":
      case "jsx_expression":
        return { kind: "same", of: this.#file.expression(node.namedChildren[0]) };
      case "as_expression":
      case "satisfies_expression":
        return this.#typed(node.namedChildren[0], node.namedChildren[1]);
      case "type_assertion": {
        const [type, of] = node.namedChildren;
        return this.#typed(of, type?.type === "type_arguments" ? type.namedChildren[0] : type);
      }
      case "string":
        return textOf(node);
      case "template_string":
        return foreign(...node.namedChildren.flatMap((part) => this.#children(part)));
      case "number":
      case "true":
      case "false":
      case "regex":
        return foreign();
      case "null":
      case "undefined":
        return NEVER;
      case "unary_expression":
      case "update_expression":
        return foreign(...this.#children(node));
      case "class":
        return { kind: "comprehension", body: this.#file.functions.class(node), item: NEVER };
      case "sequence_expression":
        return { kind: "either", of: this.#children(node).slice(-1) };
      case "jsx_attribute":
        return { kind: "other", parts: this.#children(node).slice(1) };
      case "property_identifier":
      case "jsx_text":
      case "string_fragment":
        return foreign();
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

  /** `...xs` in a list are items of `xs`. */
  #item(node: SyntaxNode): Expression {
    const of = this.#file.expression(node);
    return node.type === "spread_element" ? { kind: "item", of } : of;
  }

  #typed(value: SyntaxNode | undefined, type: SyntaxNode | undefined): Expression {
    const of = this.#file.expression(value);
    return type ? { kind: "typed", of, type: this.#file.type(type) } : { kind: "same", of };
  }

  /** The grammar takes `a + b!.c` for `(a + b)!.c`: what binds closer than an operator is its last operand. */
  #nonNull(node: SyntaxNode | undefined): Expression {
    if (node?.type === "unary_expression") return this.#nonNull(node.namedChildren.at(-1));
    if (node?.type !== "binary_expression" && node?.type !== "ternary_expression")
      return { kind: "same", of: this.#file.expression(node) };
    const operands = node.namedChildren;
    const before = foreign(...operands.slice(0, -1).map((each) => this.#file.expression(each)));
    return after(before, this.#nonNull(operands.at(-1)));
  }

  #subscript(node: SyntaxNode): Expression {
    const of = this.#field(node, "object");
    const index = node.childForFieldName("index");
    if (index?.type !== "string") return { kind: "item", of, key: this.#file.expression(index) };
    const { text, at } = textOf(index);
    return { kind: "member", of, name: text, at };
  }

  #call(node: SyntaxNode): Expression {
    const callee = this.#file.expression(node.childForFieldName("function") ?? node.childForFieldName("constructor"));
    const given = node.childForFieldName("arguments");
    const written = (given?.type === "arguments" ? given.namedChildren : []).map((child): Argument => ({
      value: this.#file.expression(child),
    }));
    if (given?.type === "template_string") written.push({ value: this.#file.expression(given) });
    const types = node.childForFieldName("type_arguments")?.namedChildren ?? [];
    const call: Expression = { kind: "call", callee, arguments: written };
    if (types.length === 0) return call;
    // What a generic function makes of its types is not known: they are named.
    const type: TypeNote = { kind: "unknown", of: types.map((each) => this.#file.type(each)) };
    return { kind: "typed", of: call, type };
  }

  #object(node: SyntaxNode): Expression {
    const fields: RecordEntry[] = [];
    const rest: Expression[] = [];
    for (const child of node.namedChildren) {
      if (child.type === "spread_element") rest.push(this.#file.expression(child.namedChildren[0]));
      else if (child.type === "shorthand_property_identifier")
        fields.push({ name: child.text, at: placeOf(child), value: this.#file.expression(child) });
      else if (child.type === "pair") {
        const key = child.childForFieldName("key");
        const value = this.#field(child, "value");
        if (!key) continue;
        if (key.type === "computed_property_name") rest.push(foreign(...this.#children(key), value));
        else fields.push({ ...nameOf(key), value });
      } else {
        const name = child.childForFieldName("name");
        const value: Expression = { kind: "closure", function: this.#file.functions.function(child, false) };
        if (name) fields.push({ ...nameOf(name), value });
      }
    }
    return { kind: "record", fields, rest };
  }

  /** A row of operators is nested to the left, as deep as it is long. */
  #binary(node: SyntaxNode): Expression {
    const operator = node.childForFieldName("operator")?.text ?? "";
    if (EQUAL.has(operator))
      return { kind: "compare", of: this.#field(node, "left"), with: [this.#field(node, "right")] };
    const operands: Expression[] = [];
    let left: SyntaxNode | null = node;
    while (left?.type === "binary_expression" && left.childForFieldName("operator")?.text === operator) {
      operands.push(this.#field(left, "right"));
      left = left.childForFieldName("left");
    }
    operands.push(this.#file.expression(left));
    const of = operands.reverse();
    return CHOICES.has(operator)
      ? { kind: "either", of: operator === "&&" ? of.slice(-1).concat(checked(of)) : of }
      : foreign(...of);
  }
}

/** Operands of `&&` before the last: evaluated, of no value. */
function checked(operands: readonly Expression[]): Expression {
  const body = operands.slice(0, -1).map(evaluate);
  return { kind: "item", of: { kind: "comprehension", body, item: NEVER } };
}

/** A value, once something else is evaluated. */
function after(key: Expression, value: Expression): Expression {
  return { kind: "item", of: { kind: "list", items: [value] }, key };
}

function nameOf(node: SyntaxNode): { readonly name: string; readonly at: Place } {
  if (node.type !== "string") return { name: node.text, at: placeOf(node) };
  const { text, at } = textOf(node);
  return { name: text, at };
}

/** What stands between quotes. */
export function textOf(node: SyntaxNode): Extract<Expression, { kind: "text" }> {
  return {
    kind: "text",
    text: node.text.slice(1, -1),
    at: [node.startIndex + 1, Math.max(node.startIndex + 1, node.endIndex - 1)],
  };
}
