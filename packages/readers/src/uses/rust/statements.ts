import { evaluate, type Finish, nested } from "../make.js";
import type { Step } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { BLOCKS, readExpression } from "./expressions.js";
import { bindPattern } from "./patterns.js";
import { apart, once, type Scope } from "./scope.js";
import { isInferred, typeNote } from "./types.js";

/** Reads items among statements. */
export type ReadItems = (nodes: readonly SyntaxNode[], scope: Scope) => void;

/** What an expression that holds statements does; `finish` takes the value of each way through it. */
export function readBlock(node: SyntaxNode, scope: Scope, finish: Finish, items: ReadItems): readonly Step[] {
  const read = (inner: Scope) => blockLike(node, inner, finish, items);
  return nested<readonly Step[]>(scope.file, [], () => apart(scope, read));
}

function blockLike(node: SyntaxNode, scope: Scope, finish: Finish, items: ReadItems): void {
  const { steps } = scope;
  const body = (child: SyntaxNode | null, then: Finish, inner = scope) => {
    if (child) inner.steps.push({ kind: "block", body: readBlock(child, inner, then, items) });
  };
  switch (node.type) {
    case "block":
      return readStatements(node, scope, finish, items);
    case "if_expression": {
      const consequence = apart(scope, (inner) => {
        inner.steps.push(evaluate(readExpression(node.childForFieldName("condition"), inner)));
        body(node.childForFieldName("consequence"), finish, inner);
      });
      steps.push({ kind: "block", body: consequence });
      const alternative = node.childForFieldName("alternative");
      return body(alternative?.namedChildren[0] ?? null, finish);
    }
    case "match_expression":
      return match(node, scope, finish);
    case "while_expression":
    case "loop_expression": {
      const condition = node.childForFieldName("condition");
      if (condition) steps.push(evaluate(readExpression(condition, scope)));
      return body(node.childForFieldName("body"), evaluate);
    }
    case "for_expression": {
      const value = node.childForFieldName("value");
      const pattern = node.childForFieldName("pattern");
      const of = readExpression(value, scope);
      const entries = pattern?.type === "tuple_pattern" && isPairs(value) ? { entries: true as const } : {};
      if (pattern) bindPattern(pattern, scope, { value: { kind: "item", of, ...entries } });
      return body(node.childForFieldName("body"), evaluate);
    }
    default: {
      const last = node.namedChildren.at(-1);
      if (!last) return undefined;
      if (BLOCKS.has(last.type)) return body(last, finish);
      return void steps.push(finish(readExpression(last, scope)));
    }
  }
}

/** Whether a map itself is gone through: methods such as `enumerate` give pairs of their own. */
function isPairs(value: SyntaxNode | null): boolean {
  const name = value?.childForFieldName("function")?.childForFieldName("field")?.text;
  return value?.type !== "call_expression" || name === "iter" || name === "iter_mut" || name === "into_iter";
}

function match(node: SyntaxNode, scope: Scope, finish: Finish): void {
  const value = node.childForFieldName("value");
  const subject = once(readExpression(value, scope), value?.startIndex ?? node.startIndex, scope);
  for (const arm of node.childForFieldName("body")?.namedChildren ?? []) {
    const pattern = arm.childForFieldName("pattern");
    if (arm.type !== "match_arm" || !pattern) continue;
    const condition = pattern.childForFieldName("condition");
    const shape = pattern.namedChildren.find((child) => child !== condition);
    const result = arm.childForFieldName("value");
    const body = apart(scope, (inner) => {
      if (shape) bindPattern(shape, inner, { value: subject });
      if (condition) inner.steps.push(evaluate(readExpression(condition, inner)));
      if (result && BLOCKS.has(result.type)) inner.steps.push(...inner.file.block(result, inner, finish));
      else if (result) inner.steps.push(finish(readExpression(result, inner)));
    });
    scope.steps.push({ kind: "block", body });
  }
}

/** Statements of a block; the last expression, if no `;` follows, is its value. */
function readStatements(node: SyntaxNode, scope: Scope, finish: Finish, items: ReadItems): void {
  const children = node.namedChildren;
  const isItem = ({ type }: SyntaxNode) => type.endsWith("_item") || type.endsWith("_declaration");
  items(
    children.filter((child) => isItem(child) && child.type !== "let_declaration"),
    scope,
  );
  for (const child of children) {
    if (child.type === "let_declaration") {
      readLet(child, scope);
    } else if (!isItem(child)) {
      const isLast = child === children.at(-1);
      const inner = child.type === "expression_statement" ? child.namedChildren[0] : child;
      if (inner) run(inner, scope, isLast && child.children.at(-1)?.type !== ";" ? finish : evaluate);
    }
  }
}

function run(node: SyntaxNode, scope: Scope, finish: Finish): void {
  if (BLOCKS.has(node.type)) scope.steps.push({ kind: "block", body: scope.file.block(node, scope, finish) });
  else scope.steps.push(finish(readExpression(node, scope)));
}

function readLet(node: SyntaxNode, scope: Scope): void {
  const pattern = node.childForFieldName("pattern");
  const annotation = node.childForFieldName("type");
  const initial = node.childForFieldName("value");
  const otherwise = node.childForFieldName("alternative");
  const value = initial && readExpression(initial, scope);
  const type = annotation && typeNote(annotation, scope);
  if (otherwise) run(otherwise, scope, evaluate);
  const isWhole = annotation !== null && !isInferred(annotation);
  if (type && !isWhole) scope.steps.push({ kind: "mention", type });
  if (pattern) bindPattern(pattern, scope, { ...(value && { value }), ...(type && isWhole && { type }) });
}
