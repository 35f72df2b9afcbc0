import type { TypeRef } from "@nx-contracts/ir";
import { ts } from "ts-morph";
import { collection, globalReading } from "./builtin.js";
import type { Context, Place } from "./context.js";
import { excerpt } from "./context.js";
import { readNode } from "./nodes.js";
import { areDefaults, instantiated, inlineRecord, referTo } from "./references.js";
import type { Reading } from "./reading.js";
import {
  BOOL,
  CALLABLE,
  INT,
  JSON_VALUE,
  literal,
  NULL,
  NUMBER,
  plain,
  STRING,
  tupleOf,
  UNDEFINED,
  unionOf,
} from "./reading.js";

const { TypeFlags, ObjectFlags, SymbolFlags, ElementFlags } = ts;

/**
 * Reads a type as the compiler resolved it.
 *
 * @param own the alias whose definition is being read, which is no reference to it
 */
export function readType(context: Context, type: ts.Type, place: Place, own?: ts.Symbol): Reading {
  const { flags } = type;
  if (flags & TypeFlags.Any) return isErrorType(type) ? unresolved(context, place) : plain(JSON_VALUE);
  if (flags & (TypeFlags.Unknown | TypeFlags.NonPrimitive)) return plain(JSON_VALUE);
  if (flags & TypeFlags.String) return plain(STRING);
  if (flags & TypeFlags.Number) return plain(NUMBER);
  if (flags & TypeFlags.Boolean) return plain(BOOL);
  if (flags & TypeFlags.BigInt) return plain(INT);
  if (flags & (TypeFlags.Undefined | TypeFlags.Void)) return UNDEFINED;
  if (flags & TypeFlags.Null) return NULL;
  if (flags & TypeFlags.EnumLike && isWholeEnum(context, type)) return referTo(context, enumOf(context, type), place);
  if (type.isStringLiteral() || type.isNumberLiteral()) return literal(type.value);
  if (flags & TypeFlags.BooleanLiteral) return literal(context.checker.typeToString(type) === "true");
  if (flags & (TypeFlags.TemplateLiteral | TypeFlags.StringMapping)) {
    report(context, type, place, "it is read as a string; state its pattern in the contract that owns it");
    return plain(STRING);
  }
  if (type.isUnion()) return readUnion(context, type, place, own);
  if (type.isIntersection()) return readIntersection(context, type, place, own);
  if (flags & TypeFlags.Object) return readObject(context, type, place, own);
  return readOpen(context, type, place) ?? unsupported(context, type, place);
}

/** A type that still depends on type parameters says what their defaults or constraints say. */
function readOpen(context: Context, type: ts.Type, place: Place): Reading | undefined {
  if ((type.flags & TypeFlags.Instantiable) === 0) return undefined;
  const { checker } = context;
  const bound = checker.getDefaultFromTypeParameter(type) ?? checker.getBaseConstraintOfType(type);
  return bound === undefined || bound === type ? undefined : readType(context, bound, place);
}

/** A type inside another one: null becomes part of the type, undefined has no place. */
export function nested(context: Context, reading: Reading, place: Place): TypeRef {
  const { type } = reading;
  if (reading.optional || type === undefined) {
    const text = excerpt(place.node.getText());
    context.report(
      "read/unsupported",
      place.path,
      place.node,
      `"${place.path}" holds items that may be undefined or a function (${text}), which no contract can state; allow null instead, or leave them out.`,
    );
    if (type === undefined) return { kind: "unknown", text };
  }
  return reading.nullable ? { kind: "nullable", of: type } : type;
}

/** A list of what was read; a list of functions is as little a field as one function. */
export function listOf(context: Context, item: Reading, place: Place): Reading {
  return item.callable === true ? item : plain({ kind: "list", item: nested(context, item, place) });
}

/** What the compiler gives for a name that it could not resolve, as opposed to a written `any`. */
export function isErrorType(type: ts.Type): boolean {
  return (type.flags & TypeFlags.Any) !== 0 && "intrinsicName" in type && type.intrinsicName === "error";
}

function unresolved(context: Context, place: Place): Reading {
  context.wantsZod ||= context.compiled.skipsZod();
  const text = excerpt(place.node.getText());
  context.report(
    "read/unresolved-type",
    place.path,
    place.node,
    `The type of "${place.path}" depends on something that is not declared in the sources or their imports; declare or import it.`,
  );
  return plain({ kind: "unknown", text });
}

function unsupported(context: Context, type: ts.Type, place: Place): Reading {
  report(context, type, place, "use a type that JSON can carry, or ignore this subject with a reason");
  return plain({ kind: "unknown", text: excerpt(typeText(context, type)) });
}

function report(context: Context, type: ts.Type, place: Place, next: string): void {
  const text = excerpt(typeText(context, type));
  const message = `The type "${text}" of "${place.path}" has no counterpart in a contract: ${next}.`;
  context.report("read/unsupported", place.path, place.node, message);
}

/** A type in the words of TypeScript, never cut short. */
export function typeText(context: Context, type: ts.Type): string {
  return context.checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
}

function readUnion(context: Context, type: ts.UnionType, place: Place, own: ts.Symbol | undefined): Reading {
  const alias = aliasOf(context, type, own);
  if (alias !== undefined) return referTo(context, alias, place);
  const inline = type.types.filter(
    (member) => member.flags & TypeFlags.Object && member.aliasSymbol === undefined && member.symbol?.name === "__type",
  );
  return unionOf(regroupEnums(context, type.types, inline.length > 1 ? { ...place, numbered: true } : place));
}

/** The compiler spreads an enum over the members of a union; all members together are the enum again. */
function regroupEnums(context: Context, types: readonly ts.Type[], place: Place): readonly Reading[] {
  const counts = new Map<ts.Symbol, number>();
  for (const type of types) {
    if (isEnumMember(type)) counts.set(enumOf(context, type), (counts.get(enumOf(context, type)) ?? 0) + 1);
  }
  return types.map((type) => {
    const owner = isEnumMember(type) ? enumOf(context, type) : undefined;
    const isWhole = owner !== undefined && counts.get(owner) === owner.exports?.size;
    return isWhole ? referTo(context, owner, place) : readType(context, type, place);
  });
}

function isEnumMember(type: ts.Type): boolean {
  return (type.flags & TypeFlags.EnumLiteral) !== 0 && !type.isUnion();
}

function isWholeEnum(context: Context, type: ts.Type): boolean {
  if (type.flags & TypeFlags.Enum || type.isUnion()) return ((type.getSymbol()?.flags ?? 0) & SymbolFlags.Enum) !== 0;
  // A field of the type `Kind.Anime` holds one value, unless the enum has no other.
  return (enumOf(context, type).exports?.size ?? 0) === 1;
}

/** The enum that an enum type or the type of one member belongs to. */
function enumOf(context: Context, type: ts.Type): ts.Symbol {
  const symbol = type.symbol;
  if ((symbol.flags & SymbolFlags.EnumMember) === 0) return symbol;
  const declaration = symbol.valueDeclaration?.parent;
  const owner =
    declaration !== undefined && ts.isEnumDeclaration(declaration)
      ? context.checker.getSymbolAtLocation(declaration.name)
      : undefined;
  return owner ?? symbol;
}

/** The alias that a computed type was declared as, when it is one of the user's and takes no arguments. */
function aliasOf(context: Context, type: ts.Type, own: ts.Symbol | undefined): ts.Symbol | undefined {
  const alias = type.aliasSymbol;
  if (
    alias === undefined ||
    alias === own ||
    context.isLibrary(alias) ||
    !areDefaults(context, alias, type.aliasTypeArguments ?? [])
  )
    return undefined;
  return alias;
}

function readIntersection(
  context: Context,
  type: ts.IntersectionType,
  place: Place,
  own: ts.Symbol | undefined,
): Reading {
  // A branded primitive, `string & { readonly __brand: "AnimeId" }`, travels as the primitive.
  const primitives = TypeFlags.StringLike | TypeFlags.NumberLike | TypeFlags.BigIntLike | TypeFlags.BooleanLike;
  const primitive = type.types.find((member) => member.flags & primitives);
  if (primitive !== undefined) return readType(context, primitive, place);
  if (type.types.some((member) => member.flags & TypeFlags.Instantiable)) {
    const bound = context.checker.getBaseConstraintOfType(type);
    if (bound !== undefined && bound !== type) return readType(context, bound, place);
    if (type.types.every((member) => (member.flags & TypeFlags.TypeParameter) === 0))
      return unsupported(context, type, place);
  }
  if (type.types.some((member) => context.checker.isArrayType(member))) return unsupported(context, type, place);
  return readObject(context, type, place, own);
}

function readObject(context: Context, type: ts.Type, place: Place, own: ts.Symbol | undefined): Reading {
  const { checker } = context;
  if (checker.isArrayType(type) || checker.isTupleType(type))
    return readSequence(context, type as ts.TypeReference, place);
  const alias = aliasOf(context, type, own);
  if (alias !== undefined) return referTo(context, alias, place);
  const symbol = type.getSymbol();
  const args = typeArguments(context, type);
  const mapped = type.aliasSymbol;
  if (mapped !== undefined && context.isLibrary(mapped)) {
    const reading = readLibraryAlias(context, mapped.name, type.aliasTypeArguments ?? [], place);
    if (reading !== undefined) return reading;
  }
  if (symbol !== undefined && symbol.flags & (SymbolFlags.Interface | SymbolFlags.Class)) {
    const item = (arg: ts.Type, index: number) => () => {
      const reading = readType(context, arg, place);
      return nested(context, index === 1 ? { ...reading, optional: false } : reading, place);
    };
    const isForeign = context.isLibrary(symbol) || symbol.name === "Buffer";
    if (isForeign) {
      return globalReading(symbol.name) ?? collection(symbol.name, args.map(item)) ?? foreign(context, type, place);
    }
    return areDefaults(context, symbol, args)
      ? referTo(context, symbol, place)
      : instantiated(context, type, symbol, place);
  }
  const shape = shapeOf(context, type);
  if (shape === "callable") return CALLABLE;
  if (shape === "empty") return plain(JSON_VALUE);
  if (shape === "map") return readIndex(context, type, place);
  if (type.aliasSymbol !== undefined && !context.isLibrary(type.aliasSymbol)) {
    return instantiated(context, type, type.aliasSymbol, place);
  }
  return inlineRecord(context, type, place);
}

function foreign(context: Context, type: ts.Type, place: Place): Reading {
  return type.getCallSignatures().length > 0 || type.symbol.name === "Function"
    ? CALLABLE
    : unsupported(context, type, place);
}

function readLibraryAlias(context: Context, name: string, args: readonly ts.Type[], place: Place): Reading | undefined {
  const [first, second] = args;
  if (first === undefined) return undefined;
  if (name === "Record" && second !== undefined) {
    const value = { ...readType(context, second, place), optional: false };
    const key = nested(context, readType(context, first, place), place);
    return plain({ kind: "map", key, value: nested(context, value, place) });
  }
  const isRecord = first.aliasSymbol?.name === "Record" && context.isLibrary(first.aliasSymbol);
  return (name === "Partial" || name === "Readonly") && isRecord ? readType(context, first, place) : undefined;
}

/** What an object type is when it is no list, no instance of the library and no declared interface. */
export function shapeOf(context: Context, type: ts.Type): "callable" | "empty" | "map" | "record" {
  const isCallable = type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
  if (isCallable) return "callable";
  if (context.checker.getPropertiesOfType(type).length > 0 || isDeclaredOpen(context, type)) return "record";
  return context.checker.getIndexInfosOfType(type).length > 0 ? "map" : "empty";
}

/** An interface that declares only an index signature: a record of unknown keys, with a name of its own. */
function isDeclaredOpen(context: Context, type: ts.Type): boolean {
  const symbol = type.getSymbol();
  if (symbol === undefined || !(symbol.flags & SymbolFlags.Interface) || context.isLibrary(symbol)) return false;
  return context.checker.getIndexInfosOfType(type).length > 0;
}

/** An object type with an index signature and no named fields. */
export function readIndex(context: Context, type: ts.Type, place: Place): Reading {
  const infos = context.checker.getIndexInfosOfType(type);
  const info = infos.find((each) => each.keyType.flags & TypeFlags.String) ?? infos[0];
  if (info === undefined) return plain(JSON_VALUE);
  const written = info.declaration?.type;
  const at = written === undefined ? place : { ...place, node: written };
  // An instantiated generic differs from what is written; the compiler is right then.
  const isAsWritten = written !== undefined && context.checker.getTypeFromTypeNode(written) === info.type;
  const value = isAsWritten ? readNode(context, written, at) : readType(context, info.type, at);
  return plain({
    kind: "map",
    key: nested(context, readType(context, info.keyType, place), place),
    value: nested(context, { ...value, optional: false }, at),
  });
}

function readSequence(context: Context, type: ts.TypeReference, place: Place): Reading {
  const args = context.checker.getTypeArguments(type);
  const readings = args.map((arg) => readType(context, arg, place));
  if (!context.checker.isTupleType(type)) return listOf(context, readings[0] ?? plain(JSON_VALUE), place);
  const { elementFlags } = type.target as ts.TupleType;
  if (elementFlags.every((flag) => flag === ElementFlags.Required)) {
    return tupleOf(readings.map((reading) => nested(context, reading, place)));
  }
  const items = unionOf(readings);
  if (readings.length > 1)
    report(context, type, place, "its length is lost and it is read as a list; state the length as a constraint");
  return listOf(context, { ...items, optional: false }, place);
}

/** Type arguments of an instantiated interface or class, without those that an enclosing declaration binds. */
export function typeArguments(context: Context, type: ts.Type): readonly ts.Type[] {
  if ((type as ts.ObjectType).objectFlags === undefined) return [];
  if (((type as ts.ObjectType).objectFlags & ObjectFlags.Reference) === 0) return [];
  const reference = type as ts.TypeReference;
  const count = reference.target.typeParameters?.length ?? 0;
  return context.checker.getTypeArguments(reference).slice(0, count);
}
