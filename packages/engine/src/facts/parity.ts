import type { Enum, EnumMember, Schema, SchemaRecord, TypeRef } from "@nx-contracts/ir";
import { comparePresence } from "./compare-presence.js";
import { compareTypes, valuesOf } from "./compare-types.js";
import type { FieldIn, ParityFact, ValueSet } from "./fact.js";
import type { Mapping } from "./mapping.js";
import { type DefinitionPairs, pairDefinitions } from "./pair-definitions.js";
import { pairFields } from "./pair-fields.js";
import { bareMemberName, pairMembers } from "./pair-members.js";
import { indexSchema, type SchemaIndex } from "./schema-index.js";
import { similarAmong } from "./similar.js";

/** Everything that is so between a source and one mirror, in the order of the source. */
export function parityFacts(source: Schema, mirror: Schema, mapping: Mapping = {}): readonly ParityFact[] {
  const comparison = new Comparison(indexSchema(source), indexSchema(mirror), mapping);
  // Records first: only they tell which enums stand for literals that are written in place.
  const records = [...comparison.records()];
  return [...comparison.definitions(), ...comparison.enums(), ...records];
}

class Comparison {
  readonly #source: SchemaIndex;
  readonly #mirror: SchemaIndex;
  readonly #mapping: Mapping;
  readonly #pairs: DefinitionPairs;
  /** Qualified names of enums that stand for a literal of the other side. */
  readonly #inPlace = new Set<string>();

  constructor(source: SchemaIndex, mirror: SchemaIndex, mapping: Mapping) {
    this.#source = source;
    this.#mirror = mirror;
    this.#mapping = mapping;
    this.#pairs = pairDefinitions(source, mirror, mapping);
  }

  /** Records and enums on one side only, once `records` has run; what only gives a list or alternatives a name is structure. */
  *definitions(): Generator<ParityFact> {
    const [source, mirror] = [this.#source, this.#mirror];
    const { records, enums } = this.#pairs;
    const extraRecords = records.extra.filter((record) => !this.#isStructure(record, mirror));
    const missingRecords = records.missing.filter((record) => !this.#isStructure(record, source));
    const isNamed = ({ qualifiedName }: Enum) => !this.#inPlace.has(qualifiedName);
    const likeExtra = similarAmong(extraRecords, ({ fields }) => fields);
    const likeMissing = similarAmong(missingRecords, ({ fields }) => fields);
    const likeExtraEnum = similarAmong(enums.extra, barePartsOf);
    const likeMissingEnum = similarAmong(enums.missing, barePartsOf);
    for (const record of missingRecords) {
      const similar = likeExtra(record);
      yield {
        kind: "record-missing",
        subject: source.localName(record),
        source: { schema: source.schema, record },
        mirror: mirror.schema,
        ...(similar && { similar }),
      };
    }
    for (const record of extraRecords) {
      const similar = likeMissing(record);
      yield {
        kind: "record-extra",
        subject: mirror.localName(record),
        mirror: { schema: mirror.schema, record },
        source: source.schema,
        ...(similar && { similar }),
      };
    }
    for (const definition of enums.missing.filter(isNamed)) {
      const similar = likeExtraEnum(definition);
      yield {
        kind: "enum-missing",
        subject: source.localName(definition),
        source: { schema: source.schema, enum: definition },
        mirror: mirror.schema,
        ...(similar && { similar }),
      };
    }
    for (const definition of enums.extra.filter(isNamed)) {
      const similar = likeMissingEnum(definition);
      yield {
        kind: "enum-extra",
        subject: mirror.localName(definition),
        mirror: { schema: mirror.schema, enum: definition },
        source: source.schema,
        ...(similar && { similar }),
      };
    }
  }

  *enums(): Generator<ParityFact> {
    for (const [from, to] of this.#pairs.enums.pairs) {
      const source: ValueSet = { schema: this.#source.schema, name: from.name, at: from.at, enum: from };
      const mirror: ValueSet = { schema: this.#mirror.schema, name: to.name, at: to.at, enum: to };
      yield* this.#members(this.#source.localName(from), source, mirror, from.members, to.members);
    }
  }

  *records(): Generator<ParityFact> {
    for (const [source, mirror] of this.#pairs.records.pairs) yield* this.#record(source, mirror);
  }

  *#record(source: SchemaRecord, mirror: SchemaRecord): Generator<ParityFact> {
    const subject = this.#source.localName(source);
    const sourceIn = { schema: this.#source.schema, record: source };
    const mirrorIn = { schema: this.#mirror.schema, record: mirror };
    yield { kind: "record-paired", subject, source: sourceIn, mirror: mirrorIn };

    const fields = pairFields(subject, source, mirror, this.#mirror, this.#mapping.fields ?? {});
    for (const field of fields.missing) {
      yield {
        kind: "field-missing",
        subject: `${subject}.${field.name}`,
        source: { ...sourceIn, field },
        mirror: mirrorIn,
      };
    }
    for (const field of fields.extra) {
      yield {
        kind: "field-extra",
        subject: `${subject}.${field.name}`,
        mirror: { ...mirrorIn, field },
        source: sourceIn,
      };
    }
    if (source.open !== (mirror.open || fields.catchAll !== undefined) && !(source.root || mirror.root)) {
      yield { kind: "open-record-unmirrored", subject, source: sourceIn, mirror: mirrorIn };
    }
    for (const [from, to] of fields.pairs) {
      yield* this.#field(`${subject}.${from.name}`, { ...sourceIn, field: from }, { ...mirrorIn, field: to });
    }
  }

  *#field(subject: string, source: FieldIn, mirror: FieldIn): Generator<ParityFact> {
    yield { kind: "field-paired", subject, source, mirror };
    const presence = comparePresence(source.field, mirror.field);
    if (presence === "null-becomes-empty") yield { kind: "null-lost", subject, source, mirror, inside: false };
    else if (presence !== "same") yield { kind: "presence-differs", subject, source, mirror, difference: presence };

    const { findings, nulls, literals } = compareTypes(source.field.type, mirror.field.type, {
      source: this.#source,
      mirror: this.#mirror,
      pairs: this.#pairs,
      types: this.#mapping.types ?? {},
      constraints: source.field.constraints,
    });
    for (const { path, source: from, mirror: to, difference } of findings) {
      yield {
        kind: "type-differs",
        subject: `${subject}${path}`,
        source: { ...source, type: from },
        mirror: { ...mirror, type: to },
        difference,
      };
    }
    for (const path of nulls) yield { kind: "null-lost", subject: `${subject}${path}`, source, mirror, inside: true };
    for (const { source: from, mirror: to } of literals) {
      if (from.kind === "literal" && to.kind === "ref") this.#inPlace.add(to.name);
      if (to.kind === "literal" && from.kind === "ref") this.#inPlace.add(from.name);
      const sourceSet = valueSet(from, source, this.#source);
      const mirrorSet = valueSet(to, mirror, this.#mirror);
      yield* this.#members(
        subject,
        sourceSet,
        mirrorSet,
        membersOf(from, sourceSet, this.#source),
        membersOf(to, mirrorSet, this.#mirror),
      );
    }
  }

  *#members(
    subject: string,
    source: ValueSet,
    mirror: ValueSet,
    sourceMembers: readonly EnumMember[],
    mirrorMembers: readonly EnumMember[],
  ): Generator<ParityFact> {
    const { pairs, missing, extra } = pairMembers(
      source,
      sourceMembers,
      mirror,
      mirrorMembers,
      this.#mapping.members ?? {},
    );
    for (const member of missing)
      yield { kind: "member-missing", subject: `${subject}.${member.name}`, source, member, mirror };
    for (const member of extra)
      yield { kind: "member-extra", subject: `${subject}.${member.name}`, mirror, member, source };
    for (const [from, to] of pairs) {
      yield {
        kind: "member-paired",
        subject: `${subject}.${from.name}`,
        source,
        sourceMember: from,
        mirror,
        mirrorMember: to,
      };
    }
  }

  #isStructure(record: SchemaRecord, index: SchemaIndex): boolean {
    return (
      record.template === true ||
      index.isListWrapper(record) ||
      record.root === true ||
      (index.alternatives(record) !== undefined && index.isReferenced(record))
    );
  }
}

function barePartsOf(definition: Enum): readonly { readonly name: string }[] {
  return definition.members.map((member) => ({ name: bareMemberName(member, definition.name) }));
}

function valueSet(type: TypeRef, { schema, record, field }: FieldIn, index: SchemaIndex): ValueSet {
  const definition = type.kind === "ref" ? index.enum(type.name) : undefined;
  if (definition) return { schema, name: definition.name, at: definition.at, enum: definition };
  return { schema, name: `${record.name}.${field.name}`, at: field.at };
}

function membersOf(type: TypeRef, set: ValueSet, index: SchemaIndex): readonly EnumMember[] {
  if (set.enum) return set.enum.members;
  return valuesOf(type, index).map((value) => ({ name: String(value), value, deprecated: false, at: set.at }));
}
