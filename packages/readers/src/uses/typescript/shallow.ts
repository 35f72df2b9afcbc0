import { other, placeOf } from "../make.js";
import type { Expression } from "../program.js";
import type { SyntaxNode } from "../syntax.js";

/** Names and properties below a node, whatever its depth, of values that are not known. */
export function shallow(root: SyntaxNode): Expression {
  const parts: Expression[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === "identifier") parts.push({ kind: "name", name: node.text, at: placeOf(node) });
    if (node.type === "property_identifier" && node.field === "property")
      parts.push({ kind: "member", of: other(), name: node.text, at: placeOf(node) });
    for (const child of node.children) waiting.push(child);
  }
  return { kind: "other", parts };
}
