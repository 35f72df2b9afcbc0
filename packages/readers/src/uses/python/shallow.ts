import type { Expression } from "../program.js";
import type { SyntaxNode } from "../syntax.js";

/** Names and attributes below a node, whatever its depth, of values that are not known. */
export function shallow(root: SyntaxNode): Expression {
  const parts: Expression[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const attribute = node.type === "attribute" ? node.childForFieldName("attribute") : null;
    if (attribute) {
      const of: Expression = { kind: "other", parts: [] };
      parts.push({ kind: "member", of, name: attribute.text, at: [attribute.startIndex, attribute.endIndex] });
    } else if (node.type === "identifier" && node.field !== "attribute") {
      parts.push({ kind: "name", name: node.text, at: [node.startIndex, node.endIndex] });
    }
    for (const child of node.children) waiting.push(child);
  }
  return { kind: "other", parts };
}
