import { isFieldSet } from "@bufbuild/protobuf";
import {
  FieldDescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  FieldOptionsSchema,
} from "@bufbuild/protobuf/wkt";
import type { FieldDescriptorProto, FieldOptions } from "@bufbuild/protobuf/wkt";
import { toJsonName } from "@nx-contracts/ir";
import type { ProtoCardinality, ProtoExtension, ProtoField, ProtoFile, ProtoKind } from "@nx-contracts/ir";
import type { LanguageFeatures } from "../proto/describe-field.js";
import type { Features } from "../proto/features.js";
import { defaultText } from "./default-value.js";
import { damaged } from "./failure.js";
import { checkedName, fullNameOf, nestedName } from "./names.js";
import { setOption, withFeatureSet, withLanguages } from "./options.js";

/** An image does not say where anything stands. */
export const NOWHERE = [0, 0] as const;

/** What the definitions of one file share. */
export interface FileSurroundings {
  readonly package: string;
  /** `ctype` counts: since edition 2024 it does not. */
  readonly knowsCtype: boolean;
  readonly syntax: ProtoFile["syntax"];
  readonly languages: LanguageFeatures;
  readonly javaStringCheckUtf8: string | undefined;
}

/** What holds around a field. */
export interface FieldSurroundings {
  readonly file: FileSurroundings;
  /** Full name of what it is declared in. */
  readonly scope: string;
  /** Of what it is declared in. */
  readonly features: Features;
  readonly oneof?: string | undefined;
  /** The entry of a map field with these options. */
  readonly map?: { readonly options: FieldOptions | undefined };
  readonly isMap?: boolean;
}

const KINDS: { readonly [type in Type]: ProtoKind } = {
  [Type.DOUBLE]: "double",
  [Type.FLOAT]: "float",
  [Type.INT64]: "int64",
  [Type.UINT64]: "uint64",
  [Type.INT32]: "int32",
  [Type.FIXED64]: "fixed64",
  [Type.FIXED32]: "fixed32",
  [Type.BOOL]: "bool",
  [Type.STRING]: "string",
  [Type.GROUP]: "group",
  [Type.MESSAGE]: "message",
  [Type.BYTES]: "bytes",
  [Type.UINT32]: "uint32",
  [Type.ENUM]: "enum",
  [Type.SFIXED32]: "sfixed32",
  [Type.SFIXED64]: "sfixed64",
  [Type.SINT32]: "sint32",
  [Type.SINT64]: "sint64",
};

const { type: TYPE, extendee: EXTENDEE, defaultValue: DEFAULT_VALUE } = FieldDescriptorProtoSchema.field;

/**
 * Describes a field of a message, or an extension.
 *
 * @throws ImageFailure
 */
export function describeField(field: FieldDescriptorProto, around: FieldSurroundings): ProtoField {
  const name = checkedName(field.name, around.scope);
  const options = around.map ? around.map.options : field.options;
  const features = withFeatureSet(around.features, options?.features);
  const kind = kindOf(field, features, around);
  const { jstype, utf8, javaUtf8, cppStringType } = stringTraits(options, features, around.file);
  const isNamed = kind === "enum" || kind === "message" || kind === "group";
  return {
    name,
    number: field.number,
    kind,
    typeName: isNamed ? fullNameOf(field.typeName) : undefined,
    cardinality: cardinalityOf(field, kind, features, around),
    label: labelOf(field, around),
    isRequired: field.label === Label.REQUIRED,
    oneof: around.oneof,
    jsonName: field.jsonName || toJsonName(name),
    default: isFieldSet(field, DEFAULT_VALUE) ? defaultText(field.defaultValue, kind) : undefined,
    jstype,
    utf8,
    javaUtf8,
    cppStringType,
    extension: isFieldSet(field, EXTENDEE) ? extensionOf(field, around) : undefined,
    at: NOWHERE,
    typeAt: NOWHERE,
    nameAt: NOWHERE,
    optionsAt: undefined,
  };
}

function kindOf(field: FieldDescriptorProto, features: Features, { scope, map, isMap }: FieldSurroundings): ProtoKind {
  const kind = isFieldSet(field, TYPE) ? KINDS[field.type] : undefined;
  if (kind === undefined) throw damaged(`the field "${scope}.${field.name}" has no type`);
  const isDelimited = features.message_encoding === "DELIMITED" && map === undefined && isMap !== true;
  return kind === "message" && isDelimited ? "group" : kind;
}

/** An image tells `optional` in proto3 by a flag of its own; in proto2 nothing stands without a label. */
function labelOf(field: FieldDescriptorProto, { file, oneof, map, isMap }: FieldSurroundings): ProtoField["label"] {
  if (oneof !== undefined || map !== undefined || isMap === true) return undefined;
  if (field.label === Label.REPEATED) return "repeated";
  if (field.label === Label.REQUIRED) return "required";
  return field.proto3Optional || file.syntax === "proto2" ? "optional" : undefined;
}

function cardinalityOf(
  field: FieldDescriptorProto,
  kind: ProtoKind,
  features: Features,
  { oneof, map, isMap }: FieldSurroundings,
): ProtoCardinality {
  if (isMap === true) return "map";
  if (map !== undefined) return "explicit";
  if (field.label === Label.REPEATED) return "repeated";
  if (isFieldSet(field, EXTENDEE)) return "explicit";
  if (field.label === Label.REQUIRED || (features.field_presence === "LEGACY_REQUIRED" && oneof === undefined))
    return "required";
  if (kind === "message" || kind === "group" || oneof !== undefined || field.proto3Optional) return "explicit";
  return features.field_presence === "IMPLICIT" ? "implicit" : "explicit";
}

function stringTraits(
  options: FieldOptions | undefined,
  features: Features,
  { syntax, knowsCtype, languages, javaStringCheckUtf8 }: FileSurroundings,
): Pick<ProtoField, "jstype" | "utf8" | "javaUtf8" | "cppStringType"> {
  const own = withLanguages(languages, options?.features);
  const { jstype, ctype } = FieldOptionsSchema.field;
  const isChecked =
    syntax === "editions" && javaStringCheckUtf8 === undefined
      ? own.javaUtf8 === "VERIFY"
      : javaStringCheckUtf8 === "true";
  return {
    jstype: setOption(FieldOptionsSchema, options, jstype) ?? "JS_NORMAL",
    utf8: features.utf8_validation,
    javaUtf8: isChecked ? "VERIFY" : features.utf8_validation,
    cppStringType: (knowsCtype ? setOption(FieldOptionsSchema, options, ctype) : undefined) ?? own.cppStringType,
  };
}

function extensionOf(field: FieldDescriptorProto, { file, scope }: FieldSurroundings): ProtoExtension {
  const fullName = scope === "" ? field.name : `${scope}.${field.name}`;
  return { extendee: fullNameOf(field.extendee), nestedName: nestedName(file.package, fullName), fullName };
}
