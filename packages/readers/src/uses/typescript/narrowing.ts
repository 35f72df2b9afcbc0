import { placeOf } from "../make.js";
import type { Expression, Step } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import type { TypeScriptFile } from "./file.js";

/** What is known where a condition holds: by `isMessage(x, AnimeSchema)`, `x instanceof Anime`, `x.case === "score"`. */
export function narrowed(condition: SyntaxNode | null, file: TypeScriptFile): readonly Step[] {
  return operands(condition, "&&").flatMap((node) => {
    const [left, right] = sides(node);
    const operator = operatorOf(node);
    if (operator === "===" || operator === "==") return chosen(left, [right], file);
    const isCall = node.type === "call_expression" && node.childForFieldName("function")?.text === "isMessage";
    const [subject, type] = isCall
      ? (node.childForFieldName("arguments")?.namedChildren ?? [])
      : operator === "instanceof"
        ? [left, right]
        : [];
    if (subject?.type !== "identifier" || !type) return [];
    const of: Expression = { kind: "name", name: subject.text, at: placeOf(subject) };
    const value: Expression = { kind: "typed", of, type: file.type(type) };
    return [{ kind: "bind", target: { kind: "name", name: subject.text, at: placeOf(subject) }, value }];
  });
}

/** What is known where a condition does not hold: by `x.case !== "score"`. */
export function narrowedOtherwise(condition: SyntaxNode | null, file: TypeScriptFile): readonly Step[] {
  return operands(condition, "||").flatMap((node) => {
    const [left, right] = sides(node);
    return /^!==?$/.test(operatorOf(node) ?? "") ? chosen(left, [right], file) : [];
  });
}

/** The same for each case of `switch (x.case)`, in their order. */
export function narrowedCases(
  value: SyntaxNode | null,
  cases: readonly SyntaxNode[],
  file: TypeScriptFile,
): readonly (readonly Step[])[] {
  let through: (SyntaxNode | null)[] = [];
  return cases.map((each) => {
    through.push(each.childForFieldName("value"));
    const steps = chosen(unwrapped(value), through, file);
    const last = each
      .childrenForFieldName("body")
      .filter(({ isNamed }) => isNamed)
      .at(-1);
    if (last && leaves(last)) through = [];
    return steps;
  });
}

/** Whether what follows a statement is not reached through it. */
export function leaves(node: SyntaxNode): boolean {
  let at: SyntaxNode | undefined = node;
  while (at?.type === "statement_block") at = at.namedChildren.at(-1);
  return at !== undefined && /^(?:return|throw|continue|break)_statement$/.test(at.type);
}

/** The value of a oneof whose `case` is one of some texts, under the name or the path of it. */
function chosen(of: SyntaxNode | null, texts: readonly (SyntaxNode | null)[], file: TypeScriptFile): readonly Step[] {
  const owner = of?.type === "member_expression" ? unwrapped(of.childForFieldName("object")) : undefined;
  if (!owner || of?.childForFieldName("property")?.text !== "case") return [];
  const cases = texts.flatMap((text) => (text?.type === "string" ? [text.text.slice(1, -1)] : []));
  if (cases.length < texts.length) return [];
  const expression = file.expression(owner);
  const path = pathOf(expression);
  if (path === undefined) return [];
  const value: Expression = { kind: "chosen", of: expression, cases };
  return [{ kind: "bind", target: { kind: "name", name: path, at: placeOf(owner) }, value }];
}

/** `a.b.c` as a name: no variable can be called so. */
export function pathOf(expression: Expression): string | undefined {
  const parts: string[] = [];
  let at = expression;
  while (at.kind === "member" || at.kind === "same") {
    if (at.kind === "member") parts.unshift(at.name);
    at = at.of;
  }
  return at.kind === "name" ? [at.name, ...parts].join(".") : undefined;
}

function unwrapped(node: SyntaxNode | null): SyntaxNode | null {
  let at = node;
  while (at?.type === "parenthesized_expression" || at?.type === "non_null_expression")
    at = at.namedChildren[0] ?? null;
  return at;
}

function sides(node: SyntaxNode): readonly [SyntaxNode | null, SyntaxNode | null] {
  return [unwrapped(node.childForFieldName("left")), unwrapped(node.childForFieldName("right"))];
}

/** Conditions that are joined by an operator, which nests to the left. */
function operands(condition: SyntaxNode | null, operator: string): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let at = unwrapped(condition);
  while (at && operatorOf(at) === operator) {
    const [left, right]: readonly [SyntaxNode | null, SyntaxNode | null] = sides(at);
    if (right) found.unshift(right);
    at = left;
  }
  return at ? [at, ...found] : found;
}

function operatorOf(node: SyntaxNode): string | undefined {
  return node.type === "binary_expression" ? node.childForFieldName("operator")?.text : undefined;
}
