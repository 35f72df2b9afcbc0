import { ts } from "ts-morph";
import { bare, constantValue, initializerOf } from "../initializer.js";
import type { Context } from "../context.js";
import { symbolAt } from "../names.js";
import type { Scope } from "./evaluate.js";
import { constantSchema, evaluate, functionBody } from "./evaluate.js";
import { zodName } from "./inference.js";
import type { Shape, ShapeEntry, ZodSchema } from "./schema.js";
import { mapEntry, unknown } from "./schema.js";

const NEXT = "write the shape as an object literal";

/** The schema behind names and lazy calls, its modifiers gathered on the way. */
export function settle(context: Context, schema: ZodSchema, steps = 20): ZodSchema {
  const inner = innerOf(context, schema);
  if (inner === undefined || steps === 0) return schema;
  const settled = settle(context, inner, steps - 1);
  const initial = schema.default ?? settled.default;
  const doc = schema.doc ?? settled.doc;
  return {
    ...settled,
    nullable: schema.nullable || settled.nullable,
    optional: schema.optional || settled.optional,
    deprecated: schema.deprecated || settled.deprecated,
    constraints: { ...settled.constraints, ...schema.constraints },
    ...(initial === undefined ? {} : { default: initial }),
    ...(doc === undefined ? {} : { doc }),
  };
}

function innerOf(context: Context, { core }: ZodSchema): ZodSchema | undefined {
  if (core.kind === "constant") return constantSchema(context, core.symbol);
  return core.kind === "lazy" ? core.get() : undefined;
}

/** Reads the fields of an object literal of schemas, or of an expression that stands for one. */
export function readShape(context: Context, node: ts.Expression, scope: Scope, depth: number): Shape | undefined {
  const expression = bare(node);
  if (depth > 40) return undefined;
  if (ts.isObjectLiteralExpression(expression)) return readLiteral(context, expression, scope, depth);
  if (ts.isPropertyAccessExpression(expression) && expression.name.text === "shape") {
    const schema = evaluate(context, expression.expression, scope, depth + 1);
    if (schema !== undefined) return shapeOf(context, schema);
  }
  if (ts.isIdentifier(expression) || ts.isPropertyAccessExpression(expression)) {
    const name = ts.isIdentifier(expression) ? expression : expression.name;
    const symbol = symbolAt(context, name);
    const argument = symbol === undefined ? undefined : scope.get(symbol);
    if (argument !== undefined) return readShape(context, argument.node, argument.scope, depth + 1);
    const initializer = initializerOf(context, name);
    if (initializer !== undefined) return readShape(context, initializer, scope, depth + 1);
  }
  if (ts.isCallExpression(expression)) {
    const callee = bare(expression.expression);
    const made = ts.isIdentifier(callee) ? initializerOf(context, callee) : undefined;
    const body = made === undefined ? undefined : functionBody(made);
    if (body !== undefined && body.parameters.length === 0) return readShape(context, body.result, scope, depth + 1);
    if (callee.kind !== ts.SyntaxKind.Identifier && zodName(context, callee) === undefined) return undefined;
  }
  return undefined;
}

function readLiteral(
  context: Context,
  node: ts.ObjectLiteralExpression,
  scope: Scope,
  depth: number,
): Shape | undefined {
  const shape = new Map<string, ShapeEntry>();
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const spread = readShape(context, property.expression, scope, depth + 1);
      if (spread === undefined) return undefined;
      for (const [name, entry] of spread) shape.set(name, entry);
      continue;
    }
    const name = keyOf(context, property.name);
    if (name === undefined) return undefined;
    shape.set(name, { name, node: property, schema: lazily(() => readMember(context, property, scope, depth)) });
  }
  return shape;
}

function readMember(context: Context, node: ts.ObjectLiteralElementLike, scope: Scope, depth: number): ZodSchema {
  let value: ts.Expression | undefined;
  if (ts.isPropertyAssignment(node)) value = node.initializer;
  if (ts.isGetAccessor(node)) value = functionBody(node)?.result;
  if (ts.isShorthandPropertyAssignment(node)) {
    const symbol = context.checker.getShorthandAssignmentValueSymbol(node);
    const argument = symbol === undefined ? undefined : scope.get(symbol);
    if (argument !== undefined) return evaluate(context, argument.node, argument.scope, depth) ?? unknown(node, NEXT);
    value = node.name;
    const declaration = symbol?.valueDeclaration;
    if (declaration !== undefined && ts.isVariableDeclaration(declaration)) value = declaration.name as ts.Identifier;
  }
  const schema = value === undefined ? undefined : evaluate(context, value, scope, depth);
  return schema ?? unknown(value ?? node, "build it from zod's own functions in the sources");
}

function keyOf(context: Context, name: ts.PropertyName | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (!ts.isComputedPropertyName(name))
    return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;
  const value = constantValue(context, name.expression);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function lazily(read: () => ZodSchema): () => ZodSchema {
  let schema: ZodSchema | undefined;
  return () => (schema ??= read());
}

/** The fields of a schema that is an object, whatever name it has. */
export function shapeOf(context: Context, schema: ZodSchema): Shape | undefined {
  const { core } = settle(context, schema);
  return core.kind === "object" ? core.shape : undefined;
}

/** `Book.shape.title`, `Tags.element`: a schema inside another one. */
export function readProperty(
  context: Context,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  scope: Scope,
  depth: number,
): ZodSchema | undefined {
  const key = ts.isPropertyAccessExpression(node) ? node.name.text : constantValue(context, node.argumentExpression);
  const inner = bare(node.expression);
  if (ts.isPropertyAccessExpression(inner) && inner.name.text === "shape" && typeof key === "string") {
    const schema = evaluate(context, inner.expression, scope, depth + 1);
    return schema === undefined ? undefined : shapeOf(context, schema)?.get(key)?.schema();
  }
  if (key !== "element") return undefined;
  const list = evaluate(context, inner, scope, depth + 1);
  const core = list === undefined ? undefined : settle(context, list).core;
  return core?.kind === "list" ? core.item : undefined;
}

/** The fields that a mask such as `{ title: true }` names, changed; the others stay. */
export function changeMasked(
  shape: Shape,
  mask: ReadonlySet<string> | undefined,
  change: (schema: ZodSchema) => ZodSchema,
): Shape {
  const entries = [...shape.values()].map((entry) =>
    mask?.has(entry.name) === false ? entry : mapEntry(entry, change),
  );
  return new Map(entries.map((entry) => [entry.name, entry]));
}
