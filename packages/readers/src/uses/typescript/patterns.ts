import { placeOf } from "../make.js";
import type { Pattern, PatternField } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import type { TypeScriptFile } from "./file.js";

const NOTHING: Pattern = { kind: "nothing" };
const DEEPEST = 60;

/** What a declaration, a parameter or an assignment gives its value to. */
export function readPattern(
  node: SyntaxNode | null | undefined,
  file: TypeScriptFile,
  isNew: boolean,
  depth = 0,
): Pattern {
  if (!node || depth > DEEPEST) return NOTHING;
  const inner = (child: SyntaxNode | null | undefined) => readPattern(child, file, isNew, depth + 1);
  switch (node.type) {
    case "identifier":
    case "shorthand_property_identifier_pattern":
      return isNew
        ? { kind: "name", name: node.text, at: placeOf(node) }
        : { kind: "place", of: { kind: "name", name: node.text, at: placeOf(node) } };
    case "object_pattern": {
      const rest = node.namedChildren.find(({ type }) => type === "rest_pattern");
      const fields = node.namedChildren.flatMap((child) => fieldOf(child, inner));
      return { kind: "fields", fields, ...(rest && { rest: inner(rest.namedChildren[0]) }) };
    }
    case "array_pattern":
      return { kind: "items", items: node.namedChildren.map(inner) };
    case "assignment_pattern":
    case "object_assignment_pattern":
      return inner(node.childForFieldName("left"));
    case "parenthesized_expression":
    case "non_null_expression":
      return inner(node.namedChildren[0]);
    case "member_expression":
    case "subscript_expression":
      return { kind: "place", of: file.expression(node) };
    default:
      return NOTHING;
  }
}

function fieldOf(node: SyntaxNode, inner: (node: SyntaxNode | null) => Pattern): readonly PatternField[] {
  if (node.type === "pair_pattern") {
    const key = node.childForFieldName("key");
    if (!key || key.type === "computed_property_name") return [];
    const name = key.type === "string" ? key.text.slice(1, -1) : key.text;
    return [{ name, at: placeOf(key), target: inner(node.childForFieldName("value")) }];
  }
  const name = node.type === "object_assignment_pattern" ? node.childForFieldName("left") : node;
  if (name?.type !== "shorthand_property_identifier_pattern") return [];
  return [{ name: name.text, at: placeOf(name), target: inner(name) }];
}
