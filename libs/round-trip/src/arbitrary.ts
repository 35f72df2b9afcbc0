import { type DescEnum, type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";
import fc, { type Arbitrary } from "fast-check";
import { canonical, type Notation, type NotedMessage } from "./notation.js";

/** A random message in its notation: every field may be absent, edge values come often. */
export function messages(desc: DescMessage, depth = 0): Arbitrary<NotedMessage> {
  const singles = desc.fields
    .filter(({ oneof }) => oneof === undefined)
    .map((field) => fc.option(fieldOf(field, depth).map((value) => [[field.name, value] as const])));
  const oneofs = desc.oneofs.map((oneof) =>
    fc.option(
      fc.oneof(...oneof.fields.map((field) => fieldOf(field, depth).map((value) => [[field.name, value] as const]))),
    ),
  );
  // Below the top, large messages are thinned out to about so many fields.
  const ratio = depth === 0 ? 1 : Math.min(1, 6 / (singles.length + oneofs.length));
  const isKept = [...singles, ...oneofs].map(() => fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x <= ratio));
  return fc
    .tuple(fc.tuple(...singles, ...oneofs), fc.tuple(...isKept))
    .map(([parts, kept]) => Object.fromEntries(parts.flatMap((part, i) => (kept[i] && part) || [])))
    .map((fields) => withoutZeros(desc, fields));
}

function fieldOf(field: DescField, depth: number): Arbitrary<Notation> {
  // Lists in lists in lists would be nothing but large.
  const maxLength = Math.max(1, 3 - depth);
  if (field.fieldKind === "list") return fc.array(valueOf(field, depth), { maxLength });
  if (field.fieldKind !== "map") return valueOf(field, depth);
  const entry = fc.tuple(scalars(field.mapKey), valueOf(field, depth));
  return fc.uniqueArray(entry, { selector: ([key]) => key, maxLength }).map((entries) => canonical({ "": entries }));
}

function valueOf(field: DescField, depth: number): Arbitrary<Notation> {
  if (field.message) return depth > MAX_DEPTH ? fc.constant({}) : messages(field.message, depth + 1);
  if (field.enum) return enumValues(field.enum);
  return scalars(field.scalar ?? ScalarType.STRING);
}

/** Deeper than any contract that does not contain itself. */
const MAX_DEPTH = 8;

function enumValues(desc: DescEnum): Arbitrary<Notation> {
  const known = fc.constantFrom(...new Map(desc.values.map(({ number, name }) => [number, name])).values());
  if (!desc.open) return known;
  const numbers = new Set(desc.values.map(({ number }) => number));
  const unknown = [-(2 ** 31), -1, 4711, 2 ** 31 - 1].filter((number) => !numbers.has(number));
  return fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: fc.constantFrom(...unknown) });
}

function scalars(type: ScalarType): Arbitrary<boolean | string> {
  switch (type) {
    case ScalarType.BOOL:
      return fc.boolean();
    case ScalarType.STRING:
      return fc.oneof(
        { weight: 300, arbitrary: mixed(TEXTS, fc.string({ unit: "binary", maxLength: 12 })) },
        { weight: 1, arbitrary: fc.constant("long ".repeat(4000)) },
      );
    case ScalarType.BYTES:
      return mixed(["", "AA==", "A".repeat(400)], fc.uint8Array({ maxLength: 20 }).map(toBase64));
    case ScalarType.FLOAT:
      return mixed(
        FLOATS,
        fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bits) => floatText(Buffer.from(bits))),
      );
    case ScalarType.DOUBLE:
      return mixed(
        DOUBLES,
        fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bits) => floatText(Buffer.from(bits))),
      );
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
      return integers(-(2n ** 31n), 2n ** 31n - 1n);
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return integers(0n, 2n ** 32n - 1n);
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return integers(0n, 2n ** 64n - 1n);
    default:
      return integers(-(2n ** 63n), 2n ** 63n - 1n);
  }
}

const TEXTS = [
  "",
  "\0",
  "\u{1f338} 例の題名",
  "e\u0301",
  "\u{10ffff}",
  "\ufeff\u2028\r\n",
  "__proto__",
  "twenty letters each ".repeat(15),
];
const FLOATS = ["00000000", "80000000", "00000001", "007fffff", "7f7fffff", "ff7fffff", "7f800000", "ff800000", "NaN"];
const DOUBLES = [
  "0000000000000000",
  "8000000000000000",
  "0000000000000001",
  "000fffffffffffff",
  "7fefffffffffffff",
  "ffefffffffffffff",
  "7ff0000000000000",
  "fff0000000000000",
  "NaN",
  "3fb999999999999a",
  "4340000000000001",
];

function mixed(edges: readonly string[], others: Arbitrary<string>): Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...edges), others);
}

function integers(min: bigint, max: bigint): Arbitrary<string> {
  const edges = [min, -1n, 0n, 1n, 127n, 128n, 2n ** 31n, 2n ** 53n + 1n, max].filter((n) => n >= min && n <= max);
  return mixed(edges.map(String), fc.bigInt({ min, max }).map(String));
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

/** Languages may change the payload of a NaN: one NaN stands for all. */
function floatText(bits: Buffer): string {
  const value = bits.length === 4 ? bits.readFloatBE() : bits.readDoubleBE();
  return Number.isNaN(value) ? "NaN" : bits.toString("hex");
}

/** What cannot be told from its absence is absent. */
function withoutZeros(desc: DescMessage, fields: NotedMessage): NotedMessage {
  const kept = desc.fields.flatMap((field): [string, Notation][] => {
    const value = fields[field.name];
    return value === undefined || isInvisible(field, value) ? [] : [[field.name, value]];
  });
  return Object.fromEntries(kept);
}

function isInvisible(field: DescField, value: Notation): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (field.fieldKind === "map") return JSON.stringify(value) === '{"":[]}';
  if (field.presence !== FeatureSet_FieldPresence.IMPLICIT || typeof value === "object") return false;
  if (field.enum) return value === field.enum.values[0]?.name;
  return (
    value === false || value === "" || (field.scalar !== ScalarType.STRING && /^(?:0|0{8}|0{16})$/.test(String(value)))
  );
}
