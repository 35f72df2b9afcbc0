import { placeOf } from "../make.js";
import type { Pattern, PatternField } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import type { PythonFile } from "./file.js";

const NOTHING: Pattern = { kind: "nothing" };
const DEEPEST = 60;

/** What an assignment, a loop or `with … as` gives its value to. */
export function targetPattern(node: SyntaxNode | null | undefined, file: PythonFile, depth = 0): Pattern {
  if (!node || depth > DEEPEST) return NOTHING;
  switch (node.type) {
    case "identifier":
      return { kind: "name", name: node.text, at: placeOf(node) };
    case "pattern_list":
    case "tuple_pattern":
    case "list_pattern":
    case "tuple":
    case "list":
    case "expression_list":
      return { kind: "items", items: node.namedChildren.map((child) => targetPattern(child, file, depth + 1)) };
    case "parenthesized_expression":
    case "as_pattern_target":
      return targetPattern(node.namedChildren[0], file, depth + 1);
    case "attribute":
    case "subscript":
      return { kind: "place", of: file.expression(node) };
    default:
      return NOTHING;
  }
}

/** A pattern of `case`. */
export function casePattern(node: SyntaxNode | null | undefined, depth = 0): Pattern {
  if (!node || depth > DEEPEST) return NOTHING;
  const inner = (child: SyntaxNode | null | undefined) => casePattern(child, depth + 1);
  switch (node.type) {
    case "case_pattern":
    case "parenthesized_pattern":
      return inner(node.namedChildren[0]);
    case "dotted_name":
      // A name alone is bound; a dotted one is a value to compare with.
      return node.namedChildren.length === 1 && node.text !== "_"
        ? { kind: "name", name: node.text, at: placeOf(node) }
        : NOTHING;
    case "identifier":
      return { kind: "name", name: node.text, at: placeOf(node) };
    case "list_pattern":
    case "tuple_pattern":
      return { kind: "items", items: node.namedChildren.map(inner) };
    case "class_pattern":
      return classPattern(node, depth);
    default:
      return NOTHING;
  }
}

function classPattern(node: SyntaxNode, depth: number): Pattern {
  const [name, ...given] = node.namedChildren;
  if (!name) return NOTHING;
  const fields = given.flatMap((child): PatternField[] => {
    const pair = child.type === "case_pattern" ? child.namedChildren[0] : child;
    const [key, value] = pair?.type === "keyword_pattern" ? pair.namedChildren : [];
    return key ? [{ name: key.text, at: placeOf(key), target: casePattern(value, depth + 1) }] : [];
  });
  return { kind: "fields", type: { kind: "named", path: name.text.split("."), at: placeOf(name) }, fields };
}
