import type { ProtoCardinality, ProtoExtension, ProtoField, ProtoKind, ProtoUtf8Validation } from "@nx-contracts/ir";
import { jsonName, mapEntryName } from "./check-names.js";
import type { Context, ResolvedType } from "./context.js";
import { integerValue } from "./cursor.js";
import { placeOf, placeOfOption, wordOption } from "./describe-options.js";
import type { Features } from "./features.js";
import { fieldName } from "./symbols.js";
import { join, packageOf } from "./unit.js";
import type { FieldNode, OptionNode, OptionValue } from "./syntax-tree.js";

/** Features of C++ and Java that decide how strings are handled there. */
export interface LanguageFeatures {
  readonly cppStringType: string;
  /** `DEFAULT` follows the language's own feature. */
  readonly javaUtf8: string;
}

const CPP_STRING_TYPE = ["features", "pb.cpp", "string_type"];
const JAVA_UTF8 = ["features", "pb.java", "utf8_validation"];
const UTF8 = ["features", "utf8_validation"];

/** What holds around a field. */
export interface FieldSurroundings {
  readonly context: Context;
  /** Full name of the message, or of what the `extend` block stands in. */
  readonly scope: string;
  readonly oneof?: string;
  /** Full name of the message that an `extend` block extends. */
  readonly extendee?: string;
  /** Those of the field itself. */
  readonly features: Features;
  readonly languages: LanguageFeatures;
  /** Of the file: `java_string_check_utf8`, where it is set. */
  readonly javaStringCheckUtf8?: string;
}

/** Features of C++ and Java after `options` of a file or a field are laid over. */
export function languageFeatures(inherited: LanguageFeatures, options: readonly OptionNode[]): LanguageFeatures {
  if (!options.some(({ name }) => name[0]?.name === "features")) return inherited;
  return {
    cppStringType: wordOption(options, CPP_STRING_TYPE) ?? inherited.cppStringType,
    javaUtf8: wordOption(options, JAVA_UTF8) ?? inherited.javaUtf8,
  };
}

/** Describes a field of a message or an `extend` block; `undefined` where its type cannot be resolved. */
export function describeField(node: FieldNode, around: FieldSurroundings): ProtoField | undefined {
  const { context, scope, oneof, extendee, features } = around;
  const type = context.fieldType(scope, node);
  if (type === undefined) return undefined;
  const name = fieldName(node);
  const kind: ProtoKind = node.map ? "message" : kindOf(node, type, features);
  const typeName = node.map
    ? join(scope, mapEntryName(node.name))
    : typeof type === "object"
      ? type.fullName
      : undefined;
  const options = standardOptions(node);
  const { jstype, utf8, javaUtf8, cppStringType } = stringTraits(options, around);
  return {
    name,
    number: node.number,
    kind,
    typeName,
    cardinality: cardinalityOf(node, kind, around),
    label: oneof === undefined && !node.map ? node.label || undefined : undefined,
    isRequired: node.label === "required",
    oneof,
    jsonName: jsonName(node).name,
    default: options.length === 0 ? undefined : defaultOf(options, kind),
    jstype,
    utf8,
    javaUtf8,
    cppStringType,
    extension: extendee === undefined ? undefined : extensionNames(context, scope, name, extendee),
    at: placeOf(node),
    typeAt: [node.typeStart, node.typeEnd],
    nameAt: [node.nameStart, node.nameStart + node.name.length],
    optionsAt: options.length === 0 ? undefined : optionPlaces(options),
  };
}

/** One of the two fields of a map's entry; they take their features from the map, and their place is its type. */
export function describeEntryField(
  name: "key" | "value",
  map: FieldNode,
  type: ResolvedType,
  around: FieldSurroundings,
): ProtoField {
  const at = [map.typeStart, map.typeEnd] as const;
  const { jstype, utf8, javaUtf8, cppStringType } = stringTraits(standardOptions(map), around);
  return {
    name,
    number: name === "key" ? 1 : 2,
    kind: typeof type === "string" ? (type as ProtoKind) : type.kind,
    typeName: typeof type === "object" ? type.fullName : undefined,
    cardinality: "explicit",
    label: undefined,
    isRequired: false,
    oneof: undefined,
    jsonName: name,
    default: undefined,
    jstype,
    utf8,
    javaUtf8,
    cppStringType,
    extension: undefined,
    at,
    typeAt: at,
    nameAt: at,
    optionsAt: undefined,
  };
}

function extensionNames(context: Context, scope: string, name: string, extendee: string): ProtoExtension {
  const fullName = join(scope, name);
  const outer = packageOf(context.unit.file);
  return { extendee, fullName, nestedName: outer === "" ? fullName : fullName.slice(outer.length + 1) };
}

function kindOf(node: FieldNode, type: ResolvedType, features: Features): ProtoKind {
  if (node.group) return "group";
  if (typeof type === "string") return type as ProtoKind;
  if (type.kind === "enum") return "enum";
  return features.message_encoding === "DELIMITED" ? "group" : "message";
}

function cardinalityOf(
  node: FieldNode,
  kind: ProtoKind,
  { oneof, extendee, features }: FieldSurroundings,
): ProtoCardinality {
  if (node.map) return "map";
  if (node.label === "repeated") return "repeated";
  if (extendee !== undefined) return "explicit";
  if (node.label === "required" || (features.field_presence === "LEGACY_REQUIRED" && oneof === undefined))
    return "required";
  if (kind === "message" || kind === "group" || oneof !== undefined || node.label === "optional") return "explicit";
  return features.field_presence === "IMPLICIT" ? "implicit" : "explicit";
}

function stringTraits(
  options: readonly OptionNode[],
  { context, features, languages, javaStringCheckUtf8 }: FieldSurroundings,
): Pick<ProtoField, "jstype" | "utf8" | "javaUtf8" | "cppStringType"> {
  const own = options.length === 0 ? languages : languageFeatures(languages, options);
  const { syntax, edition } = context.unit.file;
  const ctype = options.length === 0 ? undefined : wordOption(options, ["ctype"]);
  const hasCtype = ctype !== undefined && (syntax !== "editions" || edition === "2023");
  const javaUtf8: ProtoUtf8Validation =
    syntax !== "editions" || javaStringCheckUtf8 !== undefined
      ? javaStringCheckUtf8 === "true"
        ? "VERIFY"
        : features.utf8_validation
      : own.javaUtf8 === "VERIFY"
        ? "VERIFY"
        : features.utf8_validation;
  return {
    jstype: (options.length === 0 ? undefined : wordOption(options, ["jstype"])) ?? "JS_NORMAL",
    utf8: features.utf8_validation,
    javaUtf8,
    cppStringType: hasCtype ? ctype : own.cppStringType,
  };
}

const NONE: readonly OptionNode[] = [];

/** Most options are of the kind that is written in parentheses, and none of those matters here. */
function standardOptions({ options }: FieldNode): readonly OptionNode[] {
  if (options.length === 0) return NONE;
  return options.filter(({ name: [first] }) => first?.extension === false && first.name !== "deprecated");
}

function optionPlaces(options: readonly OptionNode[]): ProtoField["optionsAt"] {
  const places = {
    json_name: placeOfOption(options, ["json_name"]),
    default: placeOfOption(options, ["default"]),
    jstype: placeOfOption(options, ["jstype"]),
    ctype: placeOfOption(options, ["ctype"]),
    utf8: placeOfOption(options, UTF8),
    java_utf8: placeOfOption(options, JAVA_UTF8),
    cpp_string_type: placeOfOption(options, CPP_STRING_TYPE),
  };
  const set = Object.entries(places).filter(([, place]) => place !== undefined);
  return set.length === 0 ? undefined : (Object.fromEntries(set) as ProtoField["optionsAt"]);
}

/** The default among the options of a field, as descriptions have it. */
export function defaultOf(options: readonly OptionNode[], kind: ProtoKind): string | undefined {
  const option = options.find(({ name: [first, ...rest] }) => rest.length === 0 && first?.name === "default");
  return option && defaultText(option.value, kind);
}

function defaultText(value: OptionValue, kind: ProtoKind): string | undefined {
  switch (value.kind) {
    case "string":
      return value.binary ? value.value : toByteString(value.value);
    case "word":
      return kind === "float" || kind === "double" ? numberText(value.word, value.negative, kind) : value.word;
    case "integer":
    case "float":
      return kind === "float" || kind === "double"
        ? numberText(value.digits, value.negative, kind)
        : `${value.negative && value.digits !== "0" ? "-" : ""}${wholeNumber(value.digits)}`;
    default:
      return undefined;
  }
}

function numberText(digits: string, negative: boolean, kind: "float" | "double"): string {
  const size =
    digits === "inf"
      ? Number.POSITIVE_INFINITY
      : digits === "nan"
        ? Number.NaN
        : /^0[0-7x]/i.test(digits)
          ? integerValue(digits)
          : Number(digits);
  const value = negative ? -size : size;
  return String(kind === "float" ? Math.fround(value) : value);
}

function wholeNumber(digits: string): string {
  const isOctal = /^0[0-7]+$/.test(digits);
  return BigInt(isOctal ? `0o${digits.slice(1)}` : digits).toString();
}

function toByteString(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}
