import {
  compareSpans,
  type Enum,
  type EnumMember,
  type Field,
  foldName,
  type Schema,
  type SchemaRecord,
  type TypeRef,
} from "@nx-contracts/ir";
import { canSayNothing } from "../facts/compare-presence.js";
import type { ValueSet } from "../facts/fact.js";
import type { Mapping } from "../facts/mapping.js";
import { pairDefinitions } from "../facts/pair-definitions.js";
import { bareMemberName, hasOwnValue } from "../facts/pair-members.js";
import { indexSchema } from "../facts/schema-index.js";
import { acceptedKeys, writtenKeys } from "../facts/wire-keys.js";
import { type Definition, neutralName, type Side, translate } from "./side.js";
import type { MemberHome, WantedEnum, WantedField, WantedMember, WantedRecord } from "./writer.js";

/** From the side that has something to the side that lacks it. */
export interface Direction {
  readonly from: Side;
  readonly to: Side;
  /** The side that has it is the source, whose keys are written; else it is the mirror, whose keys are read. */
  readonly fromSource: boolean;
  /** What a mapping says of names that differ. */
  readonly paired?: ReadonlyMap<string, string>;
}

/** A field in terms of the other side; absent when its type is not known. */
export function wantedField(
  field: Field,
  { from, to, fromSource, paired }: Direction,
  ahead = 0,
): WantedField | undefined {
  const type = translate(field.type, from, to, paired);
  return (
    type && {
      name: field.name,
      keys: fromSource ? writtenKeys(field) : acceptedKeys(field),
      type,
      absent: canSayNothing(field),
      deprecated: field.deprecated,
      ...(field.number !== undefined && { number: field.number }),
      ahead,
    }
  );
}

/** How many numbers those fields take that stand before `field` and are missing in `other` as well. */
export function numbersAhead(field: Field, record: SchemaRecord, other: SchemaRecord): number {
  const names = new Set(
    other.fields.flatMap(({ name, wireName, oneof }) => [name, wireName ?? name, oneof ?? name].map(foldName)),
  );
  const missing = record.fields
    .slice(
      0,
      Math.max(
        0,
        record.fields.findIndex(({ name }) => name === field.name),
      ),
    )
    .filter(({ name, wireName }) => !names.has(foldName(name)) && !names.has(foldName(wireName ?? name)));
  return missing.reduce((sum, { type }) => sum + (type.kind === "union" ? type.of.length : 1), 0);
}

/** A record in terms of the other side; absent when the type of a field is not known. */
export function wantedRecord(record: SchemaRecord, direction: Direction): WantedRecord | undefined {
  const fields = record.fields.flatMap((field) => wantedField(field, direction) ?? []);
  if (fields.length < record.fields.length) return undefined;
  return { name: neutralName(direction.from.index, record), fields, open: record.open };
}

export function wantedMember(member: EnumMember, enumName: string, ahead = 0): WantedMember {
  return {
    name: bareMemberName(member, enumName),
    ...(hasOwnValue(member) && { value: member.value }),
    ...(member.number !== undefined && { number: member.number }),
    ahead,
  };
}

/** An enum in terms of the other side; proto's zero member for "nothing said" is no member of it. */
export function wantedEnum(definition: Enum, side: Side): WantedEnum {
  const members = definition.members.map((member) => wantedMember(member, definition.name));
  return { name: neutralName(side.index, definition), members: members.filter((member) => !isUnspecified(member)) };
}

/** How many members before `member` are missing in `other` as well. */
export function membersAhead(member: EnumMember, set: ValueSet, other: ValueSet): number {
  const members = set.enum?.members ?? [];
  const before = members.slice(
    0,
    Math.max(
      0,
      members.findIndex(({ name }) => name === member.name),
    ),
  );
  return before.filter((each) => !partnerOf(each, set, other) && !isUnspecified(wantedMember(each, set.name))).length;
}

/** The place where members of a set are written, as seen when it takes over what `source` says. */
export function memberHome(set: ValueSet, source: ValueSet): MemberHome {
  const members = set.enum?.members ?? [];
  return {
    name: set.name,
    at: set.at,
    members,
    reserved: set.enum?.reserved.numbers ?? [],
    numberFor: (member) => partnerOf(member, set, source)?.number,
  };
}

function partnerOf(member: EnumMember, set: ValueSet, other: ValueSet): EnumMember | undefined {
  const names = new Set(namesOf(member, set));
  return other.enum?.members.find((candidate) => namesOf(candidate, other).some((name) => names.has(name)));
}

function namesOf(member: EnumMember, set: ValueSet): readonly string[] {
  const value = hasOwnValue(member) && typeof member.value === "string" ? [member.value] : [];
  return [bareMemberName(member, set.name), member.name, ...value].map(foldName);
}

function isUnspecified({ name, number }: WantedMember): boolean {
  return number === 0 && foldName(name) === "unspecified";
}

/** Qualified names of a source's definitions and those that stand for them in a mirror. */
export function pairedNames(source: Schema, mirror: Schema, mapping: Mapping): ReadonlyMap<string, string> {
  return pairDefinitions(indexSchema(source), indexSchema(mirror), mapping).mirrorOf;
}

/** A definition as the other side would have it; `undefined` where it has no words for a part of it. */
export function wantedDefinition(definition: Definition, direction: Direction): WantedRecord | WantedEnum | undefined {
  return "members" in definition ? wantedEnum(definition, direction.from) : wantedRecord(definition, direction);
}

/**
 * A definition and whatever it needs that the other side lacks too, in the
 * order of their declaration: what a first definition refers to has to be
 * there with it, or the file cannot be read.
 */
export function withReferences(
  definition: Definition,
  direction: Direction,
): readonly (WantedRecord | WantedEnum | undefined)[] {
  const { from, to } = direction;
  const found = new Map<Definition, WantedRecord | WantedEnum | undefined>();
  const waiting = [definition];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (found.has(next)) continue;
    const wanted = wantedDefinition(next, direction);
    found.set(next, wanted);
    if (!wanted || "members" in wanted) continue;
    for (const name of wanted.fields.flatMap(({ type }) => referencesIn(type))) {
      const other = to.named(name) ? undefined : from.named(name);
      if (other) waiting.push(other);
    }
  }
  return [...found].sort(([a], [b]) => compareSpans(a.at, b.at)).map(([, wanted]) => wanted);
}

function referencesIn(type: TypeRef): readonly string[] {
  switch (type.kind) {
    case "ref":
      return [type.name];
    case "list":
      return [type.item, ...(type.tuple ?? [])].flatMap(referencesIn);
    case "map":
      return [type.key, type.value].flatMap(referencesIn);
    case "nullable":
      return referencesIn(type.of);
    case "union":
      return type.of.flatMap(referencesIn);
    case "scalar":
    case "literal":
    case "unknown":
      return [];
  }
}
