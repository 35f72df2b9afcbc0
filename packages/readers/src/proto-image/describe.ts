import { gunzipSync } from "node:zlib";
import { fromBinary } from "@bufbuild/protobuf";
import { Edition, FileDescriptorProtoSchema, FileOptionsSchema } from "@bufbuild/protobuf/wkt";
import type { FileDescriptorProto, FileOptions } from "@bufbuild/protobuf/wkt";
import type { ProtoFile, ProtoFileOption } from "@nx-contracts/ir";
import { defaultFeatures } from "../proto/features.js";
import { describeEnum, describeExtensions, describeMessage, describeService } from "./describe-definitions.js";
import { NOWHERE } from "./describe-field.js";
import type { FileSurroundings } from "./describe-field.js";
import { BUILD_AGAIN, ImageFailure, damaged } from "./failure.js";
import type { ImageProblem } from "./failure.js";
import { checkedPackage } from "./names.js";
import { setOptions, withFeatureSet, withLanguages } from "./options.js";
import { splitImage } from "./split.js";

export type { ImageProblem } from "./failure.js";

export interface ImageDescription {
  /** In the order of the image; without places, for an image has none. Empty when there is a problem. */
  readonly files: readonly ProtoFile[];
  /** Why the bytes cannot be described, and what to do about it. */
  readonly problem?: ImageProblem;
}

const MIB = 1024 * 1024;
/** Unpacked; `gunzip` stops there. */
const LARGEST_IMAGE = 1024 * MIB;
/** Real images shrink to a quarter, or to a tenth; a bomb to a thousandth. */
const HIGHEST_RATIO = 200;

/**
 * Describes the files of a compiled image, a serialized
 * `google.protobuf.FileDescriptorSet` as `buf build -o image.binpb` and
 * `protoc -o image.pb` write it, packed with gzip or not, the way
 * `describeProto` describes their sources. Features of an edition are resolved,
 * what compilers add by themselves is left out.
 *
 * Never throws. Reads images of up to 1 GiB; a packed one may be 200 times as
 * large as the file.
 * @see https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/descriptor.proto
 */
export function describeImage(bytes: Uint8Array): ImageDescription {
  try {
    const files = new Map<string, ProtoFile>();
    for (const serialized of splitImage(unpack(bytes))) {
      const file = describeFile(decode(serialized));
      if (files.has(file.path)) throw damaged(`it holds "${file.path}" twice`);
      files.set(file.path, file);
    }
    if (files.size === 0) {
      throw new ImageFailure({ message: "It is not a compiled image, or one of no files.", help: BUILD_AGAIN });
    }
    return { files: [...files.values()] };
  } catch (error) {
    if (!(error instanceof ImageFailure)) throw error;
    return { files: [], problem: { message: error.message, help: error.help } };
  }
}

function unpack(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) throw new ImageFailure({ message: "It is empty.", help: BUILD_AGAIN });
  if (startsWith(bytes, [0x28, 0xb5, 0x2f, 0xfd])) {
    throw new ImageFailure({ message: "It is packed with zstd.", help: "Unpack it, or pack it with gzip." });
  }
  if (bytes.length > LARGEST_IMAGE) throw tooLarge(LARGEST_IMAGE);
  if (!startsWith(bytes, [0x1f, 0x8b])) return bytes;
  const limit = Math.min(LARGEST_IMAGE, Math.max(MIB, bytes.length * HIGHEST_RATIO));
  try {
    return gunzipSync(bytes, { maxOutputLength: limit, chunkSize: MIB });
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(limit);
    throw damaged("what gzip packed cannot be unpacked", cause);
  }
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function tooLarge(limit: number): ImageFailure {
  return new ImageFailure({
    message: `It is larger than ${Math.round(limit / MIB)} MiB when unpacked, which no image of this size should be.`,
    help: "Build it from fewer files, or with `buf build --exclude-source-info`.",
  });
}

function decode(serialized: Uint8Array): FileDescriptorProto {
  try {
    return fromBinary(FileDescriptorProtoSchema, serialized);
  } catch (cause) {
    throw damaged(`a file in it cannot be decoded (${cause instanceof Error ? cause.message : String(cause)})`, cause);
  }
}

function describeFile(file: FileDescriptorProto): ProtoFile {
  const { name: path, options } = file;
  const scope = checkedPackage(file.package);
  if (path === "" || path.includes("\0")) throw damaged(`a file in it has the name ${JSON.stringify(path)}`);
  const syntax = syntaxOf(file);
  const written = options ? fileOptions(options) : {};
  const edition = file.edition === Edition.EDITION_2023 ? "2023" : "2024";
  const isNewer = syntax === "editions" && edition !== "2023";
  const ownFeatures = syntax === "editions" ? options?.features : undefined;
  const features = withFeatureSet(defaultFeatures({ syntax, edition }), ownFeatures);
  const around: FileSurroundings = {
    package: scope,
    knowsCtype: !isNewer,
    syntax,
    languages: withLanguages({ cppStringType: isNewer ? "VIEW" : "STRING", javaUtf8: "DEFAULT" }, ownFeatures),
    javaStringCheckUtf8: written["java_string_check_utf8"]?.value,
  };
  return {
    path,
    package: scope,
    syntax,
    ...(file.syntax !== "" && { syntaxAt: NOWHERE }),
    ...(scope !== "" && { packageAt: NOWHERE }),
    options: written,
    messages: file.messageType.map((message) => describeMessage(around, scope, message, features)),
    enums: file.enumType.map((each) => describeEnum(around, scope, each, features)),
    extensions: describeExtensions(around, scope, file.extension, features),
    services: file.service.map((service) => describeService(scope, service)),
  };
}

function syntaxOf({ name, syntax }: FileDescriptorProto): ProtoFile["syntax"] {
  if (syntax === "") return "proto2";
  if (syntax === "proto2" || syntax === "proto3" || syntax === "editions") return syntax;
  throw damaged(`"${name}" in it has the syntax ${JSON.stringify(syntax.slice(0, 40))}`);
}

function fileOptions(options: FileOptions): { readonly [name: string]: ProtoFileOption } {
  const set = [...setOptions(FileOptionsSchema, options)];
  return Object.fromEntries(set.map(([name, value]) => [name, { value, at: NOWHERE }]));
}
