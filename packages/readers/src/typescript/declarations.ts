import { ts } from "ts-morph";
import type { Context } from "./context.js";
import { excerpt } from "./context.js";
import { nameOf, placeOf, resolveSymbol } from "./names.js";
import { referTo } from "./references.js";
import { declareConstant } from "./zod/render.js";

type Statements = ts.NodeArray<ts.Statement>;

/** Finds what the sources export and puts it into the schema, in the order of declaration. */
export function declareExports(context: Context): void {
  for (const file of context.compiled.files) {
    const module = context.checker.getSymbolAtLocation(file);
    // A file without imports and exports is a script: whatever it declares is visible everywhere.
    if (module === undefined) markAll(context, file.statements);
    else markExports(context, module);
    markNested(context, file.statements);
  }
  for (const file of context.compiled.files) declareStatements(context, file.statements);
}

function markExports(context: Context, module: ts.Symbol): void {
  for (const symbol of context.checker.getExportsOfModule(module)) {
    const target = resolveSymbol(context, symbol);
    if (target !== undefined) context.exported.add(target);
  }
}

function markAll(context: Context, statements: Statements): void {
  for (const statement of statements) {
    for (const name of declaredNames(statement)) {
      const symbol = context.checker.getSymbolAtLocation(name);
      if (symbol !== undefined) context.exported.add(symbol);
    }
  }
}

function markNested(context: Context, statements: Statements): void {
  for (const statement of statements) {
    const body = blockOf(statement);
    if (body === undefined || !ts.isModuleDeclaration(statement)) continue;
    const symbol = context.checker.getSymbolAtLocation(statement.name);
    if (symbol !== undefined) markExports(context, symbol);
    markNested(context, body.statements);
  }
}

function declareStatements(context: Context, statements: Statements): void {
  for (const statement of statements) {
    const body = blockOf(statement);
    if (body !== undefined) declareStatements(context, body.statements);
    for (const name of declaredNames(statement)) {
      const symbol = context.checker.getSymbolAtLocation(name);
      if (symbol !== undefined && context.exported.has(symbol))
        guarded(context, name, () => declare(context, symbol, name));
    }
  }
}

/** Types may be nested as deep as an author likes; the stack is not. */
export function guarded(context: Context, node: ts.Node, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const name = excerpt(node.getText());
    context.report(
      "read/unsupported",
      name,
      node,
      `"${name}" is nested too deeply to be read; give the inner types names of their own.`,
    );
  }
}

function declare(context: Context, symbol: ts.Symbol, name: ts.Node): void {
  const { parent } = name;
  if (ts.isVariableDeclaration(parent)) return declareConstant(context, symbol, parent);
  if (isOpenGeneric(parent)) return;
  const declaration = parent as ts.Declaration;
  referTo(context, symbol, placeOf(context, declaration, nameOf(symbol, declaration)));
}

/** A generic without defaults is a template; what it makes appears where it is given its arguments. */
function isOpenGeneric(node: ts.Node): boolean {
  const isGeneric = ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) || ts.isTypeAliasDeclaration(node);
  return isGeneric && (node.typeParameters ?? []).some((parameter) => parameter.default === undefined);
}

/** Says of exported generics that no field instantiates them, so that none is skipped in silence. */
export function reportUnusedGenerics(context: Context): void {
  const used = [...context.records.keys()];
  for (const symbol of context.exported) {
    const node = symbol.declarations?.find(isOpenGeneric);
    if (node === undefined || !context.isGiven(node) || !ts.isInterfaceDeclaration(node)) continue;
    const name = excerpt(nameOf(symbol, node));
    if (used.some((each) => each.includes(`${name}<`))) continue;
    context.report(
      "read/unsupported",
      name,
      node.name,
      `The generic "${name}" is used nowhere with its arguments given, so it adds no record; export an alias such as "${name}<string>".`,
    );
  }
}

function blockOf(statement: ts.Statement): ts.ModuleBlock | undefined {
  if (!ts.isModuleDeclaration(statement)) return undefined;
  let { body } = statement;
  while (body !== undefined && ts.isModuleDeclaration(body)) body = body.body;
  return body !== undefined && ts.isModuleBlock(body) ? body : undefined;
}

function declaredNames(statement: ts.Statement): readonly ts.Node[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name);
  const isNamed =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name] : [];
}
