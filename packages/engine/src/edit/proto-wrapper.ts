import type { Field, Schema, SchemaRecord, TypeRef } from "@nx-contracts/ir";
import { isForsakenWrapper } from "../facts/schema-index.js";
import { typeToken } from "../lock/type-token.js";
import type { Page, TextOf } from "./page.js";
import { placeInModule, reaches } from "./proto-module.js";
import { sideOf } from "./side.js";

/** The list wrapper of this page that a map or list of this field goes through, when nothing else needs it. */
export function ownWrapper(page: Page, { type }: Field): SchemaRecord | undefined {
  const { schema } = page.side;
  const record = wrapperIn(schema, type);
  if (record?.at.file !== page.file) return undefined;
  return usesOf(placeInModule(page)?.module.schema ?? schema, record) === 1 ? record : undefined;
}

/** The record that only gives a name to the list which a map or a list holds. */
export function wrapperIn(schema: Schema, type: TypeRef): SchemaRecord | undefined {
  const { index } = sideOf(schema);
  const inner = type.kind === "map" ? type.value : type.kind === "list" ? type.item : type;
  const record = inner.kind === "ref" ? index.record(inner.name) : undefined;
  return record && index.isListWrapper(record) ? record : undefined;
}

/** Whether no proto of its module uses a message; unknown where the module is. */
export function isUnused(record: SchemaRecord, textOf: TextOf): boolean {
  const place = placeInModule({ textOf, file: record.at.file });
  return place !== undefined && usesOf(place.module.schema, record) === 0;
}

function usesOf({ records, services }: Schema, { qualifiedName }: SchemaRecord): number {
  const types = records.flatMap(({ fields }) => fields.map(({ type }) => type));
  const methods = services.flatMap((service) => service.methods);
  return (
    types.filter((type) => refersTo(type, qualifiedName)).length +
    methods.filter(({ request, response }) => [request, response].includes(qualifiedName)).length
  );
}

/**
 * Records that give a list a name, or did so until their last use went: those
 * of the page first, then what it imports, then what else its package holds and
 * can be imported without a circle.
 */
export function wrappersFor(page: Page): readonly SchemaRecord[] {
  const { index, schema } = page.side;
  const isWrapper = (record: SchemaRecord) => index.isListWrapper(record) || isForsakenWrapper(record);
  const place = placeInModule(page);
  if (!place) return schema.records.filter(isWrapper);
  const { module, own } = place;
  const around = sideOf(module.schema).index;
  const distanceOf = new Map(
    module.protos.map(({ file, importPath }): [string, number] => {
      if (file === own.file) return [file, 0];
      if (own.imports.has(importPath)) return [file, 1];
      return [file, reaches(module, importPath, own.file) ? Infinity : 2];
    }),
  );
  const others = module.protos
    .filter((proto) => proto.package === own.package)
    .flatMap(({ records, names }) => records.filter(({ name }) => names.includes(name)))
    .filter((record) => !index.lists(record.qualifiedName))
    .filter((record) => around.isListWrapper(record) || isForsakenWrapper(record));
  const distance = ({ at }: SchemaRecord) => distanceOf.get(at.file) ?? 2;
  return [...schema.records.filter(isWrapper), ...others]
    .filter((record) => !record.deprecated && distance(record) < Infinity)
    .sort((a, b) => distance(a) - distance(b));
}

/**
 * A name for the message of a list: nothing of the package has it, and nothing
 * else had it before.
 *
 * @param text the item as the page writes it
 */
export function freeWrapperName(page: Page, stem: string, item: TypeRef, text: string): string | undefined {
  const { index, schema } = page.side;
  const { module, own } = placeInModule(page) ?? {};
  const taken = new Set([...schema.records, ...schema.enums].map((each) => index.localName(each)));
  for (const each of module?.protos ?? [])
    if (each.package === own?.package) for (const name of each.names) taken.add(name);
  const prefix = own === undefined || own.package === "" ? "" : `${own.package}.`;
  const tokens = [`repeated<${text}>`, `repeated<${prefix}${text}>`, typeToken({ kind: "list", item })];
  const isFree = (name: string) => {
    if (taken.has(name)) return false;
    const { entries = [], reserved = { numbers: [], names: [] } } = module?.remembered(prefix + name) ?? {};
    const isReserved =
      reserved.names.includes("items") || reserved.numbers.some(({ from, to }) => from <= 1 && 1 <= to);
    return !isReserved && entries.every((each) => each.number === 1 && each.name === "items" && isSame(each.type));
  };
  const isSame = (type: string | undefined) => type !== undefined && tokens.includes(type);
  const more = Array.from({ length: MOST_NAMES }, (_, i) => `${stem}List${i + 2}`);
  return [`${stem}List`, `${stem}Items`, `${stem}ItemList`, ...more].find(isFree);
}

/** Where so many are taken, a person should look. */
const MOST_NAMES = 100;

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
