import { create, toBinary } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import type { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";

/** An image of files that are written as descriptors. */
export function imageOf(...file: MessageInitShape<typeof FileDescriptorProtoSchema>[]): Buffer {
  return Buffer.from(toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file })));
}

/** Serialized: a field that holds bytes, such as a text or a message. */
export function record(number: number, content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

/** `content` inside of itself, `levels` deep. */
export function nested(number: number, levels: number, content: Uint8Array): Buffer {
  let bytes = Buffer.from(content);
  for (let level = 0; level < levels; level++) bytes = Buffer.concat([content, record(number, bytes)]);
  return bytes;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest & 127) | 128);
  return Buffer.from([...bytes, rest]);
}
