import type { Enum, EnumMember, TypeRef } from "@nx-contracts/ir";
import { NOTHING_RESERVED } from "@nx-contracts/ir";
import { ts } from "ts-morph";
import type { Context, Place } from "./context.js";
import { documentationOf } from "./doc.js";
import { placeOf, qualify, symbolAt } from "./names.js";

const { TypeFlags } = ts;

/** One value of an enum, before it is placed in the schema. */
export interface Member {
  readonly name: string;
  readonly value: string | number | boolean;
  /** Where it is written; absent for a member that the compiler computed. */
  readonly node?: ts.Node;
}

interface Definition {
  readonly members: readonly Member[];
  readonly open: boolean;
}

/** Puts a TypeScript enum, or an alias of a union of literals, into the schema; the answer refers to it. */
export function declareEnum(context: Context, symbol: ts.Symbol): TypeRef {
  const nodes = symbol.declarations ?? [];
  const types = nodes.filter((node) => ts.isEnumDeclaration(node) || ts.isTypeAliasDeclaration(node));
  const node = types.find((each) => context.isGiven(each)) ?? types[0];
  const place: Place =
    node === undefined
      ? { module: "", path: symbol.name, node: nodes[0] as ts.Node }
      : placeOf(context, node, node.name.text);
  return placeEnum(context, place, nodes, symbol, () => {
    const enums = types.filter(ts.isEnumDeclaration);
    if (enums.length > 0) return { members: enums.flatMap((each) => declaredMembers(context, each)), open: false };
    const alias = types.find(ts.isTypeAliasDeclaration);
    const type = context.checker.getDeclaredTypeOfSymbol(symbol);
    return (alias && literalUnion(context, alias, type)) ?? { members: [], open: false };
  });
}

/** Puts an enum under its name into the schema when it is declared in a source. */
export function placeEnum(
  context: Context,
  place: Place,
  nodes: readonly ts.Node[],
  origin: object,
  define: () => Definition,
): TypeRef {
  const name = qualify(place);
  if (context.isGiven(place.node)) {
    const known = context.enums.get(name);
    if (known === undefined) {
      const read = () => buildEnum(context, place, nodes, define());
      context.enums.set(name, { qualifiedName: name, origin, node: place.node, read });
    } else if (known.origin !== origin) {
      context.report(
        "read/duplicate-name",
        name,
        place.node,
        `"${name}" is declared more than once, and the first declaration counts; rename this one.`,
      );
    }
  }
  return { kind: "ref", name };
}

function buildEnum(context: Context, place: Place, nodes: readonly ts.Node[], definition: Definition): Enum {
  const { doc, deprecated } = documentationOf([place.node, ...nodes.filter((node) => node !== place.node)]);
  const members = definition.members.map(({ name, value, node = place.node }): EnumMember => {
    const own = node === place.node ? { deprecated: false } : documentationOf([node]);
    const number = typeof value === "number" ? { number: value } : {};
    return { name, value, ...number, ...own, at: context.span(node) };
  });
  return {
    name: place.path,
    qualifiedName: qualify(place),
    members,
    open: definition.open,
    reserved: NOTHING_RESERVED,
    deprecated,
    ...(doc === undefined ? {} : { doc }),
    at: context.span(place.node),
  };
}

/** The members of an enum declaration; one whose value is computed at run time is reported and left out. */
function declaredMembers(context: Context, declaration: ts.EnumDeclaration): readonly Member[] {
  return declaration.members.flatMap((node) => {
    const name = ts.isIdentifier(node.name) || ts.isStringLiteralLike(node.name) ? node.name.text : node.name.getText();
    const value = context.checker.getConstantValue(node);
    if (value !== undefined) return [{ name, value, node }];
    const subject = `${declaration.name.text}.${name}`;
    context.report(
      "read/dynamic-definition",
      subject,
      node,
      `The value of "${subject}" is computed at run time, so the member is left out; write the value as a literal.`,
    );
    return [];
  });
}

/** The values of an exported alias that is a union of string or number literals, in the order written. */
export function literalUnion(
  context: Context,
  declaration: ts.TypeAliasDeclaration,
  type: ts.Type,
): Definition | undefined {
  const symbol = context.checker.getSymbolAtLocation(declaration.name);
  if (context.isGiven(declaration) && (symbol === undefined || !context.exported.has(symbol))) return undefined;
  if (!type.isUnion()) return undefined;
  const values: (string | number)[] = [];
  let open = false;
  for (const member of type.types) {
    if (member.flags & TypeFlags.EnumLiteral) return undefined;
    if (member.isStringLiteral() || member.isNumberLiteral()) values.push(member.value);
    else if (isAnyString(member)) open = true;
    else return undefined;
  }
  if (values.length === 0) return undefined;
  const left = new Set<unknown>(values);
  const written = writtenMembers(context, declaration.type).filter(({ value }) => left.delete(value));
  const computed = values.filter((value) => left.has(value)).map((value) => ({ name: String(value), value }));
  return { members: [...written, ...computed], open };
}

/** `string & {}`: any string, in a union that wants its literals to be offered first. */
function isAnyString(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some((part) => (part.flags & TypeFlags.String) !== 0);
}

/** The literals in the order in which a type writes them; members of a table carry its keys as names. */
function writtenMembers(context: Context, node: ts.TypeNode): readonly Member[] {
  if (ts.isParenthesizedTypeNode(node)) return writtenMembers(context, node.type);
  if (ts.isUnionTypeNode(node)) return node.types.flatMap((member) => writtenMembers(context, member));
  if (ts.isTypeReferenceNode(node)) {
    const [first] = node.typeArguments ?? [];
    if (first !== undefined) return writtenMembers(context, first);
    const target = symbolAt(context, node.typeName)?.declarations?.find(ts.isTypeAliasDeclaration);
    // A recursive alias is no union of literals, so this ends.
    return target === undefined ? [] : writtenMembers(context, target.type);
  }
  if (ts.isIndexedAccessTypeNode(node)) return tableMembers(context, node);
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword) {
    const properties = context.checker.getPropertiesOfType(context.checker.getTypeFromTypeNode(node.type));
    return properties.map((each) => withNode({ name: each.name, value: each.name }, each.valueDeclaration));
  }
  const type = context.checker.getTypeFromTypeNode(node);
  if (!type.isStringLiteral() && !type.isNumberLiteral()) return [];
  return [{ name: String(type.value), value: type.value, node }];
}

/** `(typeof Table)[keyof typeof Table]` and `(typeof list)[number]`. */
function tableMembers(context: Context, node: ts.IndexedAccessTypeNode): readonly Member[] {
  const { checker } = context;
  const table = checker.getTypeFromTypeNode(node.objectType);
  if (checker.isTupleType(table)) {
    return checker.getTypeArguments(table as ts.TypeReference).flatMap((type) => literalMember(type) ?? []);
  }
  const members = checker.getPropertiesOfType(table).flatMap((property) => {
    const member = literalMember(checker.getTypeOfSymbol(property));
    return member === undefined ? [] : [withNode({ ...member, name: property.name }, property.valueDeclaration)];
  });
  return members;
}

function literalMember(type: ts.Type): Member | undefined {
  return type.isStringLiteral() || type.isNumberLiteral() ? { name: String(type.value), value: type.value } : undefined;
}

function withNode(member: Member, node: ts.Node | undefined): Member {
  return node === undefined ? member : { ...member, node };
}
