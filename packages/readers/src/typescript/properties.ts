import { ts } from "ts-morph";
import type { Context } from "./context.js";

/** Properties of an object type as declared: inherited ones first, those of an intersection part by part. */
export function orderedProperties(context: Context, type: ts.Type): readonly ts.Symbol[] {
  const names = new Set<ts.__String>();
  collectNames(context, type, names, new Set());
  const bySymbol = new Map(context.checker.getPropertiesOfType(type).map((each) => [each.escapedName, each]));
  return [...names].flatMap((name) => bySymbol.get(name) ?? []);
}

function collectNames(context: Context, type: ts.Type, names: Set<ts.__String>, seen: Set<ts.Type>): void {
  if (seen.has(type)) return;
  seen.add(type);
  const { checker } = context;
  if (type.isIntersection()) for (const part of type.types) collectNames(context, part, names, seen);
  const target = isReference(type) ? type.target : type;
  if (target.isClassOrInterface()) {
    for (const parent of checker.getBaseTypes(target)) collectNames(context, parent, names, seen);
  }
  // The members of `Pick<Anime, "b" | "a">` stand in the order of Anime, whatever the order of the union.
  const subject = subjectOf(context, type);
  if (subject !== undefined && subject.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) {
    const own = new Set(checker.getPropertiesOfType(type).map((property) => property.escapedName));
    const all = new Set<ts.__String>();
    collectNames(context, subject, all, seen);
    for (const name of all) if (own.has(name)) names.add(name);
  }
  for (const property of checker.getPropertiesOfType(type)) names.add(property.escapedName);
}

/** What a utility type is applied to. */
function subjectOf(context: Context, type: ts.Type): ts.Type | undefined {
  const alias = type.aliasSymbol;
  if (alias === undefined) return undefined;
  if (context.isLibrary(alias)) return type.aliasTypeArguments?.[0];
  const node = alias.declarations?.find(ts.isTypeAliasDeclaration)?.type;
  if (node === undefined || !ts.isTypeReferenceNode(node) || (type.aliasTypeArguments?.length ?? 0) > 0)
    return undefined;
  const [first] = node.typeArguments ?? [];
  return first === undefined ? undefined : context.checker.getTypeFromTypeNode(first);
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    "target" in type &&
    "objectFlags" in type &&
    isReferenceFlag(type.objectFlags)
  );
}

function isReferenceFlag(flags: unknown): boolean {
  return typeof flags === "number" && (flags & ts.ObjectFlags.Reference) !== 0;
}
