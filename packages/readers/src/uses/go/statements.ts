import { evaluate, FOREIGN, foreign, giveBack, nested } from "../make.js";
import type { Expression, Pattern, Step, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { readDeclaration } from "./declarations.js";
import { readExpression } from "./expressions.js";
import { nameTarget } from "./functions.js";
import { bindAll, targetOf } from "./assignments.js";
import { apart, type Scope } from "./scope.js";
import { typeNote } from "./types.js";

/** Steps of what stands between braces, or of one case. */
export function readBlock(node: SyntaxNode, scope: Scope): readonly Step[] {
  return nested<readonly Step[]>(scope.file, [], () =>
    apart(scope, (inner) => {
      for (const child of node.namedChildren) {
        if (child.type !== "statement_list") readStatement(child, inner);
        else for (const statement of child.namedChildren) readStatement(statement, inner);
      }
    }),
  );
}

function readStatement(node: SyntaxNode | null | undefined, scope: Scope): void {
  if (node) nested(scope.file, undefined, () => statement(node, scope));
}

function statement(node: SyntaxNode, scope: Scope): void {
  const { steps } = scope;
  const block = (read: (inner: Scope) => void) => void steps.push({ kind: "block", body: apart(scope, read) });
  const value = (field: string) => readExpression(node.childForFieldName(field), scope);
  switch (node.type) {
    case "expression_statement":
    case "go_statement":
    case "defer_statement":
      for (const child of node.namedChildren) steps.push(evaluate(readExpression(child, scope)));
      return;
    case "short_var_declaration":
    case "assignment_statement":
      return assignment(node, scope);
    case "inc_statement":
    case "dec_statement": {
      const of = readExpression(node.namedChildren[0], scope);
      return void steps.push({ kind: "bind", target: { kind: "place", of }, value: foreign() });
    }
    case "send_statement":
      return void steps.push(evaluate(value("channel")), evaluate(value("value")));
    case "return_statement":
      return giveResults(node, scope);
    case "block":
      return void steps.push({ kind: "block", body: readBlock(node, scope) });
    case "labeled_statement":
      return readStatement(node.namedChildren.at(-1), scope);
    case "if_statement":
      return block((inner) => {
        readStatement(node.childForFieldName("initializer"), inner);
        inner.steps.push(evaluate(readExpression(node.childForFieldName("condition"), inner)));
        readStatement(node.childForFieldName("consequence"), inner);
        readStatement(node.childForFieldName("alternative"), inner);
      });
    case "for_statement":
      return block((inner) => loop(node, inner));
    case "expression_switch_statement":
    case "select_statement":
      return block((inner) => cases(node, inner));
    case "type_switch_statement":
      return block((inner) => typeSwitch(node, inner));
    case "var_declaration":
    case "const_declaration":
    case "type_declaration":
      return readDeclaration(node, scope);
    case "receive_statement":
      return receive(node, scope);
    default:
      if (node.type === "ERROR") steps.push(evaluate(readExpression(node, scope)));
  }
}

function assignment(node: SyntaxNode, scope: Scope): void {
  const left = node.childForFieldName("left")?.namedChildren ?? [];
  const right = node.childForFieldName("right")?.namedChildren ?? [];
  const operator = node.childForFieldName("operator")?.type ?? ":=";
  if (operator === ":=" || operator === "=") {
    const targets = left.map((each) =>
      node.type === "short_var_declaration" ? nameTarget(each) : targetOf(each, scope),
    );
    return bindAll(targets, right, scope);
  }
  const [target] = left;
  const parts = right.map((each) => readExpression(each, scope));
  if (target) scope.steps.push({ kind: "bind", target: targetOf(target, scope), value: foreign(...parts) });
}

/** Several results have the types that the function declares. */
function giveResults(node: SyntaxNode, scope: Scope): void {
  const values = (node.namedChildren[0]?.namedChildren ?? []).map((each) => readExpression(each, scope));
  const [only] = values;
  if (!only) return;
  if (values.length === 1) return void scope.steps.push(giveBack(only));
  const items = values.map((of, index): Expression => {
    const type = scope.results[index];
    return type && type.kind !== "unknown" ? { kind: "typed", of, type } : of;
  });
  scope.steps.push(giveBack({ kind: "list", items }));
}

function loop(node: SyntaxNode, scope: Scope): void {
  const body = node.childForFieldName("body");
  for (const child of node.namedChildren) {
    if (child === body) continue;
    if (child.type === "range_clause") range(child, scope);
    else if (child.type === "for_clause") {
      readStatement(child.childForFieldName("initializer"), scope);
      const condition = child.childForFieldName("condition");
      if (condition) scope.steps.push(evaluate(readExpression(condition, scope)));
      readStatement(child.childForFieldName("update"), scope);
    } else scope.steps.push(evaluate(readExpression(child, scope)));
  }
  readStatement(body, scope);
}

/** `for i, e := range list`: position or key first, then what is there. */
function range(node: SyntaxNode, scope: Scope): void {
  const of = readExpression(node.childForFieldName("right"), scope);
  const left = node.childForFieldName("left")?.namedChildren ?? [];
  const isNew = node.children.some(({ type }) => type === ":=");
  const items = left.map((each) => (isNew ? nameTarget(each) : targetOf(each, scope)));
  const value: Expression = { kind: "item", of, entries: true };
  scope.steps.push(items.length > 0 ? { kind: "bind", target: { kind: "items", items }, value } : evaluate(of));
}

function cases(node: SyntaxNode, scope: Scope): void {
  readStatement(node.childForFieldName("initializer"), scope);
  const subject = node.childForFieldName("value");
  if (subject) scope.steps.push(evaluate(readExpression(subject, scope)));
  for (const child of node.namedChildren) {
    if (!CASES.has(child.type)) continue;
    const body = apart(scope, (inner) => {
      for (const each of child.childForFieldName("value")?.namedChildren ?? []) {
        inner.steps.push(evaluate(readExpression(each, inner)));
      }
      readStatement(child.childForFieldName("communication"), inner);
      inner.steps.push(...caseBody(child, inner));
    });
    scope.steps.push({ kind: "block", body });
  }
}

const CASES = new Set(["expression_case", "default_case", "communication_case"]);

function caseBody(node: SyntaxNode, scope: Scope): readonly Step[] {
  const list = node.namedChildren.find(({ type }) => type === "statement_list");
  return list ? readBlock(list, scope) : [];
}

/** In a case of one type the name has that type. */
function typeSwitch(node: SyntaxNode, scope: Scope): void {
  readStatement(node.childForFieldName("initializer"), scope);
  const alias = node.childForFieldName("alias")?.namedChildren[0];
  const value = readExpression(node.childForFieldName("value"), scope);
  const whole: Pattern = alias ? nameTarget(alias) : { kind: "nothing" };
  scope.steps.push({ kind: "bind", target: whole, value });
  for (const child of node.namedChildren) {
    if (child.type !== "type_case" && child.type !== "default_case") continue;
    const body = apart(scope, (inner) => {
      const types: TypeNote[] = child
        .childrenForFieldName("type")
        .filter(({ isNamed }) => isNamed)
        .map((type) => (type.type === "nil" ? FOREIGN : typeNote(type, inner)));
      const [type] = types;
      if (types.length === 1 && type && type.kind !== "unknown")
        inner.steps.push({ kind: "bind", target: whole, type });
      else for (const each of types) inner.steps.push({ kind: "mention", type: each });
      inner.steps.push(...caseBody(child, inner));
    });
    scope.steps.push({ kind: "block", body });
  }
}

/** `case v, ok := <-channel:`. */
function receive(node: SyntaxNode, scope: Scope): void {
  const left = node.childForFieldName("left")?.namedChildren ?? [];
  const right = node.childForFieldName("right");
  const isNew = node.children.some(({ type }) => type === ":=");
  const targets = left.map((each) => (isNew ? nameTarget(each) : targetOf(each, scope)));
  if (right) bindAll(targets, [right], scope);
}
