import type { SyntaxNode } from "@lezer/common";
import { childrenOf, convertArguments, convertExpression, convertItems } from "./expression.js";
import { parsePython, type SyntaxProblem } from "./parse.js";
import type { Expression, ImportedName, Range, Statement, TypeParameter } from "./tree.js";

/** The statements of a module without the bodies of its functions, or the first place that is not Python. */
export function readStatements(text: string): readonly Statement[] | { readonly problem: SyntaxProblem } {
  const parsed = parsePython(text);
  return parsed.ok ? convertBlock(childrenOf(parsed.tree.topNode), text) : { problem: parsed.problem };
}

/** The expression inside a string annotation; `undefined` when it is none. */
export function readExpression(text: string): Expression | undefined {
  // Parentheses, as `typing.ForwardRef` has it, so that line breaks do not matter.
  const parsed = parsePython(`(${text}\n)`);
  if (!parsed.ok) return undefined;
  const statement = parsed.tree.topNode.firstChild;
  const inner = statement?.name === "ExpressionStatement" ? statement.firstChild : null;
  return inner === null || inner === undefined ? undefined : convertExpression(inner, `(${text}\n)`);
}

function convertBlock(nodes: readonly SyntaxNode[], text: string): Statement[] {
  const statements: Statement[] = [];
  for (const node of nodes) {
    if (node.name === "StatementGroup") statements.push(...convertBlock(childrenOf(node), text));
    else {
      const statement = convertStatement(node, text);
      if (statement !== undefined) statements.push(statement);
    }
  }
  return statements;
}

const bodyOf = (node: SyntaxNode | null | undefined, text: string) =>
  node === null || node === undefined ? [] : convertBlock(childrenOf(node), text);

/** Without the line break that the grammar counts to a body. */
function rangeOf(node: SyntaxNode): Range {
  let last = node;
  for (;;) {
    let child = last.lastChild;
    while (child !== null && child.name === "Comment") child = child.prevSibling;
    if (child === null) return { from: node.from, to: last.to };
    last = child;
  }
}

function convertStatement(node: SyntaxNode, text: string): Statement | undefined {
  switch (node.name) {
    case "AssignStatement":
      return convertAssignment(node, text);
    case "ExpressionStatement":
      return { kind: "expression", value: convertSequence(childrenOf(node), text), ...rangeOf(node) };
    case "UpdateStatement": {
      const [target, operator, ...values] = childrenOf(node);
      if (target === undefined || operator === undefined) return undefined;
      const value = convertSequence(values, text);
      return { kind: "update", target: convertExpression(target, text), value, ...rangeOf(node) };
    }
    case "ClassDefinition":
    case "FunctionDefinition":
      return convertDefinition(node, [], text);
    case "DecoratedStatement": {
      const children = childrenOf(node);
      const definition = children.at(-1);
      const decorators = children.filter((child) => child.name === "Decorator").map((child) => decorator(child, text));
      return definition === undefined ? undefined : convertDefinition(definition, decorators, text);
    }
    case "ImportStatement":
      return convertImport(node, text);
    case "TypeDefinition": {
      const children = childrenOf(node);
      const [name, value] = [children[1], children.at(-1)];
      if (name === undefined || value === undefined) return undefined;
      return {
        kind: "alias",
        name: text.slice(name.from, name.to),
        typeParameters: typeParameters(node.getChild("TypeParamList"), text),
        value: convertExpression(value, text),
        ...rangeOf(node),
      };
    }
    case "IfStatement":
      return convertIf(node, text);
    case "TryStatement":
      return convertTry(node, text);
    case "WithStatement":
    case "ForStatement":
    case "WhileStatement":
      return { kind: "block", body: node.getChildren("Body").flatMap((body) => bodyOf(body, text)), ...rangeOf(node) };
    case "MatchStatement": {
      const clauses = node.getChild("MatchBody")?.getChildren("MatchClause") ?? [];
      const body = clauses.flatMap((clause) => bodyOf(clause.getChild("Body"), text));
      return { kind: "block", body, ...rangeOf(node) };
    }
    case "DeleteStatement": {
      const targets = convertItems(childrenOf(node).slice(1), (child) => convertExpression(child, text));
      return { kind: "delete", targets, ...rangeOf(node) };
    }
    default:
      return undefined;
  }
}

/** One expression, or the tuple of several with commas between. */
function convertSequence(nodes: readonly SyntaxNode[], text: string): Expression {
  const items = convertItems(nodes, (child) => convertExpression(child, text));
  const [first] = items;
  if (first !== undefined && items.length === 1 && nodes.length === 1) return first;
  return { kind: "tuple", items, from: nodes[0]?.from ?? 0, to: nodes.at(-1)?.to ?? 0 };
}

function convertAssignment(node: SyntaxNode, text: string): Statement {
  const parts: SyntaxNode[][] = [[]];
  let annotation: Expression | undefined;
  for (const child of childrenOf(node)) {
    const type = child.name === "TypeDef" ? child.lastChild : null;
    if (type !== null) annotation = convertExpression(type, text);
    else if (child.name === "AssignOp") parts.push([]);
    else parts.at(-1)?.push(child);
  }
  const converted = parts.map((part) => convertSequence(part, text));
  const value = converted.length > 1 ? converted.pop() : undefined;
  return { kind: "assign", targets: converted, annotation, value, ...rangeOf(node) };
}

function convertDefinition(node: SyntaxNode, decorators: readonly Expression[], text: string): Statement | undefined {
  const nameNode = node.getChild("VariableName");
  if (nameNode === null) return undefined;
  const name = text.slice(nameNode.from, nameNode.to);
  if (node.name === "FunctionDefinition") {
    const type = node.getChild("TypeDef")?.lastChild;
    const returns = type === null || type === undefined ? undefined : convertExpression(type, text);
    return { kind: "function", name, decorators, returns, ...rangeOf(node) };
  }
  const list = node.getChild("ArgList");
  const { args: bases, keywords } = list === null ? { args: [], keywords: [] } : convertArguments(list, text);
  return {
    kind: "class",
    name,
    typeParameters: typeParameters(node.getChild("TypeParamList"), text),
    bases,
    keywords,
    decorators,
    body: bodyOf(node.getChild("Body"), text),
    ...rangeOf(node),
  };
}

function decorator(node: SyntaxNode, text: string): Expression {
  const [, ...children] = childrenOf(node);
  let result: Expression = { kind: "other", from: node.from, to: node.to };
  children.forEach((child, index) => {
    const at = { from: children[0]?.from ?? child.from, to: child.to };
    if (index === 0) result = convertExpression(child, text);
    else if (child.name === "ArgList") result = { kind: "call", of: result, ...convertArguments(child, text), ...at };
    else if (child.name !== ".") {
      result = { kind: "attribute", of: result, name: text.slice(child.from, child.to), ...at };
    }
  });
  return result;
}

function typeParameters(list: SyntaxNode | null, text: string): TypeParameter[] {
  return (list?.getChildren("TypeParam") ?? []).flatMap((node) => {
    const name = node.getChild("VariableName");
    const bound = node.getChild("TypeDef")?.lastChild;
    if (name === null) return [];
    return {
      name: text.slice(name.from, name.to),
      bound: bound === null || bound === undefined ? undefined : convertExpression(bound, text),
      default: readDefault(text.slice(node.to, list?.to)),
      variadic: node.firstChild?.name !== "VariableName",
    };
  });
}

/** The default of a type parameter; `text` is what follows the parameter up to the closing bracket. */
function readDefault(text: string): Expression | undefined {
  if (!/^\s*=/.test(text)) return undefined;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? "";
    if (depth === 0 && (char === "," || char === "]")) return readExpression(text.slice(text.indexOf("=") + 1, i));
    if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
  }
  return undefined;
}

/** `import a.b as c, d` and `from ..a import (b as c, d)`. */
function convertImport(node: SyntaxNode, text: string): Statement {
  const tokens = childrenOf(node).map((child) => text.slice(child.from, child.to));
  const fromPart = tokens[0] === "from" ? tokens.slice(1, tokens.indexOf("import")) : [];
  const namePart = tokens[0] === "from" ? tokens.slice(tokens.indexOf("import") + 1) : tokens.slice(1);
  const level = /^\.*/.exec(fromPart.join(""))?.[0].length ?? 0;
  const module = tokens[0] === "from" ? fromPart.join("").slice(level) : undefined;
  if (namePart[0] === "*") return { kind: "import", module, level, names: "*", ...rangeOf(node) };
  const names: ImportedName[] = [];
  let name = "";
  let as: string | undefined;
  const push = () => {
    if (name !== "") names.push({ name, as });
    [name, as] = ["", undefined];
  };
  for (let i = 0; i < namePart.length; i++) {
    const token = namePart[i] ?? "";
    if (token === ",") push();
    else if (token === "as") as = namePart[++i];
    else if (token !== "(" && token !== ")") name += token;
  }
  push();
  return { kind: "import", module, level, names, ...rangeOf(node) };
}

function convertIf(node: SyntaxNode, text: string): Statement {
  const branches: { test: Expression; body: Statement[] }[] = [];
  let otherwise: Statement[] = [];
  let test: Expression | undefined;
  for (const child of childrenOf(node)) {
    if (child.name === "Body") {
      if (test === undefined) otherwise = bodyOf(child, text);
      else branches.push({ test, body: bodyOf(child, text) });
      test = undefined;
    } else if (!/^(?:if|elif|else)$/.test(child.name)) test = convertExpression(child, text);
  }
  return { kind: "if", branches, otherwise, ...rangeOf(node) };
}

function convertTry(node: SyntaxNode, text: string): Statement {
  const parts: { readonly [keyword: string]: Statement[][] } = { try: [], except: [], else: [], finally: [] };
  let keyword = "try";
  for (const child of childrenOf(node)) {
    if (child.name in parts) keyword = child.name;
    else if (child.name === "Body") parts[keyword]?.push(bodyOf(child, text));
  }
  return {
    kind: "try",
    body: parts["try"]?.flat() ?? [],
    handlers: parts["except"] ?? [],
    otherwise: parts["else"]?.flat() ?? [],
    last: parts["finally"]?.flat() ?? [],
    ...rangeOf(node),
  };
}
