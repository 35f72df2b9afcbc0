import { create, createFileRegistry, fromBinary, toBinary, toJson } from "@bufbuild/protobuf";
import type { DescMessage, Message, Registry } from "@bufbuild/protobuf";
import {
  Edition,
  EnumOptionsSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  FieldOptionsSchema,
  FileOptionsSchema,
  MessageOptionsSchema,
  SourceCodeInfo_LocationSchema,
} from "@bufbuild/protobuf/wkt";
import type {
  DescriptorProto,
  EnumDescriptorProto,
  FieldDescriptorProto,
  FileDescriptorProto,
  FileDescriptorSet,
  ServiceDescriptorProto,
  SourceCodeInfo_Location,
} from "@bufbuild/protobuf/wkt";
import type { JsonObject, JsonValue, Span, TypeRef } from "@nx-contracts/ir";
import { toDoc } from "./comments.js";
import { SCALARS, WELL_KNOWN_TYPES } from "./scalars.js";

/** What the schema should hold of a file, made from its descriptor alone. */
export interface ExpectedFile {
  readonly path: string;
  readonly package: string;
  readonly syntax: string;
  readonly options: JsonObject;
  readonly records: readonly JsonObject[];
  readonly enums: readonly JsonObject[];
  readonly services: readonly JsonObject[];
  readonly extensions: readonly string[];
  readonly extensionRanges: readonly string[];
}

const SCALAR_NAMES: { readonly [type: number]: string } = {
  [Type.DOUBLE]: "double",
  [Type.FLOAT]: "float",
  [Type.INT64]: "int64",
  [Type.UINT64]: "uint64",
  [Type.INT32]: "int32",
  [Type.FIXED64]: "fixed64",
  [Type.FIXED32]: "fixed32",
  [Type.BOOL]: "bool",
  [Type.STRING]: "string",
  [Type.BYTES]: "bytes",
  [Type.UINT32]: "uint32",
  [Type.SFIXED32]: "sfixed32",
  [Type.SFIXED64]: "sfixed64",
  [Type.SINT32]: "sint32",
  [Type.SINT64]: "sint64",
};

/** Turns descriptors into expectations, file by file. */
export function expectFiles(set: FileDescriptorSet): ReadonlyMap<string, ExpectedFile> {
  const registry = createFileRegistry(set);
  return new Map(set.file.map((file) => [file.name, new FileExpectation(file, registry).build()]));
}

class FileExpectation {
  readonly #file: FileDescriptorProto;
  readonly #registry: Registry;
  readonly #locations = new Map<string, SourceCodeInfo_Location>();
  readonly #records: JsonObject[] = [];
  readonly #enums: JsonObject[] = [];
  readonly #extensions: string[] = [];
  readonly #ranges: string[] = [];

  constructor(file: FileDescriptorProto, registry: Registry) {
    this.#file = file;
    this.#registry = registry;
    for (const location of file.sourceCodeInfo?.location ?? []) {
      const key = location.path.join(".");
      if (!this.#locations.has(key)) this.#locations.set(key, location);
    }
  }

  build(): ExpectedFile {
    const file = this.#file;
    const topLevel: JsonObject[] = [];
    for (const [index, message] of file.messageType.entries()) this.#message(file.package, message, [4, index]);
    for (const [index, each] of file.enumType.entries()) this.#enum(file.package, each, [5, index]);
    for (const [index, field] of file.extension.entries()) this.#extension(file.package, field, [7, index]);
    for (const [index, service] of file.service.entries()) topLevel.push(this.#service(service, [6, index]));
    return {
      path: file.name,
      package: file.package,
      syntax:
        file.syntax === "editions" ? (Edition[file.edition] ?? "").replace("EDITION_", "") : file.syntax || "proto2",
      options: this.#options(FileOptionsSchema, file.options),
      records: this.#records,
      enums: this.#enums,
      services: topLevel,
      extensions: this.#extensions.sort(),
      extensionRanges: this.#ranges.sort(),
    };
  }

  #message(scope: string, message: DescriptorProto, path: readonly number[]): void {
    const fullName = scope === "" ? message.name : `${scope}.${message.name}`;
    const entries = new Map(
      message.nestedType
        .filter((nested) => nested.options?.mapEntry)
        .map((nested) => [`.${fullName}.${nested.name}`, nested]),
    );
    const { deprecated = false, ...options } = this.#options(MessageOptionsSchema, message.options);
    this.#records.push({
      qualifiedName: fullName,
      fields: message.field.map((field, index) => this.#field(message, field, entries, [...path, 2, index])),
      reserved: {
        numbers: message.reservedRange.map(({ start, end }) => ({ from: start, to: end - 1 })),
        names: message.reservedName,
      },
      deprecated,
      options,
      ...this.#place(path),
    });
    for (const [index, nested] of message.nestedType.entries()) {
      if (!nested.options?.mapEntry) this.#message(fullName, nested, [...path, 3, index]);
    }
    for (const [index, nested] of message.enumType.entries()) this.#enum(fullName, nested, [...path, 4, index]);
    for (const [index, field] of message.extension.entries()) this.#extension(fullName, field, [...path, 6, index]);
    for (const { start, end } of message.extensionRange) this.#ranges.push(`${fullName} ${start} ${end - 1}`);
  }

  #field(
    message: DescriptorProto,
    field: FieldDescriptorProto,
    entries: ReadonlyMap<string, DescriptorProto>,
    path: readonly number[],
  ): JsonObject {
    const entry = entries.get(field.typeName);
    const repeated = field.label === Label.REPEATED;
    const single = singleType(field);
    const features = field.options?.features;
    const inOneof = Object.hasOwn(field, "oneofIndex") && !field.proto3Optional;
    const isMessage = field.type === Type.MESSAGE || field.type === Type.GROUP;
    const filePresence = this.#file.syntax === "proto3" ? 2 : this.#file.options?.features?.fieldPresence || 1;
    const presence = features?.fieldPresence || filePresence;
    const required = field.label === Label.REQUIRED || (presence === 3 && !inOneof);
    let type: TypeRef = single.type;
    if (entry !== undefined) {
      const [key, value] = entry.field;
      if (key === undefined || value === undefined) throw new Error("a map entry has two fields");
      type = { kind: "map", key: singleType(key).type, value: inside(singleType(value)) };
    } else if (repeated) type = { kind: "list", item: inside(single) };
    const visible = inOneof || isMessage || field.proto3Optional || presence === 1;
    const { deprecated = false, ...options } = this.#options(FieldOptionsSchema, field.options);
    const derived = camel(field.name);
    return {
      name: field.name,
      number: field.number,
      type: type as unknown as JsonObject,
      presence: repeated ? "implicit" : required ? "required" : visible ? "optional" : "implicit",
      presenceFixed: repeated || (!required && (inOneof || isMessage)),
      nullable: !repeated && single.nullable,
      wireName: field.jsonName,
      readNames: field.jsonName === derived && derived !== field.name ? [field.name] : [],
      oneof: inOneof ? (message.oneofDecl[field.oneofIndex]?.name ?? "") : "",
      default: Object.hasOwn(field, "defaultValue") ? field.defaultValue : "",
      deprecated,
      options,
      ...this.#place(path),
    };
  }

  #enum(scope: string, node: EnumDescriptorProto, path: readonly number[]): void {
    const { deprecated = false, ...options } = this.#options(EnumOptionsSchema, node.options);
    const closed =
      node.options?.features?.enumType ||
      this.#file.options?.features?.enumType ||
      (this.#file.syntax === "proto2" || this.#file.syntax === "" ? 2 : 1);
    this.#enums.push({
      qualifiedName: scope === "" ? node.name : `${scope}.${node.name}`,
      members: node.value.map((value, index) => ({
        name: value.name,
        value: value.name,
        number: value.number,
        deprecated: value.options?.deprecated ?? false,
        ...this.#place([...path, 2, index]),
      })),
      open: closed === 1,
      reserved: {
        numbers: node.reservedRange.map(({ start, end }) => ({ from: start, to: end })),
        names: node.reservedName,
      },
      deprecated,
      options,
      ...this.#place(path),
    });
  }

  #service(service: ServiceDescriptorProto, path: readonly number[]): JsonObject {
    const scope = this.#file.package === "" ? "" : `${this.#file.package}.`;
    return {
      qualifiedName: scope + service.name,
      methods: service.method.map((method, index) => ({
        name: method.name,
        request: method.inputType.slice(1),
        response: method.outputType.slice(1),
        clientStreaming: method.clientStreaming,
        serverStreaming: method.serverStreaming,
        idempotency: ["unknown", "no-side-effects", "idempotent"][method.options?.idempotencyLevel ?? 0] ?? "",
        deprecated: method.options?.deprecated ?? false,
        ...this.#place([...path, 2, index]),
      })),
      deprecated: service.options?.deprecated ?? false,
      ...this.#place(path),
    };
  }

  #extension(scope: string, field: FieldDescriptorProto, path: readonly number[]): void {
    const { line } = this.#place(path)["at"] as { line: number };
    const label = field.label === Label.REPEATED ? "repeated" : "single";
    const type = SCALAR_NAMES[field.type] ?? field.typeName.slice(1);
    this.#extensions.push(
      `${scope === "" ? "" : `${scope}.`}${field.name} ${field.extendee.slice(1)} ${field.number} ${label} ${type} ${line}`,
    );
  }

  /** All options, custom ones under `(full.name)`; read again with a registry, for a descriptor set leaves extensions raw. */
  #options<T extends DescMessage>(schema: T, options: Message | undefined): { readonly [key: string]: JsonValue } {
    if (options === undefined) return {};
    const typed = fromBinary(schema, toBinary(schema, options as never));
    const json = toJson(schema, typed, { registry: this.#registry, useProtoFieldName: true } as never);
    return inParentheses(json) as JsonObject;
  }

  #place(path: readonly number[]): { readonly at: JsonObject; readonly doc: string } {
    const location = this.#locations.get(path.join(".")) ?? create(SourceCodeInfo_LocationSchema);
    const [line = 0, column = 0, third = 0, fourth] = location.span;
    const [endLine, endColumn] = fourth === undefined ? [line, third] : [third, fourth];
    const doc = toDoc(location.leadingComments) ?? toDoc(location.trailingComments) ?? "";
    return { at: { line: line + 1, column: column + 1, endLine: endLine + 1, endColumn: endColumn + 1 }, doc };
  }
}

/** ProtoJSON writes the names of extensions in brackets, the schema as options do. */
function inParentheses(json: JsonValue): JsonValue {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map(inParentheses);
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key.replace(/^\[(.*)\]$/, "($1)"), inParentheses(value)]),
  );
}

interface SingleType {
  readonly type: TypeRef;
  readonly nullable: boolean;
}

function singleType(field: FieldDescriptorProto): SingleType {
  const scalar = SCALARS.get(SCALAR_NAMES[field.type] ?? "");
  if (scalar !== undefined) return { type: scalar, nullable: false };
  const name = field.typeName.slice(1);
  return WELL_KNOWN_TYPES.get(name) ?? { type: { kind: "ref", name }, nullable: false };
}

function inside({ type, nullable }: SingleType): TypeRef {
  return nullable ? { kind: "nullable", of: type } : type;
}

/** protoc's ToJsonName, character by character. */
function camel(name: string): string {
  let result = "";
  let raise = false;
  for (const character of name) {
    if (character === "_") raise = true;
    else {
      result += raise ? character.toUpperCase() : character;
      raise = false;
    }
  }
  return result;
}

/** The place as the expectation has it. */
export function plainSpan({ line, column, endLine = line, endColumn = column }: Span): JsonObject {
  return { line, column, endLine, endColumn };
}
