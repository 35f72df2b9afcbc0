import { ts } from "ts-morph";
import type { Context } from "../context.js";
import { initializerOf, bare } from "../initializer.js";
import { symbolAt } from "../names.js";
import { construct } from "./constructors.js";
import { zodName } from "./inference.js";
import { applyMethod } from "./methods.js";
import { readProperty } from "./objects.js";
import type { ZodSchema } from "./schema.js";
import { schemaOf, unknown } from "./schema.js";

/** What the parameters of a function stand for while its body is read. */
export type Scope = ReadonlyMap<ts.Symbol, Argument>;

export interface Argument {
  readonly node: ts.Expression;
  readonly scope: Scope;
}

export const NO_SCOPE: Scope = new Map();

/** How deep calls of the author's own functions are followed. */
const MAX_CALLS = 10;

/**
 * Reads a zod schema from the expression that builds it, without running it.
 *
 * @returns `undefined` when the expression does not build a zod schema
 */
export function evaluate(
  context: Context,
  node: ts.Expression,
  scope: Scope = NO_SCOPE,
  depth = 0,
): ZodSchema | undefined {
  const expression = bare(node);
  if (depth > MAX_CALLS) return unknown(expression, "write the recursion with a getter or with z.lazy");
  if (ts.isCallExpression(expression)) return evaluateCall(context, expression, scope, depth);
  if (ts.isIdentifier(expression)) return evaluateName(context, expression, scope, depth);
  if (ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression)) {
    return evaluateAccess(context, expression, scope, depth);
  }
  if (ts.isConditionalExpression(expression)) {
    const branch = evaluate(context, expression.whenTrue, scope, depth + 1);
    return branch && unknown(expression, "declare one schema and decide where it is used");
  }
  return undefined;
}

function evaluateName(context: Context, name: ts.Identifier, scope: Scope, depth: number): ZodSchema | undefined {
  const symbol = symbolAt(context, name);
  if (symbol === undefined) return undefined;
  const argument = scope.get(symbol);
  if (argument !== undefined) return evaluate(context, argument.node, argument.scope, depth + 1);
  return constantSchema(context, symbol) === undefined ? undefined : schemaOf({ kind: "constant", symbol });
}

function evaluateAccess(
  context: Context,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  scope: Scope,
  depth: number,
): ZodSchema | undefined {
  const property = readProperty(context, node, scope, depth);
  if (property !== undefined) return property;
  const name = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  const symbol = symbolAt(context, name);
  if (symbol?.valueDeclaration !== undefined && ts.isVariableDeclaration(symbol.valueDeclaration)) {
    return constantSchema(context, symbol) === undefined ? undefined : schemaOf({ kind: "constant", symbol });
  }
  const initializer = initializerOf(context, name);
  return initializer === undefined ? undefined : evaluate(context, initializer, NO_SCOPE, depth + 1);
}

function evaluateCall(context: Context, call: ts.CallExpression, scope: Scope, depth: number): ZodSchema | undefined {
  const callee = bare(call.expression);
  const name = zodName(context, callee);
  if (name !== undefined) return construct({ context, call, scope, depth }, name);
  if (ts.isPropertyAccessExpression(callee)) {
    const target = evaluate(context, callee.expression, scope, depth);
    if (target !== undefined) return applyMethod({ context, call, scope, depth }, target, callee.name.text);
  }
  return evaluateFunction(context, call, callee, scope, depth);
}

/** A function of the author's own that does nothing but return a schema, such as `page(BookSchema)`. */
function evaluateFunction(
  context: Context,
  call: ts.CallExpression,
  callee: ts.Expression,
  scope: Scope,
  depth: number,
): ZodSchema | undefined {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  const declaration = symbolAt(context, name)?.valueDeclaration;
  const made =
    declaration !== undefined && ts.isFunctionDeclaration(declaration) ? declaration : initializerOf(context, name);
  const inner = made === undefined ? undefined : functionBody(made);
  if (inner === undefined) return undefined;
  const bound = new Map(scope);
  inner.parameters.forEach((parameter, index) => {
    const symbol = context.checker.getSymbolAtLocation(parameter.name);
    const argument = call.arguments[index] ?? parameter.initializer;
    if (symbol !== undefined && argument !== undefined) bound.set(symbol, { node: argument, scope });
  });
  return evaluate(context, inner.result, bound, depth + 1);
}

/** Parameters and result of a function that consists of one `return`. */
export function functionBody(
  node: ts.Node,
): { readonly parameters: readonly ts.ParameterDeclaration[]; readonly result: ts.Expression } | undefined {
  const isFunction =
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isGetAccessor(node) ||
    ts.isMethodDeclaration(node);
  if (!isFunction || node.body === undefined) return undefined;
  if (!ts.isBlock(node.body)) return { parameters: [...node.parameters], result: node.body };
  const [only] = node.body.statements;
  if (only === undefined || !ts.isReturnStatement(only) || only.expression === undefined) return undefined;
  return { parameters: [...node.parameters], result: only.expression };
}

/** The schema that a constant is initialised with; `undefined` when it is no schema. */
export function constantSchema(context: Context, symbol: ts.Symbol): ZodSchema | undefined {
  if (context.schemas.has(symbol)) return context.schemas.get(symbol);
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const isConstant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  const { initializer, type } = declaration;
  // While it is being read a constant counts as one of unknown content: only a lazy reference may lead back to it.
  if (initializer !== undefined)
    context.schemas.set(symbol, unknown(declaration.name, "refer to it through z.lazy or a getter"));
  const schema = initializer !== undefined && isConstant ? evaluate(context, initializer) : undefined;
  const typed = schema ?? (type === undefined ? undefined : annotatedSchema(context, type));
  context.schemas.set(symbol, typed);
  return typed;
}

/** `z.ZodType<Poster>`, of a constant whose initializer says less than its annotation. */
function annotatedSchema(context: Context, type: ts.TypeNode): ZodSchema | undefined {
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const name = zodName(context, type.typeName)?.split(".").at(-1);
  const [output] = type.typeArguments ?? [];
  const isGeneral = name === "ZodType" || name === "Schema" || name === "ZodSchema";
  if (name === undefined) return undefined;
  if (isGeneral && output !== undefined) return schemaOf({ kind: "typed", type: output });
  return computed(context, type, "add the source of the schema, or install zod");
}

/** What the compiler says that a schema accepts; for schemas that are not written out. */
export function computed(context: Context, node: ts.Node, next: string): ZodSchema {
  context.wantsZod ||= context.compiled.skipsZod();
  const { checker } = context;
  const schema = ts.isTypeNode(node) ? checker.getTypeFromTypeNode(node) : checker.getTypeAtLocation(node);
  const internals = schema.getProperty("_zod");
  const holder = internals === undefined ? schema : checker.getTypeOfSymbol(internals);
  const input = holder.getProperty(internals === undefined ? "_input" : "input");
  return input === undefined ? unknown(node, next) : schemaOf({ kind: "typed", type: checker.getTypeOfSymbol(input) });
}
