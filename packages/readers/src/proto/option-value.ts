import type { JsonValue } from "@nx-contracts/ir";
import type { Context, ResolvedType } from "./context.js";
import { extensionView, fieldsOf, membersOf } from "./message-view.js";
import type { FieldView } from "./message-view.js";
import { isExtension, resolveName } from "./resolve.js";
import { SCALARS } from "./scalars.js";
import type { MessageValue, NumberValue, OptionValue, Stretch, ValueField } from "./syntax-tree.js";
import type { EnumDefinition, MessageDefinition } from "./unit.js";

/** Where a value stands: what reports about it, and the scope that names in it are looked up from. */
export interface ValuePlace {
  readonly context: Context;
  readonly scope: string;
  readonly subject: string;
}

/** A JSON object while an option is put together. */
export type OpenObject = { [key: string]: JsonValue | OpenObject | (JsonValue | OpenObject)[] };

/**
 * The value of `field` as JSON, enum values by name, bytes that are no text in
 * base64; `undefined`, and a problem, where it has another type. `inside` a
 * message value text format allows more than an option does.
 */
export function readValue(
  place: ValuePlace,
  field: FieldView,
  value: OptionValue,
  inside: boolean,
): JsonValue | undefined {
  const type = field.context.fieldType(field.scope, field.node);
  if (field.node.map) return readMapEntry(place, field, value);
  if (type === undefined) return undefined;
  return readTyped(place, type, value, inside);
}

/** The same for a type that is known. */
export function readTyped(
  place: ValuePlace,
  type: ResolvedType,
  value: OptionValue,
  inside: boolean,
): JsonValue | undefined {
  if (typeof type !== "string") {
    if (type.kind === "enum") return readEnumValue(place, type, value, inside);
    if (value.kind !== "message") return mismatch(place, value, `a value of ${type.fullName}, between braces`);
    return readMessage(place, type, value);
  }
  switch (type) {
    case "bool":
      return readBool(place, value, inside);
    case "string":
    case "bytes":
      if (value.kind !== "string") return mismatch(place, value, "a string");
      return value.binary ? btoa(value.value) : value.value;
    case "float":
    case "double":
      return readFloat(place, value, inside);
    default:
      return readInteger(place, type, value);
  }
}

function readBool(place: ValuePlace, value: OptionValue, inside: boolean): JsonValue | undefined {
  const word =
    value.kind === "word" && !value.negative
      ? value.word
      : value.kind === "integer" && inside && !value.negative
        ? value.digits
        : "";
  if (word === "true" || (inside && ["True", "t", "1"].includes(word))) return true;
  if (word === "false" || (inside && ["False", "f", "0"].includes(word))) return false;
  return mismatch(place, value, "true or false");
}

function readFloat(place: ValuePlace, value: OptionValue, inside: boolean): JsonValue | undefined {
  if (value.kind === "integer" || value.kind === "float") {
    const number = Number(value.kind === "integer" ? wholeNumber(value.digits) : value.digits.replace(/[fF]$/, ""));
    const signed = value.negative ? -number : number;
    return Number.isFinite(signed) ? signed : signed > 0 ? "Infinity" : "-Infinity";
  }
  if (value.kind === "word") {
    const word = inside ? value.word.toLowerCase() : value.word;
    if (word === "inf" || (inside && word === "infinity")) return value.negative ? "-Infinity" : "Infinity";
    if (word === "nan") return "NaN";
  }
  return mismatch(place, value, "a number");
}

function readInteger(place: ValuePlace, type: string, value: OptionValue): JsonValue | undefined {
  const { bits = 32, signed = true } = SCALARS.get(type) ?? {};
  if (value.kind !== "integer") return mismatch(place, value, "a whole number");
  const number = signedNumber(value);
  const lowest = signed ? -(1n << BigInt(bits - 1)) : 0n;
  const highest = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
  if (number < lowest || number > highest) {
    place.context.refuse(
      place.subject,
      `${number} does not fit in ${type}.`,
      `Write a number from ${lowest} to ${highest}.`,
      value,
    );
    return undefined;
  }
  return jsonNumber(number);
}

/** Every integer that a double holds exactly is a number, any other its digits. */
function jsonNumber(value: bigint): JsonValue {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

function wholeNumber(digits: string): bigint {
  if (digits.length > 1 && /^0[0-7]+$/.test(digits)) return BigInt(`0o${digits.slice(1)}`);
  return BigInt(digits);
}

function signedNumber({ digits, negative }: NumberValue): bigint {
  const value = wholeNumber(digits);
  return negative ? -value : value;
}

function readEnumValue(
  place: ValuePlace,
  type: EnumDefinition,
  value: OptionValue,
  inside: boolean,
): JsonValue | undefined {
  const members = membersOf(place.context, type);
  if (value.kind === "word" && !value.negative) {
    if (members.has(value.word)) return value.word;
    return mismatch(place, value, `a value of the enum ${type.fullName}`);
  }
  if (inside && value.kind === "integer") {
    const number = Number(signedNumber(value));
    for (const [name, each] of members) if (each === number) return name;
    return number;
  }
  return mismatch(place, value, `a value of the enum ${type.fullName}`);
}

function readMapEntry(place: ValuePlace, field: FieldView, value: OptionValue): JsonValue | undefined {
  const type = field.context.fieldType(field.scope, field.node);
  if (value.kind !== "message") return mismatch(place, value, "{ key: … value: … }");
  const entry: OpenObject = {};
  for (const part of value.fields) {
    const partType = part.name === "key" ? field.node.map?.key : part.name === "value" ? type : undefined;
    if (partType === undefined) unknownField(place, part, "the entry of a map");
    else entry[part.name] = readTyped(place, partType, part.value, true) ?? null;
  }
  return { [String(entry["key"] ?? "")]: (entry["value"] ?? null) as JsonValue };
}

/** A message value in text format. */
export function readMessage(place: ValuePlace, type: MessageDefinition, value: MessageValue): JsonValue {
  const result: OpenObject = {};
  const oneofs = new Map<string, string>();
  for (const part of value.fields) {
    if (part.bracket === "any") {
      result[`[${part.name}]`] = null;
      continue;
    }
    const field =
      part.bracket === "extension" ? namedExtension(place, type, part) : fieldsOf(place.context, type).get(part.name);
    if (field === undefined) {
      if (part.bracket === "") unknownField(place, part, type.fullName);
      continue;
    }
    const earlier = field.oneof === undefined ? undefined : oneofs.get(field.oneof);
    if (earlier !== undefined && earlier !== field.name) {
      place.context.refuse(
        place.subject,
        `Sets both "${earlier}" and "${field.name}", of which ${type.fullName} holds one.`,
        "Remove one of the two.",
        part,
      );
    }
    if (field.oneof !== undefined) oneofs.set(field.oneof, field.name);
    addField(place, result, field, part);
  }
  return result as JsonValue;
}

function addField(place: ValuePlace, result: OpenObject, field: FieldView, part: ValueField): void {
  const items = part.value.kind === "list" ? part.value.items : [part.value];
  if (part.value.kind === "list" && !field.repeated) {
    mismatch(place, part.value, `one value, for "${field.name}" is not repeated`);
    return;
  }
  for (const item of items) {
    const json = readValue(place, field, item, true);
    if (!setField(result, field, json ?? null)) {
      const at = { start: part.start, end: part.nameEnd };
      place.context.refuse(place.subject, `Sets "${field.name}" a second time.`, "Remove one of the two.", at);
    }
  }
}

/** Puts `json` where `field` belongs; says no where it is taken. */
export function setField(result: OpenObject, field: FieldView, json: JsonValue): boolean {
  const present = result[field.name];
  if (field.node.map) {
    if (typeof present === "object" && present !== null) Object.assign(present, json);
    else result[field.name] = json;
  } else if (field.repeated) {
    if (Array.isArray(present)) present.push(json);
    else result[field.name] = [json];
  } else {
    if (present !== undefined) return false;
    result[field.name] = json;
  }
  return true;
}

function namedExtension(place: ValuePlace, type: MessageDefinition, part: ValueField): FieldView | undefined {
  const { context, scope, subject } = place;
  const at = { start: part.start, end: part.nameEnd };
  const found = resolveName(context.table, context.unit, scope, part.name, isExtension);
  if (found.kind !== "extension") {
    context.reportUnresolved(scope, part.name, "an extension", isExtension, subject, at);
    return undefined;
  }
  return extendsType(context, found, type, subject, at) ? extensionView(context, found) : undefined;
}

/** Whether `extension` extends `type`; a problem where it does not. */
export function extendsType(
  context: Context,
  extension: Parameters<typeof extensionView>[1],
  type: MessageDefinition,
  subject: string,
  at: Stretch,
): boolean {
  const extendee = context.from(extension.unit).typeOf(extension.scope, extension.extendee);
  if (typeof extendee === "object" && extendee.fullName === type.fullName) return true;
  const message = `"${extension.fullName}" extends ${extension.extendee}, not ${type.fullName}.`;
  context.refuse(subject, message, "Set it where it belongs, or extend the other message.", at);
  return false;
}

function unknownField(place: ValuePlace, part: ValueField, type: string): void {
  const at = { start: part.start, end: part.nameEnd };
  place.context.refuse(place.subject, `${type} has no field "${part.name}".`, "Correct the name, or remove it.", at);
}

function mismatch(place: ValuePlace, at: Stretch, wanted: string): undefined {
  const text = place.context.unit.file.text.slice(at.start, Math.min(at.end, at.start + 40));
  place.context.refuse(place.subject, `Expected ${wanted}, found ${text}.`, `Write ${wanted}.`, at);
  return undefined;
}
