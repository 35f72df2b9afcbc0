import type { Enum, EnumMember, Field, Schema, SchemaRecord, Service } from "@nx-contracts/ir";
import { indexSchema, type SchemaIndex } from "../schema-index.js";
import { keyOf } from "../wire-keys.js";
import { type Key, pairByKeys } from "./merge-order.js";
import type { SameName } from "./same-type.js";

type Definition = SchemaRecord | Enum | Service;

/** Two versions of a schema, with what stands for what. */
export interface Versions {
  readonly before: Version;
  readonly after: Version;
  /** From the older side to the newer. */
  readonly records: ReadonlyMap<SchemaRecord, SchemaRecord>;
  readonly enums: ReadonlyMap<Enum, Enum>;
  readonly services: ReadonlyMap<Service, Service>;
  readonly sameName: SameName;
  membersOf(before: Enum, after: Enum): ReadonlyMap<EnumMember, EnumMember>;
}

/** One version and how its definitions are named. */
export interface Version {
  readonly schema: Schema;
  readonly index: SchemaIndex;
  /** Name without the package where one definition has it, else the whole name. */
  nameOf(definition: Definition): string;
  /** The name without the package or folder that everything lies in. */
  stripped(qualifiedName: string): string;
}

/**
 * Pairs the definitions of two versions by qualified name. When not one of
 * them is left under its name, everything was moved: then they pair by the name
 * without what all of a version have in common, or by the local name alone.
 */
export function pairVersions(before: Schema, after: Schema): Versions {
  const [older, newer] = [openVersion(before), openVersion(after)];
  const names = new Set(definitionsOf(after).map(({ qualifiedName }) => qualifiedName));
  const isMoved = !definitionsOf(before).some(({ qualifiedName }) => names.has(qualifiedName));
  const pair = <Kind extends Definition>(from: readonly Kind[], to: readonly Kind[]): ReadonlyMap<Kind, Kind> => {
    const byName: Key<Kind> = ({ qualifiedName }) => qualifiedName;
    if (!isMoved) return pairByKeys(from, to, [byName]);
    const strip = new Map<Kind, string>();
    for (const each of from) strip.set(each, older.stripped(each.qualifiedName));
    for (const each of to) strip.set(each, newer.stripped(each.qualifiedName));
    const local = new Map<Kind, string>([...uniqueNames(from, older), ...uniqueNames(to, newer)]);
    return pairByKeys(from, to, [(each) => strip.get(each), (each) => local.get(each)]);
  };
  const records = pair(before.records, after.records);
  const enums = pair(before.enums, after.enums);
  const services = pair(before.services, after.services);
  const renamed = new Map<string, string>();
  for (const [from, to] of [...records, ...enums]) renamed.set(from.qualifiedName, to.qualifiedName);
  const members = new Map<Enum, ReadonlyMap<EnumMember, EnumMember>>();
  return {
    before: older,
    after: newer,
    records,
    enums,
    services,
    sameName(from, to) {
      const partner = renamed.get(from);
      if (partner !== undefined) return partner === to;
      return from === to || (isMoved && older.stripped(from) === newer.stripped(to));
    },
    membersOf(from, to) {
      const known = members.get(from) ?? pairMembers(from, to);
      members.set(from, known);
      return known;
    },
  };
}

/** Fields of proto pair by number, those of others by name; then by name, or by the key that both are written under. */
export function pairFields(
  language: Schema["language"],
  before: readonly Field[],
  after: readonly Field[],
): ReadonlyMap<Field, Field> {
  const byName: Key<Field> = ({ name }) => name;
  return pairByKeys(before, after, language === "proto" ? [({ number }) => number, byName] : [byName, keyOf]);
}

function pairMembers(before: Enum, after: Enum): ReadonlyMap<EnumMember, EnumMember> {
  return pairByKeys(before.members, after.members, [
    ({ name }) => name,
    ({ number }) => number,
    ({ value }) => (typeof value === "boolean" ? `${value}` : value),
  ]);
}

function definitionsOf({ records, enums, services }: Schema): readonly Definition[] {
  return [...records, ...enums, ...services];
}

/** Local names that one definition alone has. */
function uniqueNames<Kind extends Definition>(
  definitions: readonly Kind[],
  { index }: Version,
): ReadonlyMap<Kind, string> {
  const owners = new Map<string, Kind | undefined>();
  for (const each of definitions) {
    const name = index.localName(each);
    owners.set(name, owners.has(name) ? undefined : each);
  }
  return new Map([...owners].flatMap(([name, owner]) => (owner === undefined ? [] : [[owner, name] as const])));
}

function openVersion(schema: Schema): Version {
  const index = indexSchema(schema);
  const definitions = definitionsOf(schema);
  const counts = new Map<string, number>();
  let stem: readonly string[] | undefined;
  for (const each of definitions) {
    const local = index.localName(each);
    counts.set(local, (counts.get(local) ?? 0) + 1);
    const place = each.qualifiedName.slice(0, Math.max(0, each.qualifiedName.length - local.length - 1));
    stem = sharedStart(stem ?? place.split("."), place);
  }
  const prefix = stem === undefined || stem.join("") === "" ? "" : `${stem.join(".")}.`;
  return {
    schema,
    index,
    nameOf(definition) {
      const local = index.localName(definition);
      return (counts.get(local) ?? 0) > 1 ? definition.qualifiedName : local;
    },
    stripped: (name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name),
  };
}

function sharedStart(stem: readonly string[], place: string): readonly string[] {
  if (stem.length === 0 || place === stem.join(".")) return stem;
  const parts = place.split(".");
  const end = stem.findIndex((part, i) => part !== parts[i]);
  return end < 0 ? stem : stem.slice(0, end);
}
