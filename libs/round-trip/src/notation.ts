import { create, type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { reflect, type ReflectMessage } from "@bufbuild/protobuf/reflect";

/**
 * A message by the names of its fields, in JSON that loses nothing. `../README.md` has the notation:
 * fields that are absent are left out, integers are texts, floats are the digits of their bits, a map is
 * `{ "": [[key, value], …] }`.
 */
export type Notation = boolean | number | string | readonly Notation[] | NotedMessage;
export interface NotedMessage {
  readonly [name: string]: Notation;
}

/** Sets the fields of a generated message. */
export function readMessage(desc: DescMessage, fields: NotedMessage): ReflectMessage {
  const message = reflect(desc, create(desc));
  for (const [name, value] of Object.entries(fields)) {
    const field = desc.fields.find((field) => field.name === name);
    if (field === undefined) throw new Error(`${desc.typeName} has no field \`${name}\``);
    readField(message, field, value);
  }
  return message;
}

function readField(message: ReflectMessage, field: DescField, noted: Notation): void {
  if (field.fieldKind === "map") {
    for (const [key, value] of entriesOf(noted))
      message.get(field).set(readScalar(field.mapKey, key), readValue({ field }, value));
  } else if (field.fieldKind === "list") {
    for (const item of itemsOf(noted)) message.get(field).add(readValue({ field }, item));
  } else {
    message.set(field, readValue({ field }, noted));
  }
}

function readValue({ field }: { field: DescField }, noted: Notation): unknown {
  if (field.message) return readMessage(field.message, fieldsOf(noted));
  if (field.enum) {
    if (typeof noted === "number") return noted;
    const value = field.enum.values.find((value) => value.name === noted);
    if (value === undefined) throw new Error(`${field.enum.typeName} has no value \`${String(noted)}\``);
    return value.number;
  }
  return readScalar(field.scalar ?? ScalarType.STRING, noted);
}

function readScalar(type: ScalarType, noted: Notation): unknown {
  if (typeof noted === "boolean") return noted;
  const text = String(noted);
  switch (type) {
    case ScalarType.STRING:
      return text;
    case ScalarType.BYTES:
      return new Uint8Array(Buffer.from(text, "base64"));
    case ScalarType.FLOAT:
      return text === "NaN" ? Number.NaN : Buffer.from(text, "hex").readFloatBE();
    case ScalarType.DOUBLE:
      return text === "NaN" ? Number.NaN : Buffer.from(text, "hex").readDoubleBE();
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return Number(text);
    default:
      return BigInt(text);
  }
}

/** Gives the fields of a message that are present. */
export function writeMessage(message: ReflectMessage): NotedMessage {
  const present = message.fields.filter((field) => message.isSet(field));
  return Object.fromEntries(present.map((field) => [field.name, writeField(message, field)]));
}

function writeField(message: ReflectMessage, field: DescField): Notation {
  if (field.fieldKind === "map") {
    const entries = [...message.get(field)];
    return { "": entries.map(([key, value]) => [writeScalar(field.mapKey, key), writeValue({ field }, value)]) };
  }
  if (field.fieldKind === "list") return [...message.get(field)].map((item) => writeValue({ field }, item));
  return writeValue({ field }, message.get(field));
}

function writeValue({ field }: { field: DescField }, value: unknown): Notation {
  if (field.message) return writeMessage(value as ReflectMessage);
  if (field.enum) return field.enum.values.find(({ number }) => number === value)?.name ?? Number(value);
  return writeScalar(field.scalar ?? ScalarType.STRING, value);
}

function writeScalar(type: ScalarType, value: unknown): Notation {
  if (typeof value === "boolean") return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (type !== ScalarType.FLOAT && type !== ScalarType.DOUBLE) return String(value);
  return Number.isNaN(value) ? "NaN" : bitsOf(type, Number(value));
}

function bitsOf(type: ScalarType.FLOAT | ScalarType.DOUBLE, value: number): string {
  const bytes = Buffer.alloc(type === ScalarType.FLOAT ? 4 : 8);
  if (type === ScalarType.FLOAT) bytes.writeFloatBE(value);
  else bytes.writeDoubleBE(value);
  return bytes.toString("hex");
}

/** The same value for equal messages: fields and map entries in order. */
export function canonical(noted: Notation): Notation {
  if (isList(noted)) return noted.map(canonical);
  if (typeof noted !== "object") return noted;
  if ("" in noted) {
    const entries = entriesOf(noted).map(([key, value]) => [key, canonical(value)]);
    return { "": entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)) };
  }
  const names = Object.keys(noted).sort();
  return Object.fromEntries(names.map((name) => [name, canonical(noted[name] ?? "")]));
}

function isList(noted: Notation): noted is readonly Notation[] {
  return Array.isArray(noted);
}

function itemsOf(noted: Notation): readonly Notation[] {
  if (!isList(noted)) throw new Error(`\`${JSON.stringify(noted)}\` is no list`);
  return noted;
}

function fieldsOf(noted: Notation): NotedMessage {
  if (typeof noted !== "object" || isList(noted)) throw new Error(`\`${JSON.stringify(noted)}\` is no message`);
  return noted;
}

function entriesOf(noted: Notation): readonly (readonly [Notation, Notation])[] {
  return itemsOf(fieldsOf(noted)[""] ?? []).map((entry) => {
    const [key, value] = itemsOf(entry);
    if (key === undefined || value === undefined) throw new Error(`\`${JSON.stringify(entry)}\` is no map entry`);
    return [key, value];
  });
}
