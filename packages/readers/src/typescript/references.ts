import type { TypeRef } from "@nx-contracts/ir";
import { ts } from "ts-morph";
import type { AliasRole, Context, Place } from "./context.js";
import { excerpt } from "./context.js";
import { declareEnum, literalUnion } from "./enums.js";
import { nameOf, placeOf, qualify, symbolAt } from "./names.js";
import { readNode } from "./nodes.js";
import type { Reading } from "./reading.js";
import { JSON_VALUE, plain, sameType } from "./reading.js";
import { declareAnonymous, declareRecord, declareRoot } from "./records.js";
import { readIndex, readType, shapeOf, typeText } from "./types.js";
import { schemaOfInference } from "./zod/inference.js";
import { referToSchema } from "./zod/render.js";

const { SymbolFlags, TypeFlags } = ts;

/** How deep generics may nest before they are taken for endless, such as `Box<Box<Box<…>>>`. */
const MAX_GENERIC_DEPTH = 6;
/** How often one generic may be given arguments before the same is thought of it. */
const MAX_INSTANCES = 500;

/** Reads a reference to a declared type without type arguments, and sees to it that the type is in the schema. */
export function referTo(context: Context, symbol: ts.Symbol, place: Place): Reading {
  if (symbol.flags & SymbolFlags.Enum) return plain(declareEnum(context, symbol));
  if (symbol.flags & (SymbolFlags.Interface | SymbolFlags.Class)) return referToObject(context, symbol);
  if (symbol.flags & SymbolFlags.TypeAlias) return referToAlias(context, symbol, place);
  return readType(context, context.checker.getDeclaredTypeOfSymbol(symbol), place);
}

function referToObject(context: Context, symbol: ts.Symbol): Reading {
  const declaration = declarationOf(context, symbol);
  const place = placeOf(context, declaration, nameOf(symbol, declaration));
  const type = context.checker.getDeclaredTypeOfSymbol(symbol);
  if (symbol.flags & SymbolFlags.Interface && shapeOf(context, type) === "map") {
    return expand(context, symbol, place, () => readIndex(context, type, { ...place, numbered: true }));
  }
  return plain(declareRecord(context, place, type, symbol.declarations ?? [declaration]));
}

function referToAlias(context: Context, symbol: ts.Symbol, place: Place): Reading {
  const declaration = declarationOf(context, symbol);
  if (!ts.isTypeAliasDeclaration(declaration))
    return readType(context, context.checker.getDeclaredTypeOfSymbol(symbol), place, symbol);
  const own = placeOf(context, declaration, nameOf(symbol, declaration));
  const type = context.checker.getDeclaredTypeOfSymbol(symbol);
  switch (aliasRole(context, symbol)) {
    case "record":
      return plain(declareRecord(context, own, type, [declaration]));
    case "enum":
      return plain(declareEnum(context, symbol));
    case "schema": {
      const constant = inferredBy(context, declaration);
      const reading = constant === undefined ? undefined : referToSchema(context, constant);
      return reading ?? readType(context, type, place, symbol);
    }
    case "transparent":
      return expand(context, symbol, own, () => readNode(context, declaration.type, { ...own, numbered: true }));
  }
}

/** What an alias declaration defines. */
export function aliasRole(context: Context, symbol: ts.Symbol): AliasRole {
  const known = context.roles.get(symbol);
  if (known !== undefined) return known;
  context.roles.set(symbol, "transparent");
  const role = decideRole(context, symbol);
  context.roles.set(symbol, role);
  return role;
}

function decideRole(context: Context, symbol: ts.Symbol): AliasRole {
  const declaration = declarationOf(context, symbol);
  if (!ts.isTypeAliasDeclaration(declaration)) return "transparent";
  if (inferredBy(context, declaration) !== undefined) return "schema";
  const node = unparenthesize(declaration.type);
  const type = context.checker.getDeclaredTypeOfSymbol(symbol);
  if (ts.isTypeReferenceNode(node)) {
    const target = symbolAt(context, node.typeName);
    if (target === undefined) return "transparent";
    const isPlain = (node.typeArguments?.length ?? 0) === 0;
    if (isPlain) return "transparent";
  }
  if (literalUnion(context, declaration, type) !== undefined) return "enum";
  return isRecord(context, type) ? "record" : "transparent";
}

/** Object types with named fields, except those that the standard library gives a meaning of their own. */
function isRecord(context: Context, type: ts.Type): boolean {
  const { checker } = context;
  if (type.isIntersection()) {
    if (!type.types.every((member) => member.flags & TypeFlags.Object)) return false;
  } else if ((type.flags & TypeFlags.Object) === 0) return false;
  if (checker.isArrayType(type) || checker.isTupleType(type)) return false;
  const symbol = type.getSymbol();
  if (symbol !== undefined && symbol.flags & (SymbolFlags.Interface | SymbolFlags.Class)) {
    if (context.isLibrary(symbol) || symbol.name === "Buffer") return false;
  }
  const node = type.aliasSymbol?.declarations?.find(ts.isTypeAliasDeclaration)?.type;
  if (node !== undefined && ts.isTypeReferenceNode(node) && isMapAlias(context, node)) return false;
  return shapeOf(context, type) === "record";
}

/** `Record<…>`, or `Partial` and `Readonly` of it. */
function isMapAlias(context: Context, node: ts.TypeReferenceNode): boolean {
  const symbol = symbolAt(context, node.typeName);
  if (symbol === undefined || !context.isLibrary(symbol)) return false;
  if (symbol.name === "Record") return true;
  const [first] = node.typeArguments ?? [];
  const wraps = symbol.name === "Partial" || symbol.name === "Readonly";
  return wraps && first !== undefined && ts.isTypeReferenceNode(first) && isMapAlias(context, first);
}

/** The zod schema constant whose type the alias infers, when that is all it does. */
export function inferredBy(context: Context, declaration: ts.TypeAliasDeclaration): ts.Symbol | undefined {
  const node = unparenthesize(declaration.type);
  return ts.isTypeReferenceNode(node) ? schemaOfInference(context, node, node.typeName) : undefined;
}

function unparenthesize(node: ts.TypeNode): ts.TypeNode {
  return ts.isParenthesizedTypeNode(node) ? unparenthesize(node.type) : node;
}

/** Reads what an alias stands for, once; an alias that contains itself becomes a record of one value. */
export function expand(context: Context, symbol: ts.Symbol, place: Place, read: () => Reading): Reading {
  const known = context.expansions.get(symbol);
  if (known !== undefined) return known;
  const self = { kind: "ref", name: qualify(place) } as const;
  if (context.expanding.has(symbol)) {
    context.recursive.add(symbol);
    return plain(self);
  }
  context.expanding.add(symbol);
  let reading = read();
  context.expanding.delete(symbol);
  if (context.recursive.has(symbol) && reading.type !== undefined) {
    if (isBare(reading.type, self)) return circular(context, symbol, place);
    const isJson = describesJson(reading, self.name);
    if (!isJson) declareRoot(context, place, reading);
    reading = { ...reading, type: isJson ? JSON_VALUE : self };
  }
  context.expansions.set(symbol, reading);
  return reading;
}

/** Whether a type is itself, or itself or something else: that defines nothing. */
function isBare(type: TypeRef, self: TypeRef): boolean {
  return type.kind === "union" ? type.of.some((each) => sameType(each, self)) : sameType(type, self);
}

function circular(context: Context, symbol: ts.Symbol, place: Place): Reading {
  const message = `"${place.path}" is defined by itself; say what it holds, or put it into a list or a field.`;
  context.report("read/invalid-definition", place.path, place.node, message);
  const reading = plain({ kind: "unknown", text: place.path });
  context.expansions.set(symbol, reading);
  return reading;
}

/** `string | number | boolean | null | Json[] | { [key: string]: Json }`, whatever it is called. */
function describesJson({ type }: Reading, self: string): boolean {
  if (type?.kind !== "union") return false;
  const isSelf = (inner: TypeRef) =>
    sameType(inner.kind === "nullable" ? inner.of : inner, { kind: "ref", name: self });
  return type.of.every(
    (member) =>
      (member.kind === "scalar" && ["string", "float", "bool", "int"].includes(member.family)) ||
      (member.kind === "list" && isSelf(member.item)) ||
      (member.kind === "map" && isSelf(member.value)),
  );
}

/** A generic with its type arguments: a record that is named as it is written, `Page<Book>`. */
export function instantiated(context: Context, type: ts.Type, generic: ts.Symbol, place: Place): Reading {
  const known = context.typeNames.get(type);
  if (known !== undefined) return plain(known);
  const text = typeText(context, type);
  const made = (context.instances.get(generic) ?? 0) + 1;
  context.instances.set(generic, made);
  if (genericDepth(text) > MAX_GENERIC_DEPTH || made > MAX_INSTANCES) {
    context.report(
      "read/unsupported",
      place.path,
      place.node,
      `The generic type "${excerpt(text)}" of "${place.path}" expands without end; give the repeated part a type of its own.`,
    );
    return plain({ kind: "unknown", text: excerpt(text) });
  }
  if (shapeOf(context, type) === "map") return readIndex(context, type, place);
  const declaration = declarationOf(context, generic);
  const written = text.replace(/import\("[^"]*"\)\./g, "").replace(/\s+/g, " ");
  return plain(declareAnonymous(context, placeOf(context, declaration, written), type, [declaration]));
}

function genericDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of text) {
    if (char === "<") deepest = Math.max(deepest, ++depth);
    if (char === ">") depth--;
  }
  const lists = text.match(/(\[\])+/g) ?? [];
  return Math.max(deepest, ...lists.map((list) => list.length / 2));
}

/** An object type without a name: a record named after the field that holds it. */
export function inlineRecord(context: Context, type: ts.Type, place: Place): Reading {
  const [declaration] = type.getSymbol()?.declarations ?? [];
  const node = declaration !== undefined && ts.isTypeLiteralNode(declaration) ? declaration : place.node;
  return plain(context.typeNames.get(type) ?? declareAnonymous(context, { ...place, node }, type, [node]));
}

/** The declaration that a symbol is named and placed by: the first one in the sources. */
export function declarationOf(context: Context, symbol: ts.Symbol): ts.Declaration {
  const all = symbol.declarations ?? [];
  const types = all.filter(isTypeDeclaration);
  const found = types.find((declaration) => context.isGiven(declaration)) ?? types[0] ?? all[0];
  if (found === undefined) throw new TypeError(`The symbol "${symbol.name}" has no declaration.`);
  return found;
}

function isTypeDeclaration(node: ts.Node): boolean {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isClassLike(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node)
  );
}

/**
 * Whether type arguments say no more than the declaration does: they are its
 * own parameters or the defaults of these.
 */
export function areDefaults(context: Context, generic: ts.Symbol, args: readonly ts.Type[]): boolean {
  const declaration = declarationOf(context, generic);
  const isGeneric =
    ts.isInterfaceDeclaration(declaration) || ts.isClassLike(declaration) || ts.isTypeAliasDeclaration(declaration);
  const parameters = isGeneric ? (declaration.typeParameters ?? []) : [];
  return args.every((arg, index) => {
    const written = parameters[index]?.default;
    return (
      arg.flags & TypeFlags.TypeParameter ||
      (written !== undefined && context.checker.getTypeFromTypeNode(written) === arg)
    );
  });
}
