import type { OptionTarget } from "../proto/options.js";
import type { MessageDefinition } from "../proto/unit.js";
import { isZero, numberText } from "./option-text.js";
import { NO_OPTIONS, OpenTree } from "./option-tree.js";
import type { OptionTree, OptionTreeValue } from "./option-tree.js";
import type { OptionFieldType, OptionTypes } from "./option-types.js";
import { BIT32, BIT64, BYTES, DEEPEST, START_GROUP, VARINT, WireFailure, WireReader } from "./wire.js";

/**
 * What serialized options set. What none of the files defines has its number
 * as its name, and its bytes as its value.
 *
 * @throws WireFailure
 */
export function decodeOptions(reader: WireReader, target: OptionTarget, types: OptionTypes): OptionTree {
  const message = types.message(target);
  return message === undefined ? NO_OPTIONS : decodeMessage(reader, message, types, 0);
}

function decodeMessage(reader: WireReader, message: MessageDefinition, types: OptionTypes, depth: number): OpenTree {
  if (depth > DEEPEST) throw new WireFailure("options are nested too deep");
  const tree = new OpenTree();
  while (reader.next()) {
    const field = types.field(message, reader.number);
    if (field === undefined) addUnknown(tree, reader);
    else if (field.isSourceOnly) reader.skip();
    else addField(tree, reader, field, types, depth);
  }
  return message.fullName === "google.protobuf.Any" ? expandAny(tree, types, depth) : tree;
}

function addField(tree: OpenTree, reader: WireReader, field: OptionFieldType, types: OptionTypes, depth: number): void {
  const { number, name, repeated, type, isImplicit } = field;
  const isMessage = field.mapKey !== undefined || (typeof type === "object" && type.kind === "message");
  if (isMessage ? reader.wire !== BYTES && reader.wire !== START_GROUP : !canHold(reader.wire, field))
    return addUnknown(tree, reader);
  if (!isMessage && reader.wire === BYTES && wireOf(type) !== BYTES) {
    const packed = reader.bytes();
    for (const value of unpack(packed, field, types)) tree.add(number, name, repeated, value);
    return undefined;
  }
  const value = isMessage ? messageValue(reader, field, types, depth) : scalarValue(reader, type, types);
  if (isImplicit && isZero(types, type, value)) tree.remove(number);
  else tree.add(number, name, repeated, value);
}

function canHold(wire: number, { type, repeated }: OptionFieldType): boolean {
  return wire === wireOf(type) || (repeated && wire === BYTES);
}

function wireOf(type: OptionFieldType["type"]): number {
  if (typeof type === "object") return type.kind === "enum" ? VARINT : BYTES;
  return WIRES[type] ?? VARINT;
}

const WIRES: { readonly [type: string]: number } = {
  string: BYTES,
  bytes: BYTES,
  double: BIT64,
  fixed64: BIT64,
  sfixed64: BIT64,
  float: BIT32,
  fixed32: BIT32,
  sfixed32: BIT32,
};

function messageValue(reader: WireReader, field: OptionFieldType, types: OptionTypes, depth: number): OptionTree {
  const inner = reader.wire === START_GROUP ? reader.group(depth) : reader.message();
  const { type } = field;
  if (field.mapKey !== undefined) return decodeEntry(inner, field, types, depth + 1);
  if (typeof type === "string" || type.kind !== "message") throw new WireFailure("an option is of another type");
  return decodeMessage(inner, type, types, depth + 1);
}

function decodeEntry(
  reader: WireReader,
  { mapKey = "", type }: OptionFieldType,
  types: OptionTypes,
  depth: number,
): OpenTree {
  const tree = new OpenTree();
  while (reader.next()) {
    const part: OptionFieldType = {
      number: reader.number,
      name: reader.number === 1 ? "key" : "value",
      type: reader.number === 1 ? mapKey : type,
      mapKey: undefined,
      repeated: false,
      isImplicit: false,
      isSourceOnly: false,
    };
    if (reader.number > 2) addUnknown(tree, reader);
    else addField(tree, reader, part, types, depth);
  }
  return tree;
}

/** The values of a packed field have no tags of their own. */
function* unpack(packed: Uint8Array, { type }: OptionFieldType, types: OptionTypes): Generator<string> {
  const reader = new WireReader(packed);
  while (reader.hasMore) yield scalarValue(reader, type, types);
}

function scalarValue(reader: WireReader, type: OptionFieldType["type"], types: OptionTypes): string {
  if (typeof type === "object") {
    const number = Number(BigInt.asIntN(32, reader.varint64()));
    return type.kind === "enum" ? types.memberName(type, number) : String(number);
  }
  switch (type) {
    case "string":
      return JSON.stringify(reader.text());
    case "bytes":
      return JSON.stringify(Buffer.from(reader.bytes()).toString("latin1"));
    case "bool":
      return String(reader.varint64() !== 0n);
    case "double":
      return numberText(reader.fixed(8).getFloat64(0, true), "double");
    case "float":
      return numberText(reader.fixed(4).getFloat32(0, true), "float");
    case "fixed64":
      return reader.fixed(8).getBigUint64(0, true).toString();
    case "sfixed64":
      return reader.fixed(8).getBigInt64(0, true).toString();
    case "fixed32":
      return String(reader.fixed(4).getUint32(0, true));
    case "sfixed32":
      return String(reader.fixed(4).getInt32(0, true));
    case "uint64":
      return reader.varint64().toString();
    case "uint32":
      return BigInt.asUintN(32, reader.varint64()).toString();
    case "int64":
      return BigInt.asIntN(64, reader.varint64()).toString();
    case "sint32":
    case "sint64": {
      const folded = reader.varint64();
      return ((folded >> 1n) ^ -(folded & 1n)).toString();
    }
    default:
      return BigInt.asIntN(32, reader.varint64()).toString();
  }
}

function addUnknown(tree: OpenTree, reader: WireReader): void {
  tree.add(reader.number, String(reader.number), true, unknownValue(reader));
}

function unknownValue(reader: WireReader): string {
  switch (reader.wire) {
    case VARINT:
      return reader.varint64().toString();
    case BYTES:
      return JSON.stringify(Buffer.from(reader.bytes()).toString("latin1"));
    case BIT64:
      return reader.fixed(8).getBigUint64(0, true).toString();
    case BIT32:
      return String(reader.fixed(4).getUint32(0, true));
    default:
      reader.skip();
      return "a group";
  }
}

/** The message inside of an `Any`, where its type is known, as text format writes it. */
function expandAny(tree: OpenTree, types: OptionTypes, depth: number): OpenTree {
  const [url, packed] = [1, 2].map((number) => tree.fields.get(number)?.values[0]);
  if (typeof url !== "string" || typeof packed !== "string") return tree;
  const name: unknown = JSON.parse(url);
  const type = typeof name === "string" ? types.named(name.slice(name.lastIndexOf("/") + 1)) : undefined;
  const bytes: unknown = JSON.parse(packed);
  if (type === undefined || typeof bytes !== "string") return tree;
  const expanded: OptionTreeValue = decodeMessage(new WireReader(Buffer.from(bytes, "latin1")), type, types, depth + 1);
  tree.remove(2);
  tree.add(2, "value", false, expanded);
  return tree;
}
