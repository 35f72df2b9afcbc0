import { evaluate, foreign, giveBack, NEVER, nested, other, placeOf } from "../make.js";
import type { Argument, Expression, FunctionStep, Parameter, RecordEntry } from "../program.js";
import { operandsOf, type SyntaxNode } from "../syntax.js";
import { readMacro } from "./macros.js";
import { nameOf, pathExpression, readPath, resolvePath } from "./paths.js";
import { bindPattern, partsOf, readPattern } from "./patterns.js";
import { methodCall } from "./option.js";
import { apart, type Scope } from "./scope.js";
import { isInferred, typeNote } from "./types.js";

/** Reads an expression; what happens on the way to its value goes to the scope's steps. */
export function readExpression(node: SyntaxNode | null | undefined, scope: Scope): Expression {
  if (!node) return other();
  return nested(scope.file, other(), () => read(node, scope));
}

/** Expressions that hold statements: what they are is what the statements end in. */
export const BLOCKS: ReadonlySet<string> = new Set(
  `block unsafe_block async_block const_block try_block gen_block if_expression match_expression while_expression
  loop_expression for_expression`.split(/\s+/),
);

function read(node: SyntaxNode, scope: Scope): Expression {
  const inside = (field: string) => readExpression(node.childForFieldName(field), scope);
  const parts = () => node.namedChildren.map((child) => readExpression(child, scope));
  if (BLOCKS.has(node.type)) return blockValue(node, scope);
  switch (node.type) {
    case "identifier":
    case "shorthand_field_identifier":
      return { kind: "name", ...nameOf(node) };
    case "self":
      return { kind: "name", name: "self", at: placeOf(node) };
    case "scoped_identifier":
    case "type_identifier":
    case "scoped_type_identifier":
      return pathValue(node, scope);
    case "generic_function":
      mentionArguments(node, scope);
      return inside("function");
    case "string_literal":
    case "raw_string_literal":
      return text(node);
    case "field_expression":
      return member(node, scope);
    case "parenthesized_expression":
    case "await_expression":
    case "try_expression":
      return { kind: "same", of: readExpression(node.namedChildren[0], scope) };
    case "reference_expression":
      return { kind: "same", of: inside("value") };
    case "unary_expression":
      return node.children[0]?.type === "*"
        ? { kind: "same", of: readExpression(node.namedChildren[0], scope) }
        : foreign(...parts());
    case "binary_expression":
      return binary(node, scope);
    case "type_cast_expression":
      return { kind: "typed", of: inside("value"), type: typeNote(node.childForFieldName("type"), scope) };
    case "assignment_expression":
      return assign(node, scope);
    case "compound_assignment_expr":
      scope.steps.push({
        kind: "bind",
        target: { kind: "place", of: inside("left") },
        value: foreign(inside("right")),
      });
      return foreign();
    case "call_expression":
      return call(node, scope);
    case "closure_expression":
      return { kind: "closure", function: closure(node, scope) };
    case "struct_expression":
      return record(node, scope);
    case "array_expression":
    case "tuple_expression":
      return { kind: "list", items: parts() };
    case "index_expression":
      return index(node, scope);
    case "let_condition": {
      const value = inside("value");
      const pattern = node.childForFieldName("pattern");
      if (pattern) bindPattern(pattern, scope, { value });
      return foreign();
    }
    case "macro_invocation":
      return readMacro(node, scope);
    case "return_expression":
    case "break_expression":
    case "yield_expression": {
      const value = node.namedChildren.find(({ type }) => type !== "label");
      if (value) {
        const isReturn = node.type === "return_expression" && !scope.isInner;
        scope.steps.push((isReturn ? giveBack : evaluate)(readExpression(value, scope)));
      }
      return NEVER;
    }
    case "range_expression":
    case "let_chain":
      return foreign(...parts());
    default:
      return node.type.endsWith("_literal") || node.type === "unit_expression" ? foreign() : other(...parts());
  }
}

function text(node: SyntaxNode): Expression {
  const content = node.namedChildren.find(({ type }) => type === "string_content");
  return content ? { kind: "text", text: content.text, at: placeOf(content) } : foreign();
}

/** A path as the value that it names. */
function pathValue(node: SyntaxNode, scope: Scope): Expression {
  const { segments, head } = readPath(node);
  const [first, ...rest] = segments;
  if (head) {
    const type = typeNote(head, scope);
    if (type.kind !== "named") return { kind: "typed", of: foreign(), type: { kind: "unknown", of: [type] } };
    const [start] = type.at;
    const own = type.path.map((name, i) => ({
      name,
      at: i < type.path.length - 1 ? ([start, start] as const) : type.at,
    }));
    return pathExpression([...own, ...segments]) ?? other();
  }
  if (first?.name === "Self" && scope.self?.kind === "named") {
    const own = scope.self.path.map((name) => ({ name, at: first.at }));
    return pathExpression([...own, ...rest]) ?? other();
  }
  return pathExpression(resolvePath(segments, scope)) ?? other();
}

function mentionArguments(node: SyntaxNode, scope: Scope): void {
  for (const argument of node.childForFieldName("type_arguments")?.namedChildren ?? []) {
    if (argument.type === "lifetime") continue;
    scope.steps.push({ kind: "mention", type: typeNote(argument, scope) });
  }
}

function member(node: SyntaxNode, scope: Scope): Expression {
  const of = readExpression(node.childForFieldName("value"), scope);
  const field = node.childForFieldName("field");
  return field ? { kind: "member", of, ...nameOf(field) } : other(of);
}

function binary(node: SyntaxNode, scope: Scope): Expression {
  return foreign(...operandsOf(node).map((operand) => readExpression(operand, scope)));
}

function assign(node: SyntaxNode, scope: Scope): Expression {
  const value = readExpression(node.childForFieldName("right"), scope);
  const left = node.childForFieldName("left");
  if (left?.type === "tuple_expression") {
    const items = left.namedChildren.map((child) => ({ kind: "place" as const, of: readExpression(child, scope) }));
    scope.steps.push({ kind: "bind", target: { kind: "items", items }, value });
  } else if (left) {
    const isNothing = left.text === "_";
    scope.steps.push({
      kind: "bind",
      target: isNothing ? { kind: "nothing" } : { kind: "place", of: readExpression(left, scope) },
      value,
    });
  }
  return foreign();
}

/** Functions that give their argument, wrapped. */
const WRAPPERS = new Set(["Some", "Ok", "Box::new", "Arc::new", "Rc::new", "Box::pin", "Cow::Owned", "Cow::Borrowed"]);
const WRAPPING = new Set([
  "Request::new",
  "Response::new",
  "Mutex::new",
  "RwLock::new",
  "RefCell::new",
  "Cell::new",
  "Pin::new",
]);

function call(node: SyntaxNode, scope: Scope): Expression {
  const callee = node.childForFieldName("function");
  const given = node.childForFieldName("arguments")?.namedChildren ?? [];
  const [first] = given;
  if (first && given.length === 1 && callee && wraps(callee)) return { kind: "same", of: readExpression(first, scope) };
  const called = readExpression(callee, scope);
  const args = given
    .filter(({ type }) => type !== "attribute_item")
    .map((child): Argument => ({ value: readExpression(child, scope) }));
  return collected(callee, methodCall(called, args, scope), scope);
}

function wraps(callee: SyntaxNode): boolean {
  if (callee.type !== "identifier" && callee.type !== "scoped_identifier") return false;
  const name = readPath(callee)
    .segments.slice(-2)
    .map((segment) => segment.name)
    .join("::");
  return WRAPPERS.has(name) || WRAPPING.has(name);
}

/** `.collect::<Vec<Anime>>()`, `.parse::<u32>()`, `.into::<T>()` give what they are told to. */
function collected(callee: SyntaxNode | null, made: Expression, scope: Scope): Expression {
  if (callee?.type !== "generic_function") return made;
  const types = callee.childForFieldName("type_arguments")?.namedChildren ?? [];
  const name = callee.childForFieldName("function")?.childForFieldName("field")?.text ?? "";
  const [type] = types;
  if (!type || types.length > 1 || !GIVES_TYPE.has(name) || isInferred(type)) return made;
  return { kind: "typed", of: made, type: typeNote(type, scope) };
}

const GIVES_TYPE = new Set([
  "collect",
  "parse",
  "sum",
  "product",
  "downcast",
  "downcast_ref",
  "downcast_mut",
  "unpack",
]);

function closure(node: SyntaxNode, scope: Scope): FunctionStep {
  const parameters: Parameter[] = [];
  const returns = node.childForFieldName("return_type");
  const body = apart(
    scope,
    (inner) => {
      const given = node.childForFieldName("parameters");
      for (const child of given ? partsOf(given) : []) {
        const type = child.type === "parameter" ? child.childForFieldName("type") : null;
        const pattern = child.type === "parameter" ? child.childForFieldName("pattern") : child;
        const target = readPattern(pattern ?? undefined, inner);
        parameters.push({ target, ...(type && !isInferred(type) && { type: typeNote(type, inner) }) });
      }
      const value = node.childForFieldName("body");
      if (value && BLOCKS.has(value.type)) inner.steps.push(...scope.file.block(value, inner, giveBack));
      else if (value) inner.steps.push(giveBack(readExpression(value, inner)));
    },
    { isInner: false },
  );
  return { kind: "function", parameters, body, ...(returns && { returns: typeNote(returns, scope) }) };
}

/** A block in place of a value is a function that is called where it stands. */
function blockValue(node: SyntaxNode, scope: Scope): Expression {
  const body = scope.file.block(node, { ...scope, isInner: true }, giveBack);
  return {
    kind: "call",
    callee: { kind: "closure", function: { kind: "function", parameters: [], body } },
    arguments: [],
  };
}

/** `Anime { score, title: name, ..base }`. */
function record(node: SyntaxNode, scope: Scope): Expression {
  const name = node.childForFieldName("name");
  const fields: RecordEntry[] = [];
  const rest: Expression[] = [];
  for (const child of node.childForFieldName("body")?.namedChildren ?? []) {
    const field = child.childForFieldName("field");
    if (child.type === "shorthand_field_initializer") {
      const spelled = child.namedChildren.find(({ type }) => type === "identifier");
      if (spelled) fields.push({ ...nameOf(spelled), value: readExpression(spelled, scope) });
    } else if (child.type === "base_field_initializer") {
      rest.push(readExpression(child.namedChildren[0], scope));
    } else if (field) {
      fields.push({ ...nameOf(field), value: readExpression(child.childForFieldName("value"), scope) });
    }
  }
  return {
    kind: "record",
    ...(name && { type: typeNote(name, scope) }),
    fields,
    ...(rest.length > 0 && { rest }),
  };
}

function index(node: SyntaxNode, scope: Scope): Expression {
  const [of, at] = node.namedChildren;
  const value = readExpression(of, scope);
  const position = readExpression(at, scope);
  if (position.kind !== "foreign" || position.parts.length > 0) scope.steps.push(evaluate(position));
  return at?.type === "range_expression" ? { kind: "same", of: value } : { kind: "item", of: value };
}
