import { ts } from "ts-morph";
import type { Context, Place } from "./context.js";

/** Follows imports and re-exports to the symbol that is meant; `undefined` when it is not found. */
export function resolveSymbol(context: Context, symbol: ts.Symbol | undefined): ts.Symbol | undefined {
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Alias) === 0) return symbol;
  const target = context.checker.getAliasedSymbol(symbol);
  return context.checker.isUnknownSymbol(target) ? undefined : target;
}

/** The symbol that a written name means. */
export function symbolAt(context: Context, name: ts.Node): ts.Symbol | undefined {
  const symbol = context.checker.getSymbolAtLocation(name);
  if (symbol === undefined || context.checker.isUnknownSymbol(symbol)) return undefined;
  const target = resolveSymbol(context, symbol);
  // The compiler makes up a symbol for a type name that it cannot find.
  return target?.declarations === undefined ? undefined : target;
}

/** Names of the namespaces around a declaration, outermost first. */
export function enclosingNames(node: ts.Node): readonly string[] {
  const names: string[] = [];
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isModuleDeclaration(at)) names.unshift(at.name.text);
  }
  return names;
}

/** Where a named declaration stands: its module and its name with enclosing namespaces. */
export function placeOf(context: Context, declaration: ts.Node, name: string): Place {
  const module = context.moduleOf(declaration.getSourceFile());
  return { module, path: [...enclosingNames(declaration), name].join("."), node: declaration };
}

export function qualify(place: Place): string {
  return place.module === "" ? place.path : `${place.module}.${place.path}`;
}

/** Declared name of a symbol; a default export without a name is called `default`. */
export function nameOf(symbol: ts.Symbol, declaration: ts.Node): string {
  const named = ts.getNameOfDeclaration(declaration as ts.Declaration);
  return named !== undefined && ts.isIdentifier(named) ? named.text : symbol.name;
}

/** The import declaration that brings a name into its file. */
export function importOf(context: Context, name: ts.Node): ts.ImportDeclaration | undefined {
  const root = leftmost(name);
  const declaration = context.checker.getSymbolAtLocation(root)?.declarations?.[0];
  return declaration === undefined ? undefined : ts.findAncestor(declaration, ts.isImportDeclaration);
}

/** `z` of `z.core.infer`. */
export function leftmost(name: ts.Node): ts.Node {
  if (ts.isQualifiedName(name)) return leftmost(name.left);
  return ts.isPropertyAccessExpression(name) ? leftmost(name.expression) : name;
}

/** Says that a written name cannot be resolved, and which import is to blame. */
export function reportUnresolved(context: Context, name: ts.Node, place: Place): void {
  const text = name.getText();
  const declaration = importOf(context, name);
  if (declaration !== undefined) {
    const specifier = declaration.moduleSpecifier;
    if (context.checker.getSymbolAtLocation(specifier) === undefined && ts.isStringLiteral(specifier)) {
      context.report(
        "read/unresolved-import",
        specifier.text,
        specifier,
        `The module "${specifier.text}" was not found, and "${place.path}" needs "${text}" of it; add the file to the sources or install the package.`,
      );
    }
  }
  context.report(
    "read/unresolved-type",
    place.path,
    name,
    `"${place.path}" has the type "${text}", which is not declared in the sources or their imports; declare or import it.`,
  );
}
