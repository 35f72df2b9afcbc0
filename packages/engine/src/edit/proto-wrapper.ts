import type { Field, SchemaRecord, TypeRef } from "@nx-contracts/ir";
import type { Page } from "./page.js";

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
