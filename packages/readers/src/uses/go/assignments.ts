import { evaluate, FOREIGN } from "../make.js";
import type { Pattern } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { readExpression } from "./expressions.js";
import type { Scope } from "./scope.js";

/** An existing place that is assigned; `_` is none. */
export function targetOf(node: SyntaxNode, scope: Scope): Pattern {
  return node.text === "_" ? { kind: "nothing" } : { kind: "place", of: readExpression(node, scope) };
}

/** Binds each target to its value, or all of them to the parts of one. */
export function bindAll(targets: readonly Pattern[], values: readonly SyntaxNode[], scope: Scope): void {
  const [only] = values;
  const [first, ...others] = targets;
  if (!only || !first) {
    for (const each of values) scope.steps.push(evaluate(readExpression(each, scope)));
    return;
  }
  if (values.length > 1 || others.length === 0) {
    const read = values.map((each) => readExpression(each, scope));
    for (const [index, value] of read.entries()) {
      scope.steps.push({ kind: "bind", target: targets[index] ?? { kind: "nothing" }, value });
    }
    return;
  }
  const value = readExpression(only, scope);
  // `v, ok := m[key]`, `v, ok := x.(T)`, `v, ok := <-c`.
  if (only.type !== "call_expression") {
    scope.steps.push({ kind: "bind", target: first, value });
    for (const target of others) scope.steps.push({ kind: "bind", target, type: FOREIGN });
    return;
  }
  scope.steps.push({ kind: "bind", target: { kind: "items", items: targets }, value });
}
