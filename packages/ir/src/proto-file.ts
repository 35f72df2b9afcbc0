/**
 * What a compiled proto file says to whoever reads or writes its data, names
 * resolved and features decided. Less than a descriptor: only what can break
 * somebody. Plain data.
 */
export interface ProtoFile {
  /** As files import it, relative to its module. */
  readonly path: string;
  /** Empty when it has none. */
  readonly package: string;
  readonly syntax: "proto2" | "proto3" | "editions";
  readonly syntaxAt?: ProtoPlace;
  readonly packageAt?: ProtoPlace;
  /** Options of the file as written, booleans as words. */
  readonly options: { readonly [name: string]: ProtoFileOption };
  readonly messages: readonly ProtoMessage[];
  readonly enums: readonly ProtoEnum[];
  readonly extensions: readonly ProtoField[];
  readonly services: readonly ProtoService[];
}

/** UTF-16 offsets into the text of a file; the second is exclusive. Lines are counted only where something is reported. */
export type ProtoPlace = readonly [start: number, end: number];

export interface ProtoFileOption {
  readonly value: string;
  readonly at: ProtoPlace;
}

/** What a message and an enum have in common. */
interface ProtoDefinition {
  readonly name: string;
  /** Without the package: `Outer.Inner`. */
  readonly nestedName: string;
  readonly fullName: string;
  readonly at: ProtoPlace;
  readonly reservedRanges: readonly ProtoRange[];
  readonly reservedNames: readonly string[];
  readonly jsonFormat: "ALLOW" | "LEGACY_BEST_EFFORT";
  readonly jsonFormatAt?: ProtoPlace;
}

export interface ProtoMessage extends ProtoDefinition {
  /** Made by the compiler for a `map` field. */
  readonly isMapEntry: boolean;
  readonly isMessageSet: boolean;
  /** Where `no_standard_descriptor_accessor` is set to true. */
  readonly noDescriptorAccessorAt?: ProtoPlace;
  /** In the order written, those of oneofs in their place. */
  readonly fields: readonly ProtoField[];
  /** Names; without those that the compiler makes for `optional` in proto3. */
  readonly oneofs: readonly string[];
  readonly extensionRanges: readonly ProtoRange[];
  readonly messages: readonly ProtoMessage[];
  readonly enums: readonly ProtoEnum[];
  readonly extensions: readonly ProtoField[];
}

/** Both ends included. */
export type ProtoRange = readonly [from: number, to: number];

/** A scalar's name, `enum`, `message`, or `group` for a message that is written between tags. */
export type ProtoKind =
  | "double"
  | "float"
  | "int32"
  | "int64"
  | "uint32"
  | "uint64"
  | "sint32"
  | "sint64"
  | "fixed32"
  | "fixed64"
  | "sfixed32"
  | "sfixed64"
  | "bool"
  | "string"
  | "bytes"
  | "enum"
  | "message"
  | "group";

/** How often a field stands, and whether its absence shows. */
export type ProtoCardinality = "explicit" | "implicit" | "required" | "repeated" | "map";

export type ProtoUtf8Validation = "VERIFY" | "NONE";

/** There are more of these than of anything else: all have the same keys, for the sake of speed. */
export interface ProtoField {
  readonly name: string;
  readonly number: number;
  readonly kind: ProtoKind;
  /** Full name of the enum or message. */
  readonly typeName: string | undefined;
  readonly cardinality: ProtoCardinality;
  /** As written; none for a map, a member of a oneof, and the two fields of a map's entry. */
  readonly label: "optional" | "required" | "repeated" | undefined;
  /** The keyword `required` is written. */
  readonly isRequired: boolean;
  /** The oneof it stands in. */
  readonly oneof: string | undefined;
  /** As written or derived. */
  readonly jsonName: string;
  /**
   * As written: whole numbers in decimal, others as JavaScript prints them,
   * strings and bytes with one character a byte, the name of an enum's value.
   */
  readonly default: string | undefined;
  readonly jstype: string;
  readonly utf8: ProtoUtf8Validation;
  readonly javaUtf8: ProtoUtf8Validation;
  readonly cppStringType: string;
  /** Only of an extension. */
  readonly extension: ProtoExtension | undefined;
  readonly at: ProtoPlace;
  readonly typeAt: ProtoPlace;
  readonly nameAt: ProtoPlace;
  /** Where its options are set. */
  readonly optionsAt: { readonly [name in ProtoFieldOption]?: ProtoPlace } | undefined;
}

export type ProtoFieldOption = "json_name" | "default" | "jstype" | "ctype" | "utf8" | "java_utf8" | "cpp_string_type";

export interface ProtoExtension {
  /** Full name of the message. */
  readonly extendee: string;
  readonly nestedName: string;
  readonly fullName: string;
}

export interface ProtoEnum extends ProtoDefinition {
  readonly isClosed: boolean;
  readonly enumTypeAt?: ProtoPlace;
  readonly values: readonly ProtoEnumValue[];
}

export interface ProtoEnumValue {
  readonly name: string;
  readonly number: number;
  readonly numberAt: ProtoPlace;
}

export interface ProtoService {
  readonly name: string;
  readonly fullName: string;
  readonly at: ProtoPlace;
  readonly methods: readonly ProtoMethod[];
}

export interface ProtoMethod {
  readonly name: string;
  readonly at: ProtoPlace;
  /** Full name. */
  readonly request: string;
  readonly requestAt: ProtoPlace;
  readonly clientStreaming: boolean;
  /** Full name. */
  readonly response: string;
  readonly responseAt: ProtoPlace;
  readonly serverStreaming: boolean;
  readonly idempotency: string;
  readonly idempotencyAt?: ProtoPlace;
}
