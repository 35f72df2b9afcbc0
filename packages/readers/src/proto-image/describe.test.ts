import { gzipSync } from "node:zlib";
import { FieldDescriptorProto_Label as Label, FieldDescriptorProto_Type as Type } from "@bufbuild/protobuf/wkt";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeImage } from "./describe.js";
import { imageOf, nested, record } from "./image.test.support.js";

const ANIME = imageOf({
  name: "anime/v1/anime.proto",
  package: "anime.v1",
  syntax: "proto3",
  messageType: [
    {
      name: "Anime",
      field: [
        { name: "id", number: 1, type: Type.STRING, label: Label.OPTIONAL, jsonName: "id" },
        { name: "air_date", number: 2, type: Type.MESSAGE, typeName: ".google.protobuf.Timestamp" },
      ],
      reservedRange: [{ start: 3, end: 5 }],
    },
  ],
});

const problem = (bytes: Uint8Array) => {
  const { files, problem: found } = describeImage(bytes);
  expect(files).toEqual([]);
  expect(found?.help).toMatch(/^[A-Z].*\.$/);
  return found?.message;
};

describe("an image", () => {
  it("of which the imports are missing is described all the same", () => {
    const { files, problem: found } = describeImage(ANIME);
    expect(found).toBeUndefined();
    expect(files).toMatchObject([{ path: "anime/v1/anime.proto", package: "anime.v1", syntax: "proto3" }]);
    expect(files[0]?.messages[0]).toMatchObject({
      fullName: "anime.v1.Anime",
      reservedRanges: [[3, 4]],
      fields: [
        { name: "id", kind: "string", cardinality: "implicit", utf8: "VERIFY" },
        { jsonName: "airDate", kind: "message", typeName: "google.protobuf.Timestamp", cardinality: "explicit" },
      ],
    });
  });

  it("of protoc and of buf may be packed with gzip", () => {
    expect(describeImage(gzipSync(ANIME))).toEqual(describeImage(ANIME));
  });

  it("may hold what this version does not know", () => {
    const unknown = Buffer.concat([ANIME, record(500, "from the future"), Buffer.from([0x18, 1, 0x23, 0x08, 1, 0x24])]);
    expect(describeImage(unknown)).toEqual(describeImage(ANIME));
  });
});

describe("bytes that are no image", () => {
  it.each([
    ["nothing", new Uint8Array(), "It is empty."],
    ["a text", 'syntax = "proto3";\nmessage A {}\n', /^It is not a compiled image: /],
    ["JSON", '{ "file": [] }', /^It is not a compiled image: /],
    ["another message", record(15, ANIME), "It is not a compiled image, or one of no files."],
    ["zstd", new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 0]), "It is packed with zstd."],
    ["a name that is none", imageOf({ name: "a.proto", messageType: [{ name: "not a name" }] }), /has the name "not a/],
    ["a package that is none", imageOf({ name: "a.proto", package: "a..b" }), /has the package "a..b"/],
    ["a file without a name", imageOf({ syntax: "proto3" }), /has the name ""/],
    [
      "a file twice",
      Buffer.concat([ANIME, ANIME]),
      'It is not a compiled image: it holds "anime/v1/anime.proto" twice.',
    ],
    ["a syntax of its own", imageOf({ name: "a.proto", syntax: "proto4" }), /has the syntax "proto4"/],
    [
      "a field without a type",
      imageOf({ name: "a.proto", messageType: [{ name: "A", field: [{ name: "b" }] }] }),
      /"A.b" has no type/,
    ],
    [
      "a oneof that is missing",
      imageOf({
        name: "a.proto",
        messageType: [{ name: "A", field: [{ name: "b", type: Type.BOOL, oneofIndex: 7 }] }],
      }),
      /"A.b" is in a oneof that is missing/,
    ],
    ["features of C++ that end too early", withFeatures(record(1000, new Uint8Array([0x10]))), /cannot be decoded/],
    ["gzip that ends too early", gzipSync(ANIME).subarray(0, -9), /what gzip packed cannot be unpacked/],
    ["gzip with one bit changed", changed(gzipSync(ANIME)), /what gzip packed cannot be unpacked/],
  ])("are refused: %s", (_, bytes, expected) => {
    expect(problem(Buffer.from(bytes as Uint8Array))).toMatch(expected);
  });

  it("are refused wherever they end too early", () => {
    for (let length = 1; length < ANIME.length; length++) {
      expect(problem(ANIME.subarray(0, length)), `${length} bytes`).toMatch(/^It is not a compiled image: it ends too/);
    }
  });

  it("are refused or described, whatever they are", () => {
    const change = fc.record({ at: fc.nat(ANIME.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = Buffer.from(ANIME);
        for (const { at, byte } of changes) bytes[at] = byte;
        const { files, problem: found } = describeImage(bytes);
        expect(files.length > 0).toBe(found === undefined);
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void describeImage(bytes)),
      { numRuns: 3000 },
    );
  });
});

describe("an image that nobody meant well", () => {
  const file = (content: Uint8Array) => record(1, Buffer.concat([record(1, "a.proto"), content]));

  it("is refused when it is nested too deeply", () => {
    expect(problem(file(record(4, nested(3, 2000, record(1, "A")))))).toMatch(/nested in more than 100 levels/);
    expect(problem(file(Buffer.alloc(100_000, 0x0b)))).toMatch(/nested in more than 100 levels/);
  });

  it("is refused when what it holds has no relation to its size", () => {
    expect(problem(file(Buffer.alloc(9_000_000, record(3, ""))))).toMatch(/^A file in it has a descriptor of 9 MiB/);
    expect(problem(Buffer.alloc(20_000_000, record(2, "")))).toMatch(/more than 8,000,000 values/);
  });

  it("is refused when it unpacks to 200 times its size", () => {
    expect(problem(gzipSync(Buffer.alloc(300_000_000)))).toMatch(/^It is larger than \d+ MiB when unpacked/);
  });
});

function withFeatures(features: Uint8Array): Buffer {
  const options = record(8, record(50, features));
  return record(
    1,
    Buffer.concat([record(1, "a.proto"), options, record(12, "editions"), Buffer.from([0x70, 0xe8, 7])]),
  );
}

function changed(bytes: Buffer): Buffer {
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 16;
  return bytes;
}
