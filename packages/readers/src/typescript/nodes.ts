import type { TypeRef } from "@nx-contracts/ir";
import { ts } from "ts-morph";
import { collection, globalReading } from "./builtin.js";
import type { Context, Place } from "./context.js";
import { reportUnresolved, symbolAt } from "./names.js";
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
import { referTo } from "./references.js";
import { listOf, nested, readType } from "./types.js";
import { isZodType, schemaOfInference } from "./zod/inference.js";
import { referToSchema } from "./zod/render.js";

/**
 * Reads a type as it is written, which keeps the order of unions and the names
 * of aliases. What is computed (mapped, conditional, indexed types) is left to
 * the compiler.
 */
export function readNode(context: Context, node: ts.TypeNode, place: Place): Reading {
  const word = KEYWORDS[node.kind];
  if (word !== undefined) return word;
  if (ts.isParenthesizedTypeNode(node)) return readNode(context, node.type, place);
  if (ts.isUnionTypeNode(node)) {
    const inline = node.types.filter(ts.isTypeLiteralNode);
    const own = inline.length > 1 ? { ...place, numbered: true } : place;
    return unionOf(node.types.map((member) => readNode(context, member, own)));
  }
  if (ts.isArrayTypeNode(node)) {
    return listOf(context, readNode(context, node.elementType, place), { ...place, node: node.elementType });
  }
  if (ts.isTupleTypeNode(node)) return readTuple(context, node, place);
  if (ts.isLiteralTypeNode(node)) return readLiteral(context, node, place);
  if (ts.isTypeReferenceNode(node)) return readReference(context, node, node.typeName, place);
  if (ts.isExpressionWithTypeArguments(node)) return readReference(context, node, node.expression, place);
  if (ts.isFunctionTypeNode(node) || ts.isConstructorTypeNode(node)) return CALLABLE;
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) {
    return readNode(context, node.type, place);
  }
  return readType(context, context.checker.getTypeFromTypeNode(node), { ...place, node }, aliasAround(context, node));
}

/** The alias that a type node is the whole definition of. */
function aliasAround(context: Context, node: ts.TypeNode): ts.Symbol | undefined {
  let { parent } = node;
  while (ts.isParenthesizedTypeNode(parent)) ({ parent } = parent);
  return ts.isTypeAliasDeclaration(parent) ? context.checker.getSymbolAtLocation(parent.name) : undefined;
}

const KEYWORDS: { readonly [kind in ts.SyntaxKind]?: Reading } = {
  [ts.SyntaxKind.StringKeyword]: plain(STRING),
  [ts.SyntaxKind.NumberKeyword]: plain(NUMBER),
  [ts.SyntaxKind.BooleanKeyword]: plain(BOOL),
  [ts.SyntaxKind.BigIntKeyword]: plain(INT),
  [ts.SyntaxKind.AnyKeyword]: plain(JSON_VALUE),
  [ts.SyntaxKind.UnknownKeyword]: plain(JSON_VALUE),
  [ts.SyntaxKind.ObjectKeyword]: plain(JSON_VALUE),
  [ts.SyntaxKind.UndefinedKeyword]: UNDEFINED,
  [ts.SyntaxKind.VoidKeyword]: UNDEFINED,
};

/** A type inside another one, where null is part of the type. */
function item(context: Context, node: ts.TypeNode, place: Place): TypeRef {
  return nested(context, readNode(context, node, place), { ...place, node });
}

/** Like {@link item}; an entry that is undefined is an entry that is absent. */
function entry(context: Context, node: ts.TypeNode, place: Place): TypeRef {
  return nested(context, { ...readNode(context, node, place), optional: false }, { ...place, node });
}

function readTuple(context: Context, node: ts.TupleTypeNode, place: Place): Reading {
  const isFixed = node.elements.every(
    (element) =>
      !ts.isRestTypeNode(element) &&
      !ts.isOptionalTypeNode(element) &&
      !(ts.isNamedTupleMember(element) && (element.questionToken ?? element.dotDotDotToken) !== undefined),
  );
  if (!isFixed) return readType(context, context.checker.getTypeFromTypeNode(node), { ...place, node });
  const types = node.elements.map((element) => (ts.isNamedTupleMember(element) ? element.type : element));
  return tupleOf(types.map((type) => item(context, type, place)));
}

function readLiteral(context: Context, node: ts.LiteralTypeNode, place: Place): Reading {
  const value = node.literal;
  if (value.kind === ts.SyntaxKind.NullKeyword) return NULL;
  if (value.kind === ts.SyntaxKind.TrueKeyword) return literal(true);
  if (value.kind === ts.SyntaxKind.FalseKeyword) return literal(false);
  if (ts.isStringLiteral(value) || ts.isNoSubstitutionTemplateLiteral(value)) return literal(value.text);
  return readType(context, context.checker.getTypeFromTypeNode(node), { ...place, node });
}

function readReference(context: Context, node: ts.NodeWithTypeArguments, name: ts.Node, place: Place): Reading {
  const constant = schemaOfInference(context, node, name);
  if (constant !== undefined) {
    const reading = referToSchema(context, constant);
    if (reading !== undefined) return reading;
  }
  const symbol = symbolAt(context, name);
  if (symbol === undefined) {
    const known = globalReading(name.getText());
    if (known !== undefined) return known;
    if (isZodType(context, name)) context.wantsZod ||= context.compiled.skipsZod();
    reportUnresolved(context, name, place);
    return plain({ kind: "unknown", text: node.getText() });
  }
  const args = node.typeArguments ?? [];
  if (context.isLibrary(symbol)) {
    const lazily = args.map((arg, index) => () => (index === 1 ? entry : item)(context, arg, place));
    const known = globalReading(symbol.name) ?? collection(symbol.name, lazily);
    if (known !== undefined) return known;
    const [subject] = args;
    if (subject !== undefined && (symbol.name === "Readonly" || symbol.name === "Partial")) {
      const reading = readNode(context, subject, place);
      if (symbol.name === "Readonly" || reading.type?.kind === "map") return reading;
    }
  }
  if (args.length > 0 || context.isLibrary(symbol)) {
    const own = ts.isTypeNode(node) ? aliasAround(context, node) : undefined;
    return readType(context, context.checker.getTypeFromTypeNode(node), { ...place, node }, own);
  }
  return referTo(context, symbol, { ...place, node });
}
