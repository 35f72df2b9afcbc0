import { placeOf } from "../make.js";
import type { Expression, Pattern, Step } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import type { PythonFile } from "./file.js";
import { targetPattern } from "./patterns.js";
import { typeNote } from "./types.js";

/** `isinstance(x, Anime)` in a condition that holds. */
export function narrowed(node: SyntaxNode): readonly Step[] {
  if (node.type === "parenthesized_expression") return node.namedChildren[0] ? narrowed(node.namedChildren[0]) : [];
  if (node.type === "boolean_operator" && node.childForFieldName("operator")?.text === "and")
    return node.namedChildren
      .filter(({ type }) => type === "call" || type === "boolean_operator")
      .slice(0, 4)
      .flatMap(narrowed);
  if (node.type !== "call" || node.childForFieldName("function")?.text !== "isinstance") return [];
  const [subject, type] = node.childForFieldName("arguments")?.namedChildren ?? [];
  if (subject?.type !== "identifier" || !type) return [];
  const types = type.type === "tuple" ? type.namedChildren : [type];
  const target: Pattern = { kind: "name", name: subject.text, at: placeOf(subject) };
  const of: Expression = { kind: "name", name: subject.text, at: placeOf(subject) };
  const value: Expression = { kind: "typed", of, type: { kind: "union", of: types.map((each) => typeNote(each)) } };
  return [{ kind: "bind", target, value }];
}

/** `(found := load())` binds a name of what surrounds it. */
export function walruses(root: SyntaxNode, file: PythonFile): readonly Step[] {
  const steps: Step[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === "lambda" || node.type === "function_definition") continue;
    if (node.type === "named_expression") {
      const target = targetPattern(node.childForFieldName("name"), file);
      steps.push({ kind: "bind", target, value: file.expression(node.childForFieldName("value")) });
    }
    for (const child of node.children) waiting.push(child);
  }
  return steps;
}
