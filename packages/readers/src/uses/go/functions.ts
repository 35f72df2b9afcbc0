import { placeOf } from "../make.js";
import type { FunctionStep, Parameter, Pattern, Step, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { apart, type Scope } from "./scope.js";
import { typeNote } from "./types.js";

/**
 * Reads what a function takes and gives.
 *
 * @param body steps of the function itself, in the scope of its parameters
 */
export function readSignature(node: SyntaxNode, scope: Scope, body: (inner: Scope) => readonly Step[]): FunctionStep {
  const parameters: Parameter[] = [];
  const results: TypeNote[] = [];
  const generics = typeParameters(node, scope);
  const steps = apart(
    scope,
    (start) => {
      for (const child of node.childForFieldName("type_parameters")?.namedChildren ?? []) {
        start.steps.push({ kind: "mention", type: typeNote(child.childForFieldName("type"), start) });
      }
      for (const child of node.childForFieldName("parameters")?.namedChildren ?? []) {
        const item = typeNote(child.childForFieldName("type"), start);
        const type: TypeNote = child.type === "variadic_parameter_declaration" ? { kind: "list", item } : item;
        const names = child.childrenForFieldName("name").filter(isName);
        const targets: readonly Pattern[] = names.length > 0 ? names.map(nameTarget) : [{ kind: "nothing" }];
        for (const target of targets) parameters.push({ target, type });
      }
      for (const result of resultTypes(node)) results.push(typeNote(result, start));
      for (const child of namedResults(node)) {
        const type = typeNote(child.childForFieldName("type"), start);
        for (const name of child.childrenForFieldName("name").filter(isName)) {
          start.steps.push({ kind: "bind", target: nameTarget(name), type });
        }
      }
      start.steps.push(...body(start));
    },
    { generics, results: results },
  );
  const [only] = results;
  return {
    kind: "function",
    parameters,
    ...(only && { returns: results.length === 1 ? only : { kind: "tuple", items: results } }),
    body: steps,
  };
}

/** A result list names a type for each of its names. */
export function resultTypes(node: SyntaxNode): readonly SyntaxNode[] {
  const result = node.childForFieldName("result");
  if (!result) return [];
  if (result.type !== "parameter_list") return [result];
  return result.namedChildren.flatMap((child) => {
    const type = child.childForFieldName("type");
    const count = Math.max(1, child.childrenForFieldName("name").filter(isName).length);
    return type ? Array.from({ length: count }, () => type) : [];
  });
}

function namedResults(node: SyntaxNode): readonly SyntaxNode[] {
  const result = node.childForFieldName("result");
  return result?.type === "parameter_list" ? result.namedChildren : [];
}

export function typeParameters(node: SyntaxNode, scope: Scope): ReadonlySet<string> {
  const parameters = node.childForFieldName("type_parameters")?.namedChildren ?? [];
  if (parameters.length === 0) return scope.generics;
  const names = parameters.flatMap((child) => child.childrenForFieldName("name").map(({ text }) => text));
  return new Set([...scope.generics, ...names]);
}

/** Commas between names stand in their field too. */
const isName = ({ isNamed }: SyntaxNode): boolean => isNamed;

/** What a name is bound as; `_` is none. */
export function nameTarget(node: SyntaxNode): Pattern {
  return node.text === "_" ? { kind: "nothing" } : { kind: "name", name: node.text, at: placeOf(node) };
}
