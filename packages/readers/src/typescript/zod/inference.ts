import { ts } from "ts-morph";
import type { Context } from "../context.js";
import { leftmost, symbolAt } from "../names.js";
import { isZod } from "../program.js";

/**
 * The name below zod that an expression or a type name means: `object` for
 * `z.object`, `iso.date` for `z.iso.date`, the empty string for `z` itself.
 * It holds whether or not zod's own declarations are compiled in.
 */
export function zodName(context: Context, node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return join(zodName(context, node.expression), node.name.text);
  if (ts.isQualifiedName(node)) return join(zodName(context, node.left), node.right.text);
  if (!ts.isIdentifier(node)) return undefined;
  let symbol = context.checker.getSymbolAtLocation(node);
  for (let step = 0; symbol !== undefined && step < 20; step++) {
    const [declaration] = symbol.declarations ?? [];
    const name = declaration === undefined ? undefined : importedName(declaration);
    if (name !== undefined) return name;
    if ((symbol.flags & ts.SymbolFlags.Alias) === 0) return undefined;
    symbol = context.checker.getImmediateAliasedSymbol(symbol);
  }
  return undefined;
}

function join(base: string | undefined, name: string): string | undefined {
  if (base === undefined) return undefined;
  if (base === "" && (name === "z" || name === "default")) return "";
  return base === "" ? name : `${base}.${name}`;
}

function importedName(declaration: ts.Declaration): string | undefined {
  const from = ts.findAncestor(declaration, (node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node));
  if (from === undefined || (!ts.isImportDeclaration(from) && !ts.isExportDeclaration(from))) return undefined;
  const specifier = from.moduleSpecifier;
  if (specifier === undefined || !ts.isStringLiteral(specifier) || !isZod(specifier.text)) return undefined;
  if (!ts.isImportSpecifier(declaration) && !ts.isExportSpecifier(declaration)) return "";
  const name = (declaration.propertyName ?? declaration.name).text;
  return name === "z" || name === "default" ? "" : name;
}

/** Whether the leftmost name of `z.infer` and the like comes from zod. */
export function isZodType(context: Context, name: ts.Node): boolean {
  return zodName(context, leftmost(name)) !== undefined;
}

const INFERENCES = new Set(["infer", "input", "output", "TypeOf"]);

/** The constant `BroadcastSchema` of `z.infer<typeof BroadcastSchema>`. */
export function schemaOfInference(
  context: Context,
  node: ts.NodeWithTypeArguments,
  name: ts.Node,
): ts.Symbol | undefined {
  const [query, second] = node.typeArguments ?? [];
  if (query === undefined || second !== undefined || !ts.isTypeQueryNode(query)) return undefined;
  const member = zodName(context, name)?.split(".").at(-1);
  if (member === undefined || !INFERENCES.has(member)) return undefined;
  const symbol = symbolAt(context, query.exprName);
  return symbol?.valueDeclaration !== undefined && ts.isVariableDeclaration(symbol.valueDeclaration)
    ? symbol
    : undefined;
}
