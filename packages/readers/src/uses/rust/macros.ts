import { evaluate, foreign, giveBack, NEVER, nested, other, placeOf, UNKNOWN } from "../make.js";
import type { Argument, Expression, Parameter, RecordEntry, Step, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { namedType, ownPath, takePath } from "./macro-paths.js";
import { takePattern } from "./macro-patterns.js";
import { methodCall } from "./option.js";
import { isModule, nameOf, pathExpression, readPath, type Segment } from "./paths.js";
import { apart, type Scope } from "./scope.js";
import { kindOf, Tokens } from "./tokens.js";

/** Macros whose arguments are patterns from the second on. */
const PATTERNS = new Set(["matches", "assert_matches", "debug_assert_matches"]);
/** Macros that give a list of their arguments. */
const LISTS = new Set(["vec", "smallvec", "array", "try_join", "join"]);
/** Macros that give their argument. */
const SAME = new Set(["dbg", "pin", "ready", "black_box", "ensure_some"]);
/** Macros that do not come back. */
const ENDS = new Set(["panic", "todo", "unimplemented", "unreachable", "bail"]);

/** Reads what a macro is given, which the grammar leaves as tokens, as the expressions that it looks like. */
export function readMacro(node: SyntaxNode, scope: Scope): Expression {
  const path = node.childForFieldName("macro");
  const tree = node.namedChildren.find(({ type }) => type === "token_tree");
  const name = path && readPath(path).segments.at(-1)?.name;
  return tree ? macro(name ?? "", tree, scope) : other();
}

function macro(name: string, tree: SyntaxNode, scope: Scope): Expression {
  const tokens = new Tokens(tree);
  if (PATTERNS.has(name)) {
    const value = expression(tokens, scope);
    tokens.take(",");
    const steps = apart(scope, (inner) => {
      do inner.steps.push({ kind: "bind", target: takePattern(tokens, inner), value });
      while (tokens.take("|"));
      for (const part of sequence(tokens, inner)) inner.steps.push(evaluate(part));
    });
    scope.steps.push({ kind: "block", body: steps });
    return foreign();
  }
  const parts = sequence(tokens, scope);
  const [first] = parts;
  if (LISTS.has(name)) return { kind: "list", items: parts };
  if (SAME.has(name) && first && parts.length === 1) return { kind: "same", of: first };
  for (const part of parts) scope.steps.push(evaluate(part));
  if (ENDS.has(name)) return NEVER;
  return name.startsWith("assert") || name.startsWith("debug_assert") || TEXT.has(name) ? foreign() : other();
}

/** Macros that write. */
const TEXT = new Set([
  "format",
  "println",
  "print",
  "eprintln",
  "eprint",
  "concat",
  "stringify",
  "env",
  "line",
  "file",
]);

/** Expressions with whatever stands between them. */
function sequence(tokens: Tokens, scope: Scope): readonly Expression[] {
  const parts: Expression[] = [];
  while (!tokens.isDone) {
    if (tokens.at("let")) binding(tokens, scope);
    else if (tokens.at(",", ";", "=>", "=") || !startsExpression(tokens)) tokens.next();
    else parts.push(expression(tokens, scope));
  }
  return parts;
}

const PREFIXES = new Set(["&", "&&", "*", "-", "!", "mutable_specifier", "mut", "ref", "..", "..=", "move", "return"]);
const STARTS = new Set(["identifier", "self", "crate", "super", "primitive_type", "metavariable", "|", "||", "<"]);

function startsExpression(tokens: Tokens): boolean {
  const token = tokens.peek();
  if (!token) return false;
  const kind = kindOf(token);
  return PREFIXES.has(kind) || STARTS.has(kind) || isLiteral(kind) || kind === "(" || kind === "[" || kind === "{";
}

const isLiteral = (type: string): boolean => type.endsWith("_literal");

/** `let mut name = value`; other patterns bind nothing. */
function binding(tokens: Tokens, scope: Scope): void {
  tokens.next();
  tokens.take("mutable_specifier");
  const target = takePattern(tokens, scope);
  tokens.skipTo("=", ";");
  if (!tokens.take("=")) return;
  scope.steps.push({ kind: "bind", target, value: expression(tokens, scope) });
}

/** Operators between operands: what they make is nothing of a contract. */
const OPERATORS = new Set("+ - * / % == != < > <= >= && || & | ^ << >> .. ..= += -= *= /=".split(" "));

function expression(tokens: Tokens, scope: Scope): Expression {
  const first = operand(tokens, scope);
  const parts = [first];
  while (tokens.at(...OPERATORS)) {
    tokens.next();
    if (!startsExpression(tokens)) break;
    parts.push(operand(tokens, scope));
  }
  if (parts.length > 1) return foreign(...parts);
  if (!tokens.at("=")) return first;
  tokens.next();
  const value = expression(tokens, scope);
  // `name = value` names an argument of a format.
  if (first.kind === "name") return value;
  scope.steps.push({ kind: "bind", target: { kind: "place", of: first }, value });
  return foreign();
}

function operand(tokens: Tokens, scope: Scope): Expression {
  let isSame = true;
  let hasPrefix = false;
  while (tokens.at(...PREFIXES) || tokens.peek()?.text === "move") {
    const type = tokens.next()?.type;
    if (type === "-" || type === "!") isSame = false;
    hasPrefix = true;
  }
  const next = tokens.peek();
  const value = nested(scope.file, other(), () => postfix(primary(tokens, scope), tokens, scope));
  // What is nested too deep is passed by.
  if (next && tokens.peek() === next) tokens.next();
  if (!hasPrefix) return value;
  return isSame ? { kind: "same", of: value } : foreign(value);
}

function primary(tokens: Tokens, scope: Scope): Expression {
  const token = tokens.peek();
  if (!token) return other();
  const kind = kindOf(token);
  if (kind === "|" || kind === "||") return closure(tokens, scope);
  if (kind === "<") {
    tokens.skipAngles();
    return other();
  }
  if (STARTS.has(kind)) return path(tokens, scope);
  tokens.next();
  if (kind === "string_literal" || kind === "raw_string_literal") return text(token);
  if (isLiteral(kind)) return foreign();
  if (kind === "(" || kind === "[" || kind === "{") {
    const parts = sequence(new Tokens(token), scope);
    const [first] = parts;
    if (kind === "(" && first && parts.length === 1) return { kind: "same", of: first };
    return kind === "{" ? other(...parts) : { kind: "list", items: parts };
  }
  return other();
}

/** A text, and the variables that a format names in it. */
function text(token: SyntaxNode): Expression {
  const content = token.namedChildren.find(({ type }) => type === "string_content");
  if (!content) return foreign();
  const names: Expression[] = [];
  for (const match of content.text.matchAll(/\{([a-z_]\w*)(?::[^{}]*)?\}/g)) {
    const name = match[1] ?? "";
    const start = content.startIndex + match.index + 1;
    names.push({ kind: "name", name, at: [start, start + name.length] });
  }
  return names.length > 0 ? foreign(...names) : { kind: "text", text: content.text, at: placeOf(content) };
}

function path(tokens: Tokens, scope: Scope): Expression {
  const written = takePath(tokens);
  const last = written.at(-1);
  if (!last) {
    tokens.next();
    return other();
  }
  const after = tokens.peek(1);
  if (tokens.at("!") && after?.type === "token_tree") {
    tokens.next();
    tokens.next();
    return macro(last.name, after, scope);
  }
  const tree = isModule(last.name) ? undefined : tokens.take("{");
  if (tree) return record(written, tree, scope);
  return pathExpression(ownPath(written, scope)) ?? other();
}

function record(written: readonly Segment[], tree: SyntaxNode, scope: Scope): Expression {
  const fields: RecordEntry[] = [];
  const rest: Expression[] = [];
  const inner = new Tokens(tree);
  while (!inner.isDone) {
    if (inner.take("..")) rest.push(expression(inner, scope));
    const name = inner.take("identifier");
    if (name) {
      const spelled = nameOf(name);
      const value: Expression = inner.take(":") ? expression(inner, scope) : { kind: "name", ...spelled };
      fields.push({ ...spelled, value });
    }
    inner.skipTo(",");
    inner.next();
  }
  return { kind: "record", ...namedType(written, scope), fields, ...(rest.length > 0 && { rest }) };
}

function postfix(start: Expression, tokens: Tokens, scope: Scope): Expression {
  let value = start;
  for (;;) {
    if (tokens.take("?")) value = { kind: "same", of: value };
    else if (tokens.at("(") && value.kind !== "text") {
      value = methodCall(value, args(tokens.next(), scope), scope);
    } else if (tokens.at("[") && value.kind !== "text") {
      const index = tokens.next();
      for (const part of index ? sequence(new Tokens(index), scope) : []) scope.steps.push(evaluate(part));
      value = { kind: "item", of: value };
    } else if (tokens.at("as")) {
      tokens.next();
      tokens.take("&");
      const written = takePath(tokens);
      value = { kind: "typed", of: value, type: namedType(written, scope).type ?? UNKNOWN };
    } else if (tokens.at(".")) {
      tokens.next();
      const name = tokens.take("identifier", "integer_literal", "await");
      if (name?.type === "await") value = { kind: "same", of: value };
      else if (name) value = { kind: "member", of: value, ...nameOf(name) };
      if (tokens.at("::")) {
        tokens.next();
        tokens.skipAngles();
      }
    } else return value;
  }
}

function args(tree: SyntaxNode | undefined, scope: Scope): readonly Argument[] {
  return tree ? sequence(new Tokens(tree), scope).map((value) => ({ value })) : [];
}

/** `|a, (i, b)| …`; types of parameters are those of what they are given. */
function closure(tokens: Tokens, scope: Scope): Expression {
  const parameters: Parameter[] = [];
  const body: readonly Step[] = apart(
    scope,
    (inner) => {
      if (tokens.next()?.type === "|") {
        while (!tokens.isDone && !tokens.at("|")) {
          const target = takePattern(tokens, inner);
          const type = tokens.take(":") && parameterType(tokens, inner);
          parameters.push({ target, ...type });
          tokens.skipTo(",", "|");
          tokens.take(",");
        }
        tokens.next();
      }
      inner.steps.push(giveBack(expression(tokens, inner)));
    },
    { isInner: false },
  );
  return { kind: "closure", function: { kind: "function", parameters, body } };
}

function parameterType(tokens: Tokens, scope: Scope): { readonly type?: TypeNote } {
  while (tokens.take("&", "mutable_specifier"));
  const written = takePath(tokens);
  return tokens.at("<") ? {} : namedType(written, scope);
}
