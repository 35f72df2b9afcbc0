import { changesOf, compareProto, type Consequence } from "@nx-contracts/engine/compat";
import type { ProtoFile } from "@nx-contracts/ir";
import { describeProto } from "@nx-contracts/readers/proto/describe";
import protobuf from "protobufjs";
import { describe, expect, test } from "vitest";

const REST = `
enum E { X = 0; Y = 1; Z = 2; }
enum F { FX = 0; FY = 1; FZ = 2; }
message B { int32 b = 1; string c = 2; }
message C { int32 b = 1; string c = 2; repeated int64 d = 3; }`;
const WHOLE = ["int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32", "sfixed64"];
const TYPES = [...WHOLE, "bool", "float", "double", "string", "bytes", "E", "F", "B", "C"];
const FIELDS = TYPES.flatMap((type) => ["", "optional ", "repeated "].map((label) => `${label}${type}`));

interface Version {
  readonly type: string;
  readonly files: readonly ProtoFile[];
  readonly codec: protobuf.Type;
  /** Messages to write with it. */
  readonly samples: readonly object[];
}

const VERSIONS = new Map(FIELDS.map((field) => [field, version(field)]));

function version(field: string): Version {
  const text = `syntax = "proto3"; message A { ${field} a = 1; } ${REST}`;
  const { files } = describeProto([{ path: "a.proto", text }]);
  const codec = protobuf.parse(text, { keepCase: true }).root.lookupType("A");
  const type = field.split(" ").at(-1) ?? "";
  const values = valuesOf(type);
  const samples = field.startsWith("repeated")
    ? [values.slice(-2), [...values, ...values], values.slice(0, 1)]
    : values;
  return { type, files, codec, samples: samples.map((a) => ({ a })) };
}

/** The edges of what a type holds, the smallest first. */
function valuesOf(type: string): readonly unknown[] {
  if (type === "bool") return [true];
  if (type === "string") return ["plain", "漢字 \u0000", "x".repeat(300)];
  if (type === "bytes") return [Uint8Array.of(104, 105), Uint8Array.of(0xff, 0xfe, 0)];
  if (type === "float" || type === "double") return [0.5, -1.25, 2 ** 68];
  // An open enum keeps numbers that it does not name.
  if (type === "E" || type === "F") return [1, 2, 77, -5];
  if (type === "B") return [{ b: 7 }, { b: -1, c: "text" }];
  if (type === "C") return [{ b: 7 }, { b: -1, c: "text", d: [5, 6] }];
  const bits = type.endsWith("64") ? 64 : 32;
  const isSigned = !/^u|^fixed/.test(type);
  const highest = 2n ** BigInt(isSigned ? bits - 1 : bits) - 1n;
  const numbers = [1n, 2n, highest, ...(isSigned ? [-1n, -highest - 1n] : [])];
  return numbers.map((number) =>
    bits === 32 ? Number(number) : protobuf.util.Long.fromString(number.toString(), !isSigned),
  );
}

/** What a message says, in a form that does not depend on how its type writes it down. */
function meaningOf(codec: protobuf.Type, message: protobuf.Message): string {
  const plain = codec.toObject(message, { longs: String, bytes: Array, enums: Number });
  const value: unknown = plain["a"];
  const list: readonly unknown[] = value === undefined ? [] : Array.isArray(value) && isList(codec) ? value : [value];
  return JSON.stringify(list.map(canonical));
}

function isList(codec: protobuf.Type): boolean {
  return codec.fields["a"]?.repeated === true;
}

function canonical(value: unknown): unknown {
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return `bytes ${value.join(" ")}`;
  if (typeof value === "string" && !/^-?\d+$/.test(value)) return `bytes ${[...Buffer.from(value)].join(" ")}`;
  return value;
}

/** How many of the old version's messages the new one reads as something else, or not at all. */
function misread(before: Version, after: Version): number {
  let changed = 0;
  for (const sample of before.samples) {
    const message = before.codec.fromObject(sample);
    try {
      const read = after.codec.decode(before.codec.encode(message).finish());
      if (meaningOf(after.codec, read) !== meaningOf(before.codec, message)) changed++;
    } catch {
      changed++;
    }
  }
  return changed;
}

function consequences(before: Version, after: Version): readonly Consequence["verdict"][] {
  const changes = changesOf([...compareProto(before.files, after.files)], "backward");
  return changes.flatMap((change) => change.consequences.map(({ verdict }) => verdict));
}

describe("new readers of old data", () => {
  test.each(FIELDS)("%s: what is said of every other type is what decoding shows", (from) => {
    const wrong: string[] = [];
    for (const to of FIELDS) {
      const [before, after] = [VERSIONS.get(from), VERSIONS.get(to)];
      if (before === undefined || after === undefined) continue;
      const verdicts = consequences(before, after);
      const changed = misread(before, after);
      const isHurt = verdicts.includes("lossy") || verdicts.includes("break-wire");
      // A message in bytes is read where the bytes hold one: that is why it is a hazard.
      const isMaybe = verdicts.includes("hazard") && [before, after].some(({ type }) => type === "bytes");
      if (!isMaybe && isHurt !== changed > 0)
        wrong.push(`${from} -> ${to}: ${verdicts.join("+") || "safe"}, ${changed} of ${before.samples.length} changed`);
    }
    expect(wrong).toEqual([]);
  });
});
