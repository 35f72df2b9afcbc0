import type { Field, SchemaRecord, TypeRef } from "@nx-contracts/ir";
import { type Change, type Page, stretchOf } from "./page.js";

/** The list wrapper that a map or list of this field goes through, when nothing else needs it. */
export function ownWrapper(page: Page, { type }: Field): SchemaRecord | undefined {
  const inner = type.kind === "map" ? type.value : type.kind === "list" ? type.item : type;
  const record = inner.kind === "ref" ? page.side.index.record(inner.name) : undefined;
  if (!record || !page.side.index.isListWrapper(record)) return undefined;
  const uses = page.side.schema.records
    .flatMap(({ fields }) => fields)
    .filter((field) => refersTo(field.type, record.qualifiedName));
  const isServed = page.side.schema.services.some(({ methods }) =>
    methods.some(({ request, response }) => [request, response].includes(record.qualifiedName)),
  );
  return uses.length === 1 && !isServed ? record : undefined;
}

/** Takes a definition away with the comment ahead of it; nothing where it shares its lines. */
export function removeDefinition(page: Page, { at }: SchemaRecord): readonly Change[] {
  const place = stretchOf(page, at);
  if (!place) return [];
  const lineStart = page.text.lastIndexOf("\n", place.start - 1) + 1;
  const newline = page.text.indexOf("\n", place.end);
  const lineEnd = newline < 0 ? page.text.length : newline;
  if (page.text.slice(lineStart, place.start).trim() !== "" || page.text.slice(place.end, lineEnd).trim() !== "")
    return [];
  const above = /\n?(?:[ \t]*\/\/[^\n]*\n)*$/.exec(page.text.slice(0, lineStart))?.[0].length ?? 0;
  return [{ start: Math.max(0, lineStart - above - 1), end: lineEnd, text: "" }];
}

function refersTo(type: TypeRef, name: string): boolean {
  switch (type.kind) {
    case "ref":
      return type.name === name;
    case "list":
      return refersTo(type.item, name);
    case "map":
      return refersTo(type.value, name) || refersTo(type.key, name);
    case "nullable":
      return refersTo(type.of, name);
    case "union":
      return type.of.some((part) => refersTo(part, name));
    default:
      return false;
  }
}
