import type { Enum, EnumMember, Field, Schema, SchemaRecord, TypeRef } from "@nx-contracts/ir";

/** What both sides of a comparison are called, carried by every parity fact. */
interface OnSubject {
  /** `<Record>.<field>` or what stands in its place, without the contract. */
  readonly subject: string;
}

/** A record with the schema that it and its types are looked up in. */
export interface RecordIn {
  readonly schema: Schema;
  readonly record: SchemaRecord;
}

export interface EnumIn {
  readonly schema: Schema;
  readonly enum: Enum;
}

export interface FieldIn extends RecordIn {
  readonly field: Field;
}

/** A type where it differs: somewhere inside a field's type, such as the value of a map. */
export interface TypeAt extends FieldIn {
  readonly type: TypeRef;
}

/** One closed set of values as a name for it and its members: an enum, or a literal written in place. */
export interface ValueSet {
  readonly schema: Schema;
  readonly name: string;
  readonly at: SchemaRecord["at"];
  /** Absent for a literal type. */
  readonly enum?: Enum;
}

/** The closed union of what can be so between a source and one of its mirrors. */
export type ParityFact =
  | (OnSubject & {
      readonly kind: "record-missing";
      readonly source: RecordIn;
      readonly mirror: Schema;
      readonly similar?: SchemaRecord;
    })
  | (OnSubject & {
      readonly kind: "record-extra";
      readonly mirror: RecordIn;
      readonly source: Schema;
      readonly similar?: SchemaRecord;
    })
  | (OnSubject & {
      readonly kind: "enum-missing";
      readonly source: EnumIn;
      readonly mirror: Schema;
      readonly similar?: Enum;
    })
  | (OnSubject & {
      readonly kind: "enum-extra";
      readonly mirror: EnumIn;
      readonly source: Schema;
      readonly similar?: Enum;
    })
  | (OnSubject & { readonly kind: "record-paired"; readonly source: RecordIn; readonly mirror: RecordIn })
  | (OnSubject & { readonly kind: "open-record-unmirrored"; readonly source: RecordIn; readonly mirror: RecordIn })
  | (OnSubject & { readonly kind: "field-missing"; readonly source: FieldIn; readonly mirror: RecordIn })
  | (OnSubject & { readonly kind: "field-extra"; readonly mirror: FieldIn; readonly source: RecordIn })
  | (OnSubject & { readonly kind: "field-paired"; readonly source: FieldIn; readonly mirror: FieldIn })
  | (OnSubject & {
      readonly kind: "type-differs";
      readonly source: TypeAt;
      readonly mirror: TypeAt;
      readonly difference: TypeDifference;
    })
  | (OnSubject & {
      readonly kind: "presence-differs";
      readonly source: FieldIn;
      readonly mirror: FieldIn;
      readonly difference: PresenceDifference;
    })
  /** Null of a collection, or inside one, that the mirror reads as empty or cannot hold. */
  | (OnSubject & {
      readonly kind: "null-lost";
      readonly source: FieldIn;
      readonly mirror: FieldIn;
      readonly inside: boolean;
    })
  | (OnSubject & {
      readonly kind: "member-missing";
      readonly source: ValueSet;
      readonly member: EnumMember;
      readonly mirror: ValueSet;
    })
  | (OnSubject & {
      readonly kind: "member-extra";
      readonly mirror: ValueSet;
      readonly member: EnumMember;
      readonly source: ValueSet;
    })
  | (OnSubject & {
      readonly kind: "member-paired";
      readonly source: ValueSet;
      readonly sourceMember: EnumMember;
      readonly mirror: ValueSet;
      readonly mirrorMember: EnumMember;
    });

/**
 * How two types differ.
 *
 * - `family`: they hold different things.
 * - `narrowed`: the mirror can hold most, not all, of what the source can.
 * - `cardinality`: one, many or by key; or another kind of key.
 */
export type TypeDifference = "family" | "narrowed" | "cardinality";

/**
 * How presence differs.
 *
 * - `null-unsayable`: the source can be null or absent, the mirror has no way to say so.
 * - `absence-impossible`: the mirror can say null or absence, which the source never has.
 */
export type PresenceDifference = "null-unsayable" | "absence-impossible";

export type Fact = ParityFact;
export type FactKind = Fact["kind"];
export type FactOf<Kind extends FactKind> = Extract<Fact, { readonly kind: Kind }>;
