import type {
  Constraints,
  DefaultValue,
  Enum,
  EnumMember,
  Field,
  JsonValue,
  Method,
  Presence,
  Schema,
  SchemaRecord,
  Service,
  Span,
  TypeRef,
} from "@nx-contracts/ir";
import type { EnumIn, FieldIn, RecordIn } from "../fact.js";

export interface MemberIn extends EnumIn {
  readonly member: EnumMember;
}

export interface ServiceIn {
  readonly schema: Schema;
  readonly service: Service;
}

export interface MethodIn extends ServiceIn {
  readonly method: Method;
}

/** A source text of a proto schema, with the folders that all texts of its version lie in left out. */
export interface FileIn {
  readonly schema: Schema;
  readonly file: string;
}

/** What one version holds where the versions differ, where it stands, and in what. */
export type Piece<Where, Value> = Where & { readonly value: Value; readonly at: Span };

/** `owner` is what it would stand in, in the other version; absent at the top of a schema. */
interface Added<Where, Value, Owner = undefined> {
  readonly owner: Owner;
  readonly before?: undefined;
  readonly after: Piece<Where, Value>;
}

interface Removed<Where, Value, Owner = undefined> {
  readonly owner: Owner;
  readonly before: Piece<Where, Value>;
  readonly after?: undefined;
}

interface Changed<Where, Value> {
  readonly owner?: undefined;
  readonly before: Piece<Where, Value>;
  readonly after: Piece<Where, Value>;
}

export type DefinitionIn = RecordIn | FieldIn | EnumIn | MemberIn | ServiceIn | MethodIn;

/** A number or a range of numbers, both ends included, or a name. */
export type Reservation = { readonly from: number; readonly to: number } | string;

/** A setting that no other kind of fact stands for; `undefined` where it is not given. */
export interface Setting {
  readonly name: string;
  readonly value: JsonValue | undefined;
}

/** What the two versions hold for each kind of difference. */
interface Differences {
  readonly "record-added": Added<RecordIn, SchemaRecord>;
  readonly "record-removed": Removed<RecordIn, SchemaRecord>;
  /** A record began or ceased to be a single value under no key. */
  readonly "root-changed": Changed<RecordIn, boolean>;
  readonly "open-changed": Changed<RecordIn | EnumIn, boolean>;
  readonly "field-added": Added<FieldIn, Field, RecordIn>;
  readonly "field-removed": Removed<FieldIn, Field, RecordIn>;
  /** Another name for the same number or the same key. */
  readonly "field-renamed": Changed<FieldIn, string>;
  readonly "number-changed": Changed<FieldIn, number | undefined>;
  readonly "type-changed": Changed<FieldIn, TypeRef>;
  readonly "presence-changed": Changed<FieldIn, Presence>;
  readonly "nullable-changed": Changed<FieldIn, boolean>;
  /** The key it is written under; not said of a key that follows from the name. */
  readonly "wire-name-changed": Changed<FieldIn, string>;
  /** Further keys under which it is accepted. */
  readonly "read-names-changed": Changed<FieldIn, readonly string[]>;
  readonly "default-changed": Changed<FieldIn, DefaultValue | undefined>;
  readonly "constraints-changed": Changed<FieldIn, Constraints>;
  readonly "oneof-changed": Changed<FieldIn, string | undefined>;
  /** A field began or ceased to be serialised without being read back. */
  readonly "computed-changed": Changed<FieldIn, boolean>;
  readonly "reserved-added": Added<RecordIn | EnumIn, Reservation, RecordIn | EnumIn>;
  readonly "reserved-removed": Removed<RecordIn | EnumIn, Reservation, RecordIn | EnumIn>;
  readonly "enum-added": Added<EnumIn, Enum>;
  readonly "enum-removed": Removed<EnumIn, Enum>;
  readonly "member-added": Added<MemberIn, EnumMember, EnumIn>;
  readonly "member-removed": Removed<MemberIn, EnumMember, EnumIn>;
  /** Another name for the same number or the same value. */
  readonly "member-renamed": Changed<MemberIn, string>;
  readonly "member-value-changed": Changed<MemberIn, EnumMember["value"]>;
  readonly "member-number-changed": Changed<MemberIn, number | undefined>;
  readonly "service-added": Added<ServiceIn, Service>;
  readonly "service-removed": Removed<ServiceIn, Service>;
  readonly "method-added": Added<MethodIn, Method, ServiceIn>;
  readonly "method-removed": Removed<MethodIn, Method, ServiceIn>;
  readonly "request-changed": Changed<MethodIn, string>;
  readonly "response-changed": Changed<MethodIn, string>;
  readonly "client-streaming-changed": Changed<MethodIn, boolean>;
  readonly "server-streaming-changed": Changed<MethodIn, boolean>;
  readonly "idempotency-changed": Changed<MethodIn, Method["idempotency"]>;
  readonly "deprecated-changed": Changed<DefinitionIn, boolean>;
  readonly "doc-changed": Changed<DefinitionIn, string | undefined>;
  readonly "option-changed": Changed<DefinitionIn | FileIn, Setting>;
}

export type DiffKind = keyof Differences;

interface Subject {
  /** Local name of the record, enum or service that it belongs to, or a path for what is said of a file. */
  readonly within: string;
  /** `Anime.title`: `within`, then the field, member or method; named as in the newer version where it is in both. */
  readonly subject: string;
}

/** The closed union of what can be so between two versions of one schema in one language. */
export type DiffFact = { readonly [Kind in DiffKind]: Subject & { readonly kind: Kind } & Differences[Kind] }[DiffKind];

export type DiffFactOf<Kind extends DiffKind> = Extract<DiffFact, { readonly kind: Kind }>;
