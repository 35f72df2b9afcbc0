import type { Source } from "@nx-contracts/ir";
import { readFunction, readDeclaration, receiverType, specs } from "./go/declarations.js";
import { readExpression } from "./go/expressions.js";
import { resultTypes } from "./go/functions.js";
import { readImports } from "./go/imports.js";
import { apart, type GoFile, type Scope } from "./go/scope.js";
import { readBlock } from "./go/statements.js";
import { evaluate } from "./make.js";
import type { Program, Step } from "./program.js";
import type { SyntaxNode } from "./syntax.js";

/** Reads a file of Go. */
export function readGo(root: SyntaxNode, _source: Source): Program {
  const nodes = root.namedChildren;
  const types = new Map<string, SyntaxNode>();
  const results = new Map<string, readonly SyntaxNode[]>();
  for (const node of nodes) {
    if (node.type === "type_declaration") {
      for (const spec of specs(node)) {
        const name = spec.childForFieldName("name");
        const type = spec.childForFieldName("type");
        if (name && type) types.set(name.text, type);
      }
    }
    const name = node.childForFieldName("name");
    const given = FUNCTIONS.has(node.type) ? resultTypes(node) : [];
    if (name && given.length > 1) results.set(`${ownerOf(node)}${name.text}`, given);
  }
  const file: GoFile = { types, results, anonymous: new Set(), expression: readExpression, block: readBlock, depth: 0 };
  const steps: Step[] = [];
  const scope: Scope = { file, steps, generics: new Set(), results: [] };
  const methods = new Map<string, Step[]>();
  for (const node of nodes) {
    if (node.type !== "method_declaration") continue;
    const owner = ownerOf(node).slice(0, -1);
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
  // Methods of what another file of the package declares.
  for (const [owner, body] of methods) if (!types.has(owner)) steps.push({ kind: "block", body });
  return { imports: readImports(root), body: steps };
}

const FUNCTIONS = new Set(["function_declaration", "method_declaration"]);

/** `Server.` for a method of it, nothing for a function. */
function ownerOf(node: SyntaxNode): string {
  const receiver = node.childForFieldName("receiver")?.namedChildren[0];
  const type = receiver && receiverType(receiver);
  return type ? `${type.name.text}.` : "";
}
