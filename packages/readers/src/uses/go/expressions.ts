import { evaluate, foreign, NEVER, nested, other, placeOf } from "../make.js";
import type { Argument, Expression, FunctionStep, RecordEntry } from "../program.js";
import { operandsOf, type SyntaxNode } from "../syntax.js";
import { readSignature } from "./functions.js";
import type { Scope } from "./scope.js";
import { elementOf, mentionAll, typeNote } from "./types.js";

/** Reads an expression; what happens on the way to its value goes to the scope's steps. */
export function readExpression(node: SyntaxNode | null | undefined, scope: Scope): Expression {
  if (!node) return other();
  return nested(scope.file, other(), () => read(node, scope));
}

function read(node: SyntaxNode, scope: Scope): Expression {
  const inside = (field: string) => readExpression(node.childForFieldName(field), scope);
  const parts = () => node.namedChildren.map((child) => readExpression(child, scope));
  switch (node.type) {
    case "identifier":
      return { kind: "name", name: node.text, at: placeOf(node) };
    case "nil":
      return NEVER;
    case "true":
    case "false":
    case "iota":
      return foreign();
    case "interpreted_string_literal":
    case "raw_string_literal":
      return text(node);
    case "selector_expression": {
      const field = node.childForFieldName("field");
      const of = inside("operand");
      return field ? { kind: "member", of, name: field.text, at: placeOf(field) } : other(of);
    }
    case "parenthesized_expression":
    case "variadic_argument":
    case "literal_element":
      return { kind: "same", of: readExpression(node.namedChildren[0], scope) };
    case "unary_expression":
      return unary(node, scope);
    case "binary_expression":
      return binary(node, scope);
    case "call_expression":
      return call(node, scope);
    case "composite_literal":
      return composite(node.childForFieldName("type"), node.childForFieldName("body"), scope);
    case "func_literal":
      return { kind: "closure", function: closure(node, scope) };
    case "index_expression": {
      const of = inside("operand");
      const key = node.childForFieldName("index");
      if (key) scope.steps.push(evaluate(readExpression(key, scope)));
      return { kind: "item", of };
    }
    case "slice_expression": {
      for (const field of ["start", "end", "capacity"]) {
        const bound = node.childForFieldName(field);
        if (bound) scope.steps.push(evaluate(readExpression(bound, scope)));
      }
      return { kind: "same", of: inside("operand") };
    }
    case "type_assertion_expression":
    case "type_conversion_expression":
      return { kind: "typed", of: inside("operand"), type: typeNote(node.childForFieldName("type"), scope) };
    case "type_instantiation_expression":
    case "expression_list":
      return other(...parts());
    default:
      if (node.type.endsWith("_literal")) return foreign();
      if (node.type.endsWith("_type") || node.type === "type_identifier") {
        return { kind: "typed", of: foreign(), type: typeNote(node, scope) };
      }
      return other(...parts());
  }
}

/** `&x` and `*x` are `x`; `<-c` is what comes through `c`. */
function unary(node: SyntaxNode, scope: Scope): Expression {
  const operator = node.childForFieldName("operator")?.type;
  const of = readExpression(node.childForFieldName("operand"), scope);
  if (operator === "<-") return { kind: "item", of };
  return operator === "&" || operator === "*" ? { kind: "same", of } : foreign(of);
}

function text(node: SyntaxNode): Expression {
  const content = node.namedChildren.find(({ type }) => type.endsWith("_content"));
  return content ? { kind: "text", text: content.text, at: placeOf(content) } : foreign();
}

function binary(node: SyntaxNode, scope: Scope): Expression {
  return foreign(...operandsOf(node).map((operand) => readExpression(operand, scope)));
}

const TAKES_TYPE = new Set(["new", "make"]);
/** Functions of the language that give nothing of a contract. */
const FOREIGN_CALLS = new Set([
  "len",
  "cap",
  "copy",
  "delete",
  "clear",
  "close",
  "panic",
  "print",
  "println",
  "recover",
]);

function call(node: SyntaxNode, scope: Scope): Expression {
  const callee = node.childForFieldName("function");
  const given = node.childForFieldName("arguments")?.namedChildren ?? [];
  const [first, ...others] = given;
  mentionAll(node.childForFieldName("type_arguments"), scope);
  if (callee?.type === "identifier" && first) {
    if (TAKES_TYPE.has(callee.text)) {
      for (const size of others) scope.steps.push(evaluate(readExpression(size, scope)));
      return { kind: "typed", of: foreign(), type: typeNote(first, scope) };
    }
    if (callee.text === "append") {
      for (const item of others) scope.steps.push(evaluate(readExpression(item, scope)));
      return { kind: "same", of: readExpression(first, scope) };
    }
    if (FOREIGN_CALLS.has(callee.text)) return foreign(...given.map((each) => readExpression(each, scope)));
  }
  const pointer = callee && pointedType(callee);
  if (pointer && first && others.length === 0) {
    return { kind: "typed", of: readExpression(first, scope), type: typeNote(pointer, scope) };
  }
  return {
    kind: "call",
    callee: readExpression(callee, scope),
    arguments: given.map((each): Argument => ({ value: readExpression(each, scope) })),
  };
}

/** `(*pb.Anime)(x)` is a conversion. */
function pointedType(callee: SyntaxNode): SyntaxNode | undefined {
  const inner = callee.type === "parenthesized_expression" ? callee.namedChildren[0] : undefined;
  const operand = inner?.childForFieldName("operand");
  const isPointer = inner?.type === "unary_expression" && inner.childForFieldName("operator")?.type === "*";
  if (!isPointer || !operand) return undefined;
  return operand.type === "identifier" || operand.type === "selector_expression" ? operand : undefined;
}

/** `pb.Anime{Score: 1}`, `[]*pb.Anime{{Score: 1}}`, `map[string]pb.Anime{"a": {Score: 1}}`. */
function composite(type: SyntaxNode | null, body: SyntaxNode | null, scope: Scope): Expression {
  const elements = (body?.namedChildren ?? []).filter(({ type: kind }) => kind !== "ERROR");
  const element = elementOf(type, scope);
  const note = type && typeNote(type, scope);
  if (element && note) {
    const values = elements.map((child) => {
      if (child.type !== "keyed_element") return inner(child, element, scope);
      const key = child.childForFieldName("key");
      if (key) scope.steps.push(evaluate(readExpression(key, scope)));
      return inner(child.childForFieldName("value"), element, scope);
    });
    return { kind: "typed", of: other(...values), type: note };
  }
  const fields: RecordEntry[] = [];
  for (const child of elements) {
    const key = child.type === "keyed_element" ? child.childForFieldName("key")?.namedChildren[0] : undefined;
    const value = child.type === "keyed_element" ? child.childForFieldName("value") : child;
    const read = inner(value, undefined, scope);
    if (key?.type === "identifier") fields.push({ name: key.text, at: placeOf(key), value: read });
    else {
      if (key) scope.steps.push(evaluate(readExpression(key, scope)));
      scope.steps.push(evaluate(read));
    }
  }
  return { kind: "record", ...(note && { type: note }), fields };
}

/** A value between braces; one without a type has that of the list or map around it. */
function inner(node: SyntaxNode | null, type: SyntaxNode | undefined, scope: Scope): Expression {
  const value = node?.type === "literal_element" ? node.namedChildren[0] : node;
  if (value?.type !== "literal_value") return readExpression(value, scope);
  return nested(scope.file, other(), () => composite(type ?? null, value, scope));
}

function closure(node: SyntaxNode, scope: Scope): FunctionStep {
  const body = node.childForFieldName("body");
  return readSignature(node, scope, (inside) => (body ? scope.file.block(body, inside) : []));
}
