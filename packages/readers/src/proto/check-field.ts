import type { DefaultValue, JsonObject } from "@nx-contracts/ir";
import { checkFieldFeatures } from "./check-features.js";
import { nameAt } from "./context.js";
import type { Context, ResolvedType } from "./context.js";
import type { Features } from "./features.js";
import { fileFeatures, optionsIn, withFeatures } from "./features.js";
import { isPseudoOption } from "./options.js";
import { readTyped } from "./option-value.js";
import { isType } from "./resolve.js";
import { SCALARS } from "./scalars.js";
import type { FieldNode, OptionNode, Stretch } from "./syntax-tree.js";
import type { EnumDefinition } from "./unit.js";
import { checkExported } from "./visibility.js";

/** Where a field stands; each place has its own rules. */
export type FieldPlace = "message" | "oneof" | "extend";

const MAP_KEYS = /^([su]?int|s?fixed)(32|64)$|^bool$|^string$/;

/** What the language forbids of one field, options aside; gives its type. */
export function checkField(
  context: Context,
  scope: string,
  subject: string,
  field: FieldNode,
  place: FieldPlace,
  features: Features,
): ResolvedType | undefined {
  checkLabel(context, subject, field, place);
  if (field.map) checkMap(context, subject, field, place);
  if (field.group) checkGroup(context, subject, field);
  const name = field.map ? field.map.value : field.type;
  const at = field.map
    ? { start: field.map.valueStart, end: field.map.valueEnd }
    : { start: field.typeStart, end: field.typeEnd };
  const type = context.fieldType(scope, field);
  if (type === undefined) context.reportUnresolved(scope, name, "a message or enum", isType, subject, at);
  else if (typeof type === "object") {
    if (type.kind === "enum") checkEnumUse(context, subject, field, type, features, at);
    checkExported(context, subject, type, at);
  }
  checkFieldFeatures(context, subject, field, type, place);
  return type;
}

function checkLabel(context: Context, subject: string, field: FieldNode, place: FieldPlace): void {
  const { syntax } = context.unit.file;
  const { label } = field;
  const at = { start: field.start, end: field.start + Math.max(label.length, 1) };
  const refuse = (message: string, help: string) => context.refuse(subject, message, help, at);
  if (label !== "" && place === "oneof") refuse(`A field of a oneof cannot be ${label}.`, `Remove "${label}".`);
  else if (label !== "" && field.map) refuse(`A map cannot be ${label}.`, `Remove "${label}".`);
  else if (label === "required" && place === "extend") refuse("An extension cannot be required.", 'Write "optional".');
  else if (label === "required" && syntax === "proto3")
    refuse('"required" does not exist in proto3.', 'Remove "required".');
  else if (label === "required" && syntax === "editions") {
    refuse(
      '"required" is not a word of editions.',
      "Write [features.field_presence = LEGACY_REQUIRED] behind the number instead.",
    );
  } else if (label === "optional" && syntax === "editions") {
    refuse(
      '"optional" is not a word of editions.',
      'Remove "optional": fields have presence unless a feature says otherwise.',
    );
  } else if (label === "" && syntax === "proto2" && place !== "oneof" && !field.map) {
    refuse('A proto2 field needs "optional", "required" or "repeated".', 'Write "optional" ahead of the type.');
  }
}

function checkMap(context: Context, subject: string, field: FieldNode, place: FieldPlace): void {
  const { map } = field;
  if (map === undefined) return;
  const key = { start: map.keyStart, end: map.keyStart + map.key.length };
  const whole = { start: field.typeStart, end: field.typeEnd };
  if (!MAP_KEYS.test(map.key)) {
    context.refuse(
      subject,
      `A map cannot have keys of the type ${map.key}.`,
      "Use an integer type, bool or string.",
      key,
    );
  }
  if (place === "oneof") context.refuse(subject, "A map cannot stand in a oneof.", "Wrap it in a message.", whole);
  if (place === "extend") context.refuse(subject, "A map cannot be an extension.", "Wrap it in a message.", whole);
}

function checkGroup(context: Context, subject: string, field: FieldNode): void {
  const { syntax } = context.unit.file;
  if (syntax !== "proto2") {
    const help =
      syntax === "proto3"
        ? "Define a message, and a field of that type."
        : "Define a message, and a field of that type with [features.message_encoding = DELIMITED].";
    context.refuse(subject, `Groups do not exist in ${syntax}.`, help, { start: field.typeStart, end: field.typeEnd });
  }
  if (!/^[A-Z]/.test(field.name)) {
    context.refuse(
      subject,
      `The group "${field.name}" does not begin with a capital letter.`,
      "Its name is also that of a message: capitalise it.",
      nameAt(field),
    );
  }
}

/** The features that hold for an enum, wherever it is defined. */
export function enumFeatures(definition: EnumDefinition): Features {
  let features = fileFeatures(definition.unit.file);
  for (const message of definition.around) features = withFeatures(features, optionsIn(message.body));
  return withFeatures(features, optionsIn(definition.node.body));
}

function checkEnumUse(
  context: Context,
  subject: string,
  field: FieldNode,
  type: EnumDefinition,
  features: Features,
  at: Stretch,
): void {
  const isProto3 = context.unit.file.syntax === "proto3";
  const implicit = features.field_presence === "IMPLICIT" && field.label !== "repeated" && !field.map;
  if ((!isProto3 && !implicit) || enumFeatures(type).enum_type === "OPEN") return;
  const where = isProto3 ? "a proto3 message" : "a field without presence";
  context.refuse(
    subject,
    `${type.fullName} is a closed enum, which ${where} cannot hold.`,
    "Define the enum in proto3, or with [features.enum_type = OPEN].",
    at,
  );
}

/** The value of `[default = …]`, checked against the field's type. */
export function readDefault(
  context: Context,
  subject: string,
  field: FieldNode,
  type: ResolvedType | undefined,
  features: Features,
): DefaultValue | undefined {
  const option = pseudoOption(field, "default");
  if (option === undefined) return undefined;
  if (context.unit.file.syntax === "proto3") {
    context.refuse(subject, "A proto3 field has no default of its own choice.", "Remove the default.", option);
    return undefined;
  }
  const isMessageType = typeof type === "object" && type.kind === "message";
  if (field.label === "repeated" || field.map || isMessageType || field.group) {
    context.refuse(subject, "Only a single scalar or enum value can have a default.", "Remove the default.", option);
    return undefined;
  }
  if (features.field_presence === "IMPLICIT") {
    context.refuse(
      subject,
      "A field without presence has no default of its own choice.",
      "Remove the default.",
      option,
    );
  }
  if (type === undefined) return undefined;
  const value = readTyped({ context, scope: subject, subject }, type, option.value, false);
  if (value === undefined) return undefined;
  if (typeof type === "object") return { kind: "member", enum: type.fullName, member: String(value) };
  return { kind: "value", value };
}

function pseudoOption(field: FieldNode, name: string): OptionNode | undefined {
  return field.options.find((option) => isPseudoOption(option) && option.name[0]?.name === name);
}

/** Options that only some fields may carry. */
export function checkFieldOptions(
  context: Context,
  subject: string,
  field: FieldNode,
  type: ResolvedType | undefined,
  options: JsonObject | undefined,
): void {
  const json = field.options.filter(isPseudoOption);
  for (const name of ["default", "json_name"]) {
    const second = json.filter((option) => option.name[0]?.name === name)[1];
    if (second !== undefined)
      context.refuse(subject, `Sets the option "${name}" a second time.`, "Remove one of the two.", second);
  }
  const written = pseudoOption(field, "json_name");
  if (written !== undefined && written.value.kind !== "string") {
    context.refuse(subject, "A json_name is a string.", "Write it in quotes.", written.value);
  }
  if (options === undefined || type === undefined) return;
  const at = (name: string) => field.options.find((option) => option.name[0]?.name === name)?.value ?? field;
  const repeated = field.label === "repeated";
  const scalar = typeof type === "string" ? type : type.kind === "enum" ? "enum" : "message";
  if (options["packed"] !== undefined && context.unit.file.syntax === "editions") {
    context.refuse(
      subject,
      '"packed" is not an option of editions.',
      "Write features.repeated_field_encoding instead.",
      at("packed"),
    );
  } else if (options["packed"] === true && (!repeated || ["string", "bytes", "message"].includes(scalar))) {
    context.refuse(
      subject,
      "Only repeated numbers, enum values and bools can be packed.",
      "Remove the option.",
      at("packed"),
    );
  }
  if (options["jstype"] !== undefined && options["jstype"] !== "JS_NORMAL" && SCALARS.get(scalar)?.bits !== 64) {
    context.refuse(subject, '"jstype" is for 64-bit integers only.', "Remove the option.", at("jstype"));
  }
  for (const name of ["lazy", "unverified_lazy"]) {
    if (options[name] === true && scalar !== "message")
      context.refuse(subject, `"${name}" is for messages only.`, "Remove the option.", at(name));
  }
}
