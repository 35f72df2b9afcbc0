import type { Enum, EnumMember, Field, Reserved, SchemaRecord, Span, TypeRef } from "@nx-contracts/ir";
import type { Hunk, Page } from "./page.js";

/** A field as the other side has it, its type in terms of this side. */
export interface WantedField {
  /** As the other side spells it. */
  readonly name: string;
  /** Keys in JSON that the other side writes or reads, the usual one first. */
  readonly keys: readonly string[];
  readonly type: TypeRef;
  /** It can be null, or be absent so that a reader notices. */
  readonly absent: boolean;
  readonly deprecated: boolean;
  /** Its number on the other side, where it has one. */
  readonly number?: number;
  /** Numbers that fields missing before this one will take. */
  readonly ahead: number;
  /** The number that it is given here, free or not; absent where the next free one will do. */
  readonly pinned?: number;
  /** Numbers that were used here once, besides those that the text shows. */
  readonly spent?: Reserved["numbers"];
  /** What it is, in sentences. */
  readonly doc?: string;
  /** What it holds when nothing is given, where the language can say so. */
  readonly fallback?: WantedDefault;
  /** Data from before lacks it: its key may be missing where it may be absent. */
  readonly omittable?: boolean;
  /** Columns that a line may take, where a formatter's settings say so. */
  readonly width?: number;
  /** Nothing else is added in the same place at the same time. */
  readonly isAlone?: boolean;
}

/** A default in neutral terms: a plain value, or a member of an enum by its bare name. */
export type WantedDefault =
  | { readonly kind: "value"; readonly value: string | number | boolean }
  | { readonly kind: "member"; readonly member: string };

export interface WantedRecord {
  /** Local name on the other side, outer names joined. */
  readonly name: string;
  readonly fields: readonly WantedField[];
  /** It keeps unknown keys. */
  readonly open: boolean;
}

export interface WantedMember {
  /** Without the prefix of its enum. */
  readonly name: string;
  /** What somebody chose to stand for it in JSON; absent for a proto's. */
  readonly value?: EnumMember["value"];
  readonly number?: number;
  /** Numbers that members missing before this one will take. */
  readonly ahead: number;
  /** Numbers that were used here once, besides those that the text shows. */
  readonly spent?: Reserved["numbers"];
  /** What it is, in sentences. */
  readonly doc?: string;
  readonly deprecated?: boolean;
  /** Nothing else is added in the same place at the same time. */
  readonly isAlone?: boolean;
}

export interface WantedEnum {
  readonly name: string;
  readonly members: readonly WantedMember[];
}

/** Where members are written: an enum, or a field that lists its values in place. */
export interface MemberHome {
  readonly name: string;
  readonly at: Span;
  /** Empty for values listed in place. */
  readonly members: readonly EnumMember[];
  readonly reserved: readonly { readonly from: number; readonly to: number }[];
  /** The number that the other side gives a member of this one. */
  readonly numberFor: (member: EnumMember) => number | undefined;
}

/**
 * How one language is written. Every method gives the hunks on the page that
 * do it, imports and wrappers included, and none where it cannot be said
 * clearly.
 */
export interface Writer {
  /** Adds a declaration after the record's last field. */
  addField(page: Page, record: SchemaRecord, wanted: WantedField): readonly Hunk[];
  /** Gives a field the wanted type and presence; its name, number and options stay. */
  replaceType(page: Page, record: SchemaRecord, field: Field, wanted: WantedField): readonly Hunk[];
  /** Lets a field say null or absence, or no longer. */
  setPresence(page: Page, record: SchemaRecord, field: Field, wanted: WantedField): readonly Hunk[];
  /** Has a field written under the first of the wanted keys. */
  setKey(page: Page, record: SchemaRecord, field: Field, wanted: WantedField): readonly Hunk[];
  markDeprecated(page: Page, record: SchemaRecord, field: Field): readonly Hunk[];
  /** Adds a record at the end of the page, in the form of `neighbour`. */
  addRecord(page: Page, wanted: WantedRecord, neighbour: Span | undefined): readonly Hunk[];
  /** Adds an enum at the end of the page, in the form of `neighbour`. */
  addEnum(page: Page, wanted: WantedEnum, neighbour: Span | undefined): readonly Hunk[];
  addMember(page: Page, home: MemberHome, wanted: WantedMember): readonly Hunk[];
  /**
   * Takes a field away with what is its alone: comments, validators, imports, a oneof that becomes empty. Nothing where
   * something else in the file needs it.
   */
  removeField(page: Page, record: SchemaRecord, field: Field): readonly Hunk[];
  removeMember(page: Page, home: MemberHome, member: EnumMember): readonly Hunk[];
  /** Takes a record or enum away with what is its alone; whoever uses it is not asked. */
  removeDefinition(page: Page, definition: SchemaRecord | Enum): readonly Hunk[];
  setNumber(page: Page, home: MemberHome, member: EnumMember, number: number): readonly Hunk[];
  setValue(page: Page, home: MemberHome, member: EnumMember, value: EnumMember["value"]): readonly Hunk[];
}

export const NOTHING: readonly Hunk[] = [];
