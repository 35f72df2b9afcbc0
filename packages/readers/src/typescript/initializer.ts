import type { DefaultValue, JsonValue, TypeRef } from "@nx-contracts/ir";
import { ts } from "ts-morph";
import type { Context } from "./context.js";
import { excerpt } from "./context.js";
import { placeOf, qualify, symbolAt } from "./names.js";

/** What an initial value says; `undefined` when it is `undefined` itself. */
export function readInitializer(context: Context, node: ts.Expression, type: TypeRef): DefaultValue | undefined {
  const expression = bare(node);
  if (ts.isIdentifier(expression) && expression.text === "undefined") return undefined;
  const member = enumMember(context, expression);
  if (member !== undefined) return member;
  const made = ts.isNewExpression(expression) ? expression.expression.getText() : "";
  if (ts.isNewExpression(expression) && (expression.arguments?.length ?? 0) === 0) {
    if (made === "Map") return { kind: "empty", of: "map" };
    if (made === "Set") return { kind: "empty", of: "list" };
  }
  const value = constantValue(context, expression);
  if (value === undefined) return { kind: "dynamic", text: excerpt(expression.getText()) };
  if (Array.isArray(value) && value.length === 0) return { kind: "empty", of: "list" };
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) {
    return { kind: "empty", of: type.kind === "ref" ? "record" : "map" };
  }
  return { kind: "value", value };
}

/** Parentheses and type assertions say nothing about the value. */
export function bare(node: ts.Expression): ts.Expression {
  const isWrapper =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node);
  return isWrapper ? bare(node.expression) : node;
}

function enumMember(context: Context, node: ts.Expression): DefaultValue | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const declaration = symbolAt(context, node.name)?.valueDeclaration;
  if (declaration === undefined || !ts.isEnumMember(declaration)) return undefined;
  const owner = declaration.parent;
  return { kind: "member", enum: qualify(placeOf(context, owner, owner.name.text)), member: node.name.text };
}

/** The initializer of a constant that a name stands for. */
export function initializerOf(context: Context, name: ts.Node): ts.Expression | undefined {
  const declaration = symbolAt(context, name)?.valueDeclaration;
  if (declaration === undefined) return undefined;
  if (ts.isPropertyAssignment(declaration)) return declaration.initializer;
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const isConstant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return isConstant ? declaration.initializer : undefined;
}

/** The value of an expression that is a constant, followed through other constants; `undefined` when it is computed. */
export function constantValue(context: Context, node: ts.Expression, depth = 0): JsonValue | undefined {
  if (depth > 50) return undefined;
  const inner = (each: ts.Expression) => constantValue(context, each, depth + 1);
  const expression = bare(node);
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (ts.isNumericLiteral(expression)) return Number(expression.text);
  if (ts.isBigIntLiteral(expression)) return expression.text.replace(/n$/, "");
  if (expression.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (expression.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (expression.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isPrefixUnaryExpression(expression) && expression.operator === ts.SyntaxKind.MinusToken) {
    const operand = inner(expression.operand);
    return typeof operand === "number" ? -operand : typeof operand === "string" ? `-${operand}` : undefined;
  }
  if (ts.isArrayLiteralExpression(expression)) {
    const items = elementsOf(context, expression)?.map(inner);
    return items?.every((item) => item !== undefined) === true ? items : undefined;
  }
  if (ts.isObjectLiteralExpression(expression)) return objectValue(expression, inner);
  if (ts.isIdentifier(expression) || ts.isPropertyAccessExpression(expression)) {
    const name = ts.isIdentifier(expression) ? expression : expression.name;
    const initializer = initializerOf(context, name);
    if (initializer !== undefined) return inner(initializer);
    const type = context.checker.getTypeAtLocation(expression);
    return type.isStringLiteral() || type.isNumberLiteral() ? type.value : undefined;
  }
  const type = context.checker.getTypeAtLocation(expression);
  return type.isStringLiteral() || type.isNumberLiteral() ? type.value : undefined;
}

function objectValue(
  node: ts.ObjectLiteralExpression,
  inner: (node: ts.Expression) => JsonValue | undefined,
): JsonValue | undefined {
  const entries: [string, JsonValue][] = [];
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) return undefined;
    const value = inner(property.initializer);
    if (value === undefined) return undefined;
    const { name } = property;
    entries.push([ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : name.getText(), value]);
  }
  return Object.fromEntries(entries);
}

/** The elements of an array literal or of a constant that is one, spreads included; `undefined` when it is computed. */
export function elementsOf(context: Context, node: ts.Expression, depth = 0): readonly ts.Expression[] | undefined {
  const expression = bare(node);
  if (depth > 50) return undefined;
  if (ts.isIdentifier(expression) || ts.isPropertyAccessExpression(expression)) {
    const initializer = initializerOf(context, ts.isIdentifier(expression) ? expression : expression.name);
    return initializer === undefined ? undefined : elementsOf(context, initializer, depth + 1);
  }
  if (!ts.isArrayLiteralExpression(expression)) return undefined;
  const elements: ts.Expression[] = [];
  for (const element of expression.elements) {
    const spread = ts.isSpreadElement(element) ? elementsOf(context, element.expression, depth + 1) : [element];
    if (spread === undefined) return undefined;
    elements.push(...spread);
  }
  return elements;
}
