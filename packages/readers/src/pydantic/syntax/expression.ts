import type { SyntaxNode } from "@lezer/common";
import { readNumber, readString } from "./literal.js";
import type { DictEntry, Expression, Keyword } from "./tree.js";

/** CPython gives up at 200 nested brackets; an operator nests without one. */
const MAX_DEPTH = 600;

/** Children without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== "Comment") children.push(child);
  }
  return children;
}

/** Turns a node of the concrete tree into an expression; `text` is the original source. */
export function convertExpression(node: SyntaxNode, text: string, depth = 0): Expression {
  const at = { from: node.from, to: node.to };
  if (depth > MAX_DEPTH) return { kind: "other", ...at };
  const convert = (child: SyntaxNode) => convertExpression(child, text, depth + 1);
  const slice = () => text.slice(node.from, node.to);
  switch (node.name) {
    case "VariableName":
    case "PropertyName":
      return { kind: "name", id: slice(), ...at };
    case "Number": {
      const number = readNumber(slice());
      return number === undefined ? { kind: "other", ...at } : { kind: "number", ...number, ...at };
    }
    case "String":
      return { ...readString(slice()), ...at };
    case "ContinuedString":
      return joinStrings(childrenOf(node).map(convert), at);
    case "Boolean":
      return { kind: "constant", value: slice() === "True", ...at };
    case "None":
      return { kind: "constant", value: null, ...at };
    case "Ellipsis":
      return { kind: "ellipsis", ...at };
    case "ParenthesizedExpression": {
      const inner = childrenOf(node)[1];
      return inner === undefined ? { kind: "other", ...at } : convert(inner);
    }
    case "TupleExpression":
      return { kind: "tuple", items: convertItems(childrenOf(node), convert), ...at };
    case "ArrayExpression":
      return { kind: "list", items: convertItems(childrenOf(node), convert), ...at };
    case "SetExpression":
      return { kind: "set", items: convertItems(childrenOf(node), convert), ...at };
    case "DictionaryExpression":
      return { kind: "dict", entries: convertEntries(childrenOf(node), convert), ...at };
    case "CallExpression": {
      const [of, list] = childrenOf(node);
      if (of === undefined || list === undefined) return { kind: "other", ...at };
      return { kind: "call", of: convert(of), ...convertArguments(list, text, depth), ...at };
    }
    case "MemberExpression":
      return convertMember(node, text, convert);
    case "BinaryExpression": {
      const children = childrenOf(node);
      const [left, right] = [children[0], children.at(-1)];
      if (left === undefined || right === undefined) return { kind: "other", ...at };
      const operator = children.slice(1, -1).map((child) => text.slice(child.from, child.to));
      return { kind: "binary", operator: operator.join(" "), left: convert(left), right: convert(right), ...at };
    }
    case "UnaryExpression": {
      const [operator, of] = childrenOf(node);
      if (operator === undefined || of === undefined) return { kind: "other", ...at };
      return { kind: "unary", operator: text.slice(operator.from, operator.to), of: convert(of), ...at };
    }
    case "ConditionalExpression": {
      const [body, , test, , otherwise] = childrenOf(node);
      if (!body || !test || !otherwise) return { kind: "other", ...at };
      return { kind: "conditional", body: convert(body), test: convert(test), otherwise: convert(otherwise), ...at };
    }
    case "LambdaExpression":
      return { kind: "lambda", ...at };
    default:
      return { kind: "other", ...at };
  }
}

function joinStrings(parts: readonly Expression[], at: { from: number; to: number }): Expression {
  if (parts.every((part) => part.kind === "string")) {
    return { kind: "string", value: parts.map((part) => part.value).join(""), ...at };
  }
  return parts.every((part) => part.kind === "bytes") ? { kind: "bytes", ...at } : { kind: "other", ...at };
}

/** Items between brackets, `*item` kept apart. */
export function convertItems(children: readonly SyntaxNode[], convert: (node: SyntaxNode) => Expression): Expression[] {
  const items: Expression[] = [];
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (child === undefined || /^[()[\]{},]$/.test(child.name)) continue;
    const next = children[i + 1];
    if (isStar(child) && next !== undefined) {
      items.push({ kind: "starred", of: convert(next), from: child.from, to: next.to });
      i++;
    } else items.push(convert(child));
  }
  return items;
}

const isStar = (node: SyntaxNode) => node.name === "*" || (node.name === "ArithOp" && node.to - node.from === 1);

function convertEntries(children: readonly SyntaxNode[], convert: (node: SyntaxNode) => Expression): DictEntry[] {
  const entries: DictEntry[] = [];
  for (let i = 1; i < children.length - 1; i++) {
    const child = children[i];
    if (child === undefined || child.name === ",") continue;
    if (child.name === "**" || child.name === "ArithOp") {
      const value = children[++i];
      if (value !== undefined) entries.push({ key: undefined, value: convert(value) });
    } else {
      const value = children[i + 2];
      if (value !== undefined) entries.push({ key: convert(child), value: convert(value) });
      i += 2;
    }
  }
  return entries;
}

/** Arguments of a call or the bases and keywords of a class. */
export function convertArguments(
  list: SyntaxNode,
  text: string,
  depth = 0,
): { readonly args: Expression[]; readonly keywords: Keyword[] } {
  const args: Expression[] = [];
  const keywords: Keyword[] = [];
  const convert = (node: SyntaxNode) => convertExpression(node, text, depth + 1);
  const children = childrenOf(list);
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (child === undefined || /^[(),]$/.test(child.name)) continue;
    const next = children[i + 1];
    const after = children[i + 2];
    const written = text.slice(child.from, child.to);
    if (written === "**" && next !== undefined) {
      keywords.push({ name: undefined, value: convert(next) });
      i++;
    } else if (written === "*" && next !== undefined) {
      args.push({ kind: "starred", of: convert(next), from: child.from, to: next.to });
      i++;
    } else if (next?.name === "AssignOp" && after !== undefined && text.slice(next.from, next.to) === "=") {
      keywords.push({ name: written, value: convert(after) });
      i += 2;
    } else args.push(convert(child));
    // The clauses of a generator expression that stands alone as an argument.
    while (i + 1 < children.length && children[i + 1]?.name !== "," && children[i + 1]?.name !== ")") i++;
  }
  return { args, keywords };
}

function convertMember(node: SyntaxNode, text: string, convert: (node: SyntaxNode) => Expression): Expression {
  const at = { from: node.from, to: node.to };
  const children = childrenOf(node);
  const [of, sign, name] = children;
  if (of === undefined || sign === undefined || name === undefined) return { kind: "other", ...at };
  if (sign.name === ".") return { kind: "attribute", of: convert(of), name: text.slice(name.from, name.to), ...at };
  if (children.some((child) => child.name === ":")) return { kind: "other", ...at };
  return { kind: "subscript", of: convert(of), items: convertItems(children.slice(1), convert), ...at };
}
