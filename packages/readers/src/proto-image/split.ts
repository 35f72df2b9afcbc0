import type { DescMessage } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { ImageFailure, damaged } from "./failure.js";

const SET_FILE = 1;
const SOURCE_CODE_INFO = 9;

/** Messages and options do not nest deeper than this in anything that compiles. */
const DEEPEST = 100;
/** Without source code info; the largest of google-proto-files has 1.2 MiB. */
const LARGEST_FILE = 8 * 1024 * 1024;
/** Of one image, at up to two hundred bytes of memory each; all of google-proto-files has 1.9 million. */
const MOST_TAGS = 8_000_000;

const VARINT = 0;
const BIT64 = 1;
const LENGTH_DELIMITED = 2;
const START_GROUP = 3;
const END_GROUP = 4;
const BIT32 = 5;

/**
 * The serialized file descriptors of a serialized `FileDescriptorSet`, one at
 * a time, without their source code info, which is most of an image and
 * changes nothing. Looks at every tag of a file before it gives it away, so
 * that decoding it takes time and memory in proportion to what may be there.
 *
 * @throws ImageFailure
 */
export function* splitImage(bytes: Uint8Array): Generator<Uint8Array> {
  const reader = new TagReader(bytes);
  while (reader.at < bytes.length) {
    const { number, wireType } = reader.tag();
    if (number !== SET_FILE || wireType !== LENGTH_DELIMITED) {
      reader.skip(wireType, number, bytes.length);
      continue;
    }
    const end = reader.end(bytes.length);
    yield withoutSourceInfo(reader, end);
  }
}

/** The file descriptor from where `reader` stands to `end`. */
function withoutSourceInfo(reader: TagReader, end: number): Uint8Array {
  const { bytes } = reader;
  const kept: Uint8Array[] = [];
  let from = reader.at;
  while (reader.at < end) {
    const start = reader.at;
    const { number, wireType } = reader.tag();
    reader.skipInside(FILE, wireType, number, end);
    if (number !== SOURCE_CODE_INFO) continue;
    kept.push(bytes.subarray(from, start));
    from = reader.at;
  }
  kept.push(bytes.subarray(from, end));
  const size = kept.reduce((sum, part) => sum + part.length, 0);
  if (size <= LARGEST_FILE) return kept.length === 1 ? bytes.subarray(from, end) : Buffer.concat(kept, size);
  throw new ImageFailure({
    message: `A file in it has a descriptor of ${Math.round(size / 1024 / 1024)} MiB; up to ${LARGEST_FILE / 1024 / 1024} MiB are read.`,
    help: "Build the image without that file.",
  });
}

/** Which fields of a message hold messages, those of every one of these in turn. */
type Shape = ReadonlyMap<number, DescMessage>;

const shapes = new Map<DescMessage, Shape>();

function shapeOf(schema: DescMessage): Shape {
  let shape = shapes.get(schema);
  if (shape === undefined) {
    shape = new Map(schema.fields.flatMap(({ number, message }) => (message === undefined ? [] : [[number, message]])));
    shapes.set(schema, shape);
  }
  return shape;
}

const FILE: Shape = new Map([...shapeOf(FileDescriptorProtoSchema)].filter(([number]) => number !== SOURCE_CODE_INFO));

/** Steps over what is serialized in an image, and counts. */
class TagReader {
  readonly bytes: Uint8Array;
  at = 0;
  #tags = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  tag(): { readonly number: number; readonly wireType: number } {
    if (++this.#tags > MOST_TAGS) {
      throw new ImageFailure({
        message: `It holds more than ${MOST_TAGS.toLocaleString("en")} values, which is more than any set of contracts has.`,
        help: "Build it from fewer files.",
      });
    }
    const value = this.#varint();
    if (value < 8 || value > 0xffff_ffff) throw damaged(`the tag at byte ${this.at} is none`);
    return { number: Math.floor(value / 8), wireType: value % 8 };
  }

  /** Reads a length; gives where what is that long ends, which must not be behind `limit`. */
  end(limit: number): number {
    const length = this.#varint();
    return this.#within(this.at + length, limit);
  }

  /** Steps over a value; one that holds messages is stepped through. */
  skipInside(shape: Shape, wireType: number, number: number, limit: number, depth = 1): void {
    const message = wireType === LENGTH_DELIMITED ? shape.get(number) : undefined;
    if (message === undefined) return this.skip(wireType, number, limit, depth);
    if (depth > DEEPEST) throw tooDeep();
    const end = this.end(limit);
    const inner = shapeOf(message);
    while (this.at < end) {
      const tag = this.tag();
      this.skipInside(inner, tag.wireType, tag.number, end, depth + 1);
    }
  }

  skip(wireType: number, number: number, limit: number, depth = 1): void {
    if (wireType === VARINT) this.#varint();
    else if (wireType === BIT64) this.at += 8;
    else if (wireType === BIT32) this.at += 4;
    else if (wireType === LENGTH_DELIMITED) this.at = this.end(limit);
    else if (wireType === START_GROUP) this.#skipGroup(number, limit, depth);
    else throw damaged(`the tag at byte ${this.at} is none`);
    this.#within(this.at, limit);
  }

  #skipGroup(number: number, limit: number, depth: number): void {
    if (depth > DEEPEST) throw tooDeep();
    for (;;) {
      const tag = this.tag();
      if (tag.wireType === END_GROUP && tag.number === number) return;
      this.skip(tag.wireType, tag.number, limit, depth + 1);
    }
  }

  #varint(): number {
    let value = 0;
    for (let factor = 1, length = 0; length < 10; factor *= 128, length++) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw damaged("it ends too early");
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw damaged(`the number at byte ${this.at} is too long`);
  }

  #within(at: number, limit: number): number {
    if (at <= limit) return at;
    throw damaged(at > this.bytes.length ? "it ends too early" : `what ends at byte ${limit} is not complete`);
  }
}

function tooDeep(): ImageFailure {
  return damaged(`what it describes is nested in more than ${DEEPEST} levels`);
}
