import type { Field, SchemaRecord, TypeRef } from "@nx-contracts/ir";
import { NO_CONSTRAINTS, NOTHING_RESERVED } from "@nx-contracts/ir";
import { ts } from "ts-morph";
import type { Context, Place } from "./context.js";
import { below } from "./context.js";
import { documentationOf } from "./doc.js";
import { readInitializer } from "./initializer.js";
import { qualify, symbolAt } from "./names.js";
import { readNode } from "./nodes.js";
import { orderedProperties } from "./properties.js";
import type { Reading } from "./reading.js";
import { readType } from "./types.js";

const { SymbolFlags, ModifierFlags } = ts;

/** Puts a named object type into the schema, unless its declaration was only loaded; the answer refers to it. */
export function declareRecord(context: Context, place: Place, type: ts.Type, nodes: readonly ts.Node[]): TypeRef {
  const name = qualify(place);
  const reference: TypeRef = { kind: "ref", name };
  const node = nodes.find((each) => context.isGiven(each));
  if (node === undefined) return reference;
  const known = context.records.get(name);
  if (known === undefined) {
    const read = () => readRecord(context, { ...place, node }, type, nodes);
    context.records.set(name, { qualifiedName: name, origin: type, node: node, read });
  } else if (known.origin !== type) {
    context.report(
      "read/duplicate-name",
      name,
      node,
      `"${name}" is declared more than once, and the first declaration counts; rename this one.`,
    );
  }
  return reference;
}

/** Puts an object type without a declaration of its own into the schema under a free name near `place`. */
export function declareAnonymous(context: Context, place: Place, type: ts.Type, nodes: readonly ts.Node[]): TypeRef {
  const [node = place.node] = nodes;
  const path = freePath(context, place);
  const name = qualify({ ...place, path });
  const reference: TypeRef = { kind: "ref", name };
  context.typeNames.set(type, reference);
  const read = () => readRecord(context, { ...place, path, node }, type, nodes);
  context.records.set(name, { qualifiedName: name, origin: type, node: node, read });
  return reference;
}

/** `Anime.media`; `Anime.media.1` and so on where several inline objects share the place. */
export function freePath(context: Context, place: Place): string {
  const isTaken = (path: string) => context.records.has(qualify({ ...place, path }));
  if (place.numbered !== true && !isTaken(place.path)) return place.path;
  let count = 1;
  while (isTaken(`${place.path}.${count}`)) count++;
  return `${place.path}.${count}`;
}

/** Puts a value that contains itself into the schema: a record of one value under no key. */
export function declareRoot(context: Context, place: Place, reading: Reading): void {
  const name = qualify(place);
  if (context.records.has(name)) return;
  const { doc, deprecated } = documentationOf([place.node]);
  const at = context.span(place.node);
  const { type = { kind: "unknown", text: place.path }, nullable } = reading;
  const root: Field = {
    name: "root",
    type,
    presence: "required",
    nullable,
    constraints: NO_CONSTRAINTS,
    deprecated: false,
    at,
  };
  const record: SchemaRecord = {
    name: place.path,
    qualifiedName: name,
    fields: [root],
    reserved: NOTHING_RESERVED,
    open: false,
    root: true,
    deprecated,
    ...(doc === undefined ? {} : { doc }),
    at,
  };
  context.records.set(name, { qualifiedName: name, origin: record, node: place.node, read: () => record });
}

function readRecord(context: Context, place: Place, type: ts.Type, nodes: readonly ts.Node[]): SchemaRecord {
  reportUnresolvedBases(context, place, nodes);
  const fields: Field[] = [];
  const computed: Field[] = [];
  for (const property of orderedProperties(context, type)) {
    const kind = memberKind(property);
    if (kind === "none") continue;
    const field = readField(context, place, property);
    if (field !== undefined) (kind === "computed" ? computed : fields).push(field);
  }
  const { doc, deprecated } = documentationOf(nodes);
  return {
    name: place.path,
    qualifiedName: qualify(place),
    fields,
    ...(computed.length > 0 ? { computed } : {}),
    reserved: NOTHING_RESERVED,
    open: context.checker.getIndexInfosOfType(type).length > 0,
    deprecated,
    ...(doc === undefined ? {} : { doc }),
    at: context.span(place.node),
  };
}

function memberKind(property: ts.Symbol): "field" | "computed" | "none" {
  if (property.flags & SymbolFlags.Method || property.name.startsWith("__@")) return "none";
  const declaration = property.valueDeclaration ?? property.declarations?.[0];
  if (declaration === undefined) return "field";
  const name = ts.getNameOfDeclaration(declaration);
  if (name !== undefined && ts.isPrivateIdentifier(name)) return "none";
  const hidden = ModifierFlags.Private | ModifierFlags.Protected | ModifierFlags.Static;
  if (ts.getCombinedModifierFlags(declaration) & hidden) return "none";
  if ((property.flags & SymbolFlags.Accessor) === 0 || !ts.isClassLike(declaration.parent)) return "field";
  return property.flags & SymbolFlags.GetAccessor ? "computed" : "none";
}

function readField(context: Context, owner: Place, property: ts.Symbol): Field | undefined {
  const declaration = property.valueDeclaration ?? property.declarations?.[0];
  const place = below(owner, property.name, declaration ?? owner.node);
  const reading = readProperty(context, property, place);
  if (reading.callable === true) return undefined;
  const initializer =
    declaration !== undefined && ts.isClassElement(declaration) && ts.isPropertyDeclaration(declaration)
      ? declaration.initializer
      : parameterInitializer(declaration);
  const type = reading.type ?? nothing(context, place);
  const value = initializer === undefined ? undefined : readInitializer(context, initializer, type);
  const { doc, deprecated } = documentationOf(property.declarations ?? []);
  return {
    name: property.name,
    type,
    presence: reading.optional || initializer !== undefined ? "optional" : "required",
    nullable: reading.nullable,
    ...(value === undefined ? {} : { default: value }),
    constraints: NO_CONSTRAINTS,
    deprecated,
    ...(doc === undefined ? {} : { doc }),
    at: declaration === undefined ? context.span(owner.node) : fieldSpan(context, declaration),
  };
}

function parameterInitializer(declaration: ts.Declaration | undefined): ts.Expression | undefined {
  return declaration !== undefined && ts.isParameter(declaration) ? declaration.initializer : undefined;
}

/** Null and undefined come from the compiler, everything else from the text, as long as both mean the same. */
function readProperty(context: Context, property: ts.Symbol, place: Place): Reading {
  const { checker } = context;
  const type = checker.getTypeOfSymbol(property);
  const isOptional = (property.flags & SymbolFlags.Optional) !== 0;
  const node = writtenType(property);
  if (node === undefined || !isSameValue(checker, type, checker.getTypeFromTypeNode(node))) {
    const reading = readType(context, type, node === undefined ? place : { ...place, node });
    return isOptional ? { ...reading, optional: true } : reading;
  }
  const reading = readNode(context, node, { ...place, node });
  const isComputed = type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown);
  if (isComputed || (reading.type?.kind === "scalar" && reading.type.family === "json")) {
    return { ...reading, optional: reading.optional || isOptional };
  }
  const members = type.isUnion() ? type.types : [type];
  return {
    ...reading,
    nullable: members.some((member) => member.flags & ts.TypeFlags.Null),
    optional: isOptional || members.some((member) => member.flags & ts.TypeFlags.Undefined),
  };
}

function writtenType(property: ts.Symbol): ts.TypeNode | undefined {
  const declaration = property.valueDeclaration ?? property.declarations?.[0];
  if (declaration === undefined) return undefined;
  const isTyped =
    ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration) || ts.isParameter(declaration);
  return isTyped ? declaration.type : undefined;
}

/** Whether two types are one, leaving null and undefined aside. */
function isSameValue(checker: ts.TypeChecker, a: ts.Type, b: ts.Type): boolean {
  const [first, second] = [checker.getNonNullableType(a), checker.getNonNullableType(b)];
  if (first === second) return true;
  if (!first.isUnion() || !second.isUnion() || first.types.length !== second.types.length) return false;
  return first.types.every((member, index) => member === second.types[index]);
}

function nothing(context: Context, place: Place): TypeRef {
  context.report(
    "read/unsupported",
    place.path,
    place.node,
    `"${place.path}" can hold no value besides null and undefined, which no contract can state; give it a type or remove it.`,
  );
  return { kind: "unknown", text: place.node.getText() };
}

/** From the name to the terminator. */
function fieldSpan(context: Context, declaration: ts.Declaration) {
  const name = ts.getNameOfDeclaration(declaration);
  return context.span(declaration, (name ?? declaration).getStart(), declaration.end);
}

function reportUnresolvedBases(context: Context, place: Place, nodes: readonly ts.Node[]): void {
  for (const node of nodes) {
    if (!ts.isInterfaceDeclaration(node) && !ts.isClassLike(node)) continue;
    for (const clause of node.heritageClauses ?? []) {
      if (clause.token !== ts.SyntaxKind.ExtendsKeyword) continue;
      reportCircularBase(context, place, node, clause);
      for (const { expression } of clause.types) {
        if (!ts.isIdentifier(expression) && !ts.isPropertyAccessExpression(expression)) continue;
        if (symbolAt(context, expression) !== undefined) continue;
        context.wantsZod ||= context.compiled.skipsZod();
        context.report(
          "read/unresolved-base",
          place.path,
          expression,
          `"${place.path}" extends "${expression.getText()}", which is not declared in the sources or their imports, so inherited fields are missing; declare or import it.`,
        );
      }
    }
  }
}

function reportCircularBase(context: Context, place: Place, node: ts.Node, clause: ts.HeritageClause): void {
  const type = context.checker.getTypeAtLocation(node);
  if (!type.isClassOrInterface() || !ts.isInterfaceDeclaration(node)) return;
  const resolved = clause.types.filter(({ expression }) => symbolAt(context, expression) !== undefined);
  if (context.checker.getBaseTypes(type).length >= resolved.length) return;
  const message = `"${place.path}" extends something that is no object type or extends it in turn, so inherited fields are missing; extend an interface that stands by itself.`;
  context.report("read/invalid-definition", place.path, clause, message);
}
