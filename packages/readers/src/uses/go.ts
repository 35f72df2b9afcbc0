import type { Source } from "@nx-contracts/ir";
import { readFunction, readDeclaration, receiverType, specs } from "./go/declarations.js";
import { readExpression } from "./go/expressions.js";
import { readImports } from "./go/imports.js";
import { apart, type GoFile, type Scope } from "./go/scope.js";
import { readBlock } from "./go/statements.js";
import { evaluate } from "./make.js";
import { type FunctionStep, methodName, type Program, type Step } from "./program.js";
import type { SyntaxNode } from "./syntax.js";

/** Reads a file of Go. */
export function readGo(root: SyntaxNode, _source: Source): Program {
  const nodes = root.namedChildren;
  const types = new Map<string, SyntaxNode>();
  for (const node of nodes) {
    if (node.type === "type_declaration") {
      for (const spec of specs(node)) {
        const name = spec.childForFieldName("name");
        const type = spec.childForFieldName("type");
        if (name && type) types.set(name.text, type);
      }
    }
  }
  const file: GoFile = { types, anonymous: new Set(), expression: readExpression, block: readBlock, depth: 0 };
  const steps: Step[] = [];
  const scope: Scope = { file, steps, generics: new Set(), results: [] };
  const methods = new Map<string, FunctionStep[]>();
  for (const node of nodes) {
    if (node.type !== "method_declaration") continue;
    const owner = ownerOf(node);
    const known = methods.get(owner);
    const method = readFunction(node, scope);
    if (known) known.push(method);
    else methods.set(owner, [method]);
  }
  for (const node of nodes) if (node.type === "type_declaration") readDeclaration(node, scope, methods);
  for (const node of nodes) {
    if (node.type === "function_declaration") steps.push(readFunction(node, scope));
    else if (node.type === "var_declaration" || node.type === "const_declaration") readDeclaration(node, scope);
    else if (node.type === "ERROR" || node.type.endsWith("_statement")) {
      steps.push({
        kind: "block",
        body: apart(scope, (inner) => inner.steps.push(evaluate(readExpression(node, inner)))),
      });
    }
  }
  // Methods of what another file of the package declares, under names that no code can give.
  for (const [owner, body] of methods) {
    if (types.has(owner)) continue;
    for (const method of body) steps.push({ ...method, name: methodName(owner, method.name ?? "") });
  }
  return { imports: readImports(root), body: steps };
}

/** The name of the type that a method belongs to. */
function ownerOf(node: SyntaxNode): string {
  const receiver = node.childForFieldName("receiver")?.namedChildren[0];
  return (receiver && receiverType(receiver))?.name.text ?? "";
}
