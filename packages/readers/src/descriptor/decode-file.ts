import { toJsonName } from "@nx-contracts/ir";
import type { ProtoKind } from "@nx-contracts/ir";
import { defaultText } from "../proto-image/default-value.js";
import type { OptionTarget } from "../proto/options.js";
import { decodeOptions } from "./decode-options.js";
import type {
  EnumDescriptor,
  EnumValueDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
  MethodDescriptor,
  OneofDescriptor,
  RangeDescriptor,
  ServiceDescriptor,
} from "./file-descriptor.js";
import { checkedName, checkedPath, checkedReference, plainReference } from "./names.js";
import { partsOf, rangeIn } from "./parts.js";
import { NO_OPTIONS } from "./option-tree.js";
import type { OptionTree } from "./option-tree.js";
import type { OptionTypes } from "./option-types.js";
import { BYTES, DEEPEST, WireFailure, WireReader } from "./wire.js";

/** A descriptor, or in words what is wrong with the bytes. */
export type DecodedFile = { readonly file: FileDescriptor } | { readonly problem: string };

/** Of one file; the largest of google-proto-files has 1.2 MiB with its comments. */
const LARGEST = 8 * 1024 * 1024;

/**
 * Decodes a serialized `google.protobuf.FileDescriptorProto`; its options with
 * the types that the protos define. Never throws.
 * @see https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/descriptor.proto
 */
export function decodeFile(bytes: Uint8Array, types: OptionTypes): DecodedFile {
  if (bytes.length > LARGEST) return { problem: `it has ${bytes.length} bytes, and up to ${LARGEST} are read` };
  try {
    return { file: new Decoder(types).file(new WireReader(bytes)) };
  } catch (error) {
    if (!(error instanceof WireFailure)) throw error;
    return { problem: error.message };
  }
}

/** The import path of a serialized file, without decoding more; `undefined` where there is none. */
export function nameOfFile(bytes: Uint8Array): string | undefined {
  try {
    for (const reader = new WireReader(bytes); reader.next(); reader.skip())
      if (reader.number === 1) return checkedPath(reader.text());
  } catch (error) {
    if (!(error instanceof WireFailure)) throw error;
  }
  return undefined;
}

/** Import paths of what a serialized file imports, as far as it can be read. */
export function importsOfFile(bytes: Uint8Array): readonly string[] {
  const found: string[] = [];
  try {
    for (const reader = new WireReader(bytes); reader.next();) {
      if (reader.number === 3 && reader.wire === BYTES) found.push(reader.text());
      else reader.skip();
    }
  } catch (error) {
    if (!(error instanceof WireFailure)) throw error;
  }
  return found;
}

/** A field before the entries of its message's maps are known. */
interface RawField extends FieldDescriptor {
  readonly oneofIndex: number | undefined;
  readonly isProto3Optional: boolean;
}

interface RawMessage {
  readonly message: MessageDescriptor;
  readonly isMapEntry: boolean;
}

const TYPES: readonly (ProtoKind | "")[] = [
  "",
  "double",
  "float",
  "int64",
  "uint64",
  "int32",
  "fixed64",
  "fixed32",
  "bool",
  "string",
  "group",
  "message",
  "bytes",
  "uint32",
  "enum",
  "sfixed32",
  "sfixed64",
  "sint32",
  "sint64",
];

class Decoder {
  readonly #types: OptionTypes;
  #isEdition = false;

  constructor(types: OptionTypes) {
    this.#types = types;
  }

  file(reader: WireReader): FileDescriptor {
    const parts = partsOf(reader, new Set([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14]));
    const syntax = parts.text(12) || "proto2";
    const edition = parts.int(14);
    this.#isEdition = syntax === "editions";
    const scope = parts.text(2);
    if (scope !== "") checkedReference(scope);
    return {
      name: checkedPath(parts.text(1)),
      package: scope,
      syntax: this.#isEdition ? editionName(edition) : syntax,
      imports: parts.texts(3).map(checkedPath),
      publicImports: parts.ints(10),
      weakImports: parts.ints(11),
      messages: this.#messages(parts.messages(4), scope, 0),
      enums: parts.messages(5).map((each) => this.#enum(each)),
      services: parts.messages(6).map((each) => this.#service(each)),
      extensions: parts.messages(7).map((each) => finished(this.#field(each), NO_MAPS, [])),
      options: this.#options(parts.messages(8), "FILE"),
    };
  }

  #messages(readers: readonly WireReader[], scope: string, depth: number): readonly MessageDescriptor[] {
    return readers.map((reader) => this.#message(reader, scope, depth).message);
  }

  #message(reader: WireReader, scope: string, depth: number): RawMessage {
    if (depth > DEEPEST) throw new WireFailure("messages are nested too deep");
    const parts = partsOf(reader, new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    const name = checkedName(parts.text(1));
    const fullName = scope === "" ? name : `${scope}.${name}`;
    const inner = parts.messages(3).map((each) => this.#message(each, fullName, depth + 1));
    const maps = new Map(
      inner.flatMap(({ message, isMapEntry }) => (isMapEntry ? [[`${fullName}.${message.name}`, message]] : [])),
    );
    const options = this.#options(parts.messages(7), "MESSAGE");
    const raw = parts.messages(2).map((each) => this.#field(each));
    const made = new Set(raw.flatMap((field) => (field.isProto3Optional ? [field.oneofIndex] : [])));
    const oneofs = parts.messages(8).map((each) => this.#oneof(each));
    const message: MessageDescriptor = {
      name,
      fields: raw.map((field) => finished(field, maps, oneofs)),
      messages: inner.flatMap((each) => (each.isMapEntry ? [] : [each.message])),
      enums: parts.messages(4).map((each) => this.#enum(each)),
      extensions: parts.messages(6).map((each) => finished(this.#field(each), NO_MAPS, [])),
      oneofs: oneofs.filter((_, index) => !made.has(index)),
      extensionRanges: parts.messages(5).map((each) => this.#extensionRange(each)),
      reserved: {
        ranges: parts.messages(9).map((each) => {
          const [from, to] = rangeIn(each);
          return [from, to - 1];
        }),
        names: parts.texts(10),
      },
      options: withoutMapEntry(options),
    };
    return { message, isMapEntry: options.fields.get(MAP_ENTRY)?.values[0] === "true" };
  }

  #field(reader: WireReader): RawField {
    const parts = partsOf(reader, new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17]));
    const name = checkedName(parts.text(1));
    const kind = TYPES[parts.int(5) ?? 0] || "message";
    const typeName = plainReference(parts.text(6));
    const extendee = parts.text(2);
    const label = parts.int(4);
    const isProto3Optional = parts.int(17) === 1;
    const json = parts.optionalText(10);
    const derived = toJsonName(name);
    return {
      name,
      number: parts.int(3) ?? 0,
      label:
        label === 3 ? "repeated" : label === 2 && !this.#isEdition ? "required" : isProto3Optional ? "optional" : "",
      type: typeName === "" ? kind : kind === "group" && !this.#isEdition ? `group ${typeName}` : typeName,
      oneof: undefined,
      oneofIndex: parts.int(9),
      isProto3Optional,
      extendee: extendee === "" ? undefined : plainReference(extendee),
      default: parts.optionalText(7) === undefined ? undefined : defaultText(parts.text(7), kind),
      jsonName: json === undefined || json === derived ? undefined : json,
      options: this.#options(parts.messages(8), "FIELD"),
    };
  }

  #oneof(reader: WireReader): OneofDescriptor {
    const parts = partsOf(reader, new Set([1, 2]));
    return { name: checkedName(parts.text(1)), options: this.#options(parts.messages(2), "ONEOF") };
  }

  #extensionRange(reader: WireReader): RangeDescriptor {
    const parts = partsOf(reader, new Set([1, 2, 3]));
    const options = this.#options(parts.messages(3), "EXTENSION_RANGE");
    return { from: parts.int(1) ?? 0, to: (parts.int(2) ?? 0) - 1, options };
  }

  #enum(reader: WireReader): EnumDescriptor {
    const parts = partsOf(reader, new Set([1, 2, 3, 4, 5]));
    return {
      name: checkedName(parts.text(1)),
      values: parts.messages(2).map((each) => this.#value(each)),
      options: this.#options(parts.messages(3), "ENUM"),
      reserved: { ranges: parts.messages(4).map(rangeIn), names: parts.texts(5) },
    };
  }

  #value(reader: WireReader): EnumValueDescriptor {
    const parts = partsOf(reader, new Set([1, 2, 3]));
    return {
      name: checkedName(parts.text(1)),
      number: parts.int(2) ?? 0,
      options: this.#options(parts.messages(3), "ENUM_ENTRY"),
    };
  }

  #service(reader: WireReader): ServiceDescriptor {
    const parts = partsOf(reader, new Set([1, 2, 3]));
    return {
      name: checkedName(parts.text(1)),
      methods: parts.messages(2).map((each) => this.#method(each)),
      options: this.#options(parts.messages(3), "SERVICE"),
    };
  }

  #method(reader: WireReader): MethodDescriptor {
    const parts = partsOf(reader, new Set([1, 2, 3, 4, 5, 6]));
    return {
      name: checkedName(parts.text(1)),
      request: plainReference(parts.text(2)),
      response: plainReference(parts.text(3)),
      options: this.#options(parts.messages(4), "METHOD"),
      clientStreaming: parts.int(5) === 1,
      serverStreaming: parts.int(6) === 1,
    };
  }

  #options(readers: readonly WireReader[], target: OptionTarget): OptionTree {
    const [reader] = readers;
    if (readers.length > 1) throw new WireFailure("it holds the options of one element twice");
    return reader === undefined ? NO_OPTIONS : decodeOptions(reader, target, this.#types);
  }
}

const MAP_ENTRY = 7;
const NO_MAPS: ReadonlyMap<string, MessageDescriptor> = new Map();

/** A field with its oneof named, a map as what its entry holds. */
function finished(
  { oneofIndex, isProto3Optional, ...field }: RawField,
  maps: ReadonlyMap<string, MessageDescriptor>,
  oneofs: readonly OneofDescriptor[],
): FieldDescriptor {
  const oneof = oneofIndex === undefined || isProto3Optional ? undefined : oneofs[oneofIndex];
  if (oneofIndex !== undefined && !isProto3Optional && oneof === undefined)
    throw new WireFailure(`the field "${field.name}" is in a oneof that is missing`);
  const entry = field.label === "repeated" ? maps.get(field.type) : undefined;
  if (entry === undefined) return { ...field, oneof: oneof?.name };
  const [key, value] = [1, 2].map((number) => entry.fields.find((each) => each.number === number)?.type ?? "");
  return { ...field, label: "", type: `map<${key}, ${value}>`, oneof: oneof?.name };
}

/** Only compilers set it. */
function withoutMapEntry(options: OptionTree): OptionTree {
  if (!options.fields.has(MAP_ENTRY)) return options;
  return { fields: new Map([...options.fields].filter(([number]) => number !== MAP_ENTRY)) };
}

/** `2023` of 1000, which is what editions are numbered as. */
function editionName(number: number | undefined): string {
  const known: { readonly [number: number]: string } = { 1000: "2023", 1001: "2024", 1002: "2026" };
  return number === undefined ? "" : (known[number] ?? `edition ${number}`);
}
