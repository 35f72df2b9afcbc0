import type { Field, Schema } from "@nx-contracts/ir";
import { describe, expect, it } from "vitest";
import { protoReader } from "./read.js";

function schemaOf(text: string, path = "anime.proto"): Schema {
  const { schema, diagnostics } = protoReader.read([{ path, text }]);
  expect(diagnostics).toEqual([]);
  return schema;
}

/** The fields of one message written in `syntax`. */
function fieldsOf(body: string, syntax = 'syntax = "proto3";', rest = ""): readonly Field[] {
  return (
    schemaOf(`${syntax}\n${rest}\nmessage Anime {\n${body}\n}`).records.find((record) => record.name === "Anime")
      ?.fields ?? []
  );
}

const wellKnown = ["any", "duration", "empty", "field_mask", "struct", "timestamp", "wrappers"]
  .map((name) => `import "google/protobuf/${name}.proto";`)
  .join("\n");

describe("types", () => {
  it("keeps width, sign and encoding of numbers", () => {
    const types = "int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 float double".split(" ");
    const fields = fieldsOf(types.map((type, index) => `  ${type} a${index} = ${index + 1};`).join("\n"));
    expect(fields.map(({ type }) => type)).toEqual([
      { kind: "scalar", family: "int", bits: 32, signed: true },
      { kind: "scalar", family: "int", bits: 64, signed: true },
      { kind: "scalar", family: "int", bits: 32, signed: false },
      { kind: "scalar", family: "int", bits: 64, signed: false },
      { kind: "scalar", family: "int", bits: 32, signed: true, encoding: "zigzag" },
      { kind: "scalar", family: "int", bits: 64, signed: true, encoding: "zigzag" },
      { kind: "scalar", family: "int", bits: 32, signed: false, encoding: "fixed" },
      { kind: "scalar", family: "int", bits: 64, signed: false, encoding: "fixed" },
      { kind: "scalar", family: "int", bits: 32, signed: true, encoding: "fixed" },
      { kind: "scalar", family: "int", bits: 64, signed: true, encoding: "fixed" },
      { kind: "scalar", family: "float", bits: 32 },
      { kind: "scalar", family: "float", bits: 64 },
    ]);
  });

  it("knows what well-known messages stand for", () => {
    const body = `
      google.protobuf.Timestamp at = 1;
      google.protobuf.Duration length = 2;
      google.protobuf.Struct extra = 3;
      google.protobuf.ListValue list = 4;
      google.protobuf.Value any = 5;
      google.protobuf.StringValue note = 6;
      repeated google.protobuf.Int64Value counts = 7;
      map<string, google.protobuf.BoolValue> flags = 8;
      google.protobuf.Any raw = 9;`;
    const json = { kind: "scalar", family: "json", encoding: "google.protobuf.Value" };
    const string = { kind: "scalar", family: "string" };
    expect(
      fieldsOf(body, 'syntax = "proto3";', wellKnown).map(({ type, nullable, presence }) => [type, nullable, presence]),
    ).toEqual([
      [{ kind: "scalar", family: "timestamp", encoding: "google.protobuf.Timestamp" }, false, "optional"],
      [{ kind: "scalar", family: "duration", encoding: "google.protobuf.Duration" }, false, "optional"],
      [{ kind: "map", key: string, value: json }, false, "optional"],
      [{ kind: "list", item: json }, false, "optional"],
      [json, true, "optional"],
      [{ ...string, encoding: "google.protobuf.StringValue" }, true, "optional"],
      [
        {
          kind: "list",
          item: {
            kind: "nullable",
            of: { kind: "scalar", family: "int", bits: 64, signed: true, encoding: "google.protobuf.Int64Value" },
          },
        },
        false,
        "implicit",
      ],
      [
        {
          kind: "map",
          key: string,
          value: { kind: "nullable", of: { kind: "scalar", family: "bool", encoding: "google.protobuf.BoolValue" } },
        },
        false,
        "implicit",
      ],
      [{ kind: "ref", name: "google.protobuf.Any" }, false, "optional"],
    ]);
  });

  it("names records and enums in full, outer ones first", () => {
    const schema = schemaOf(`syntax = "proto3";
package shared_proto.v1;
message Anime {
  message Title { string text = 1; message Part {} }
  enum Kind { KIND_UNSPECIFIED = 0; }
  Title title = 1;
  repeated Title.Part parts = 2;
  Kind kind = 3;
}
message Studio { .shared_proto.v1.Anime anime = 1; }`);
    expect(schema.package).toBe("shared_proto.v1");
    expect(schema.records.map((record) => record.qualifiedName)).toEqual([
      "shared_proto.v1.Anime",
      "shared_proto.v1.Anime.Title",
      "shared_proto.v1.Anime.Title.Part",
      "shared_proto.v1.Studio",
    ]);
    expect(schema.enums.map((each) => each.qualifiedName)).toEqual(["shared_proto.v1.Anime.Kind"]);
    expect(schema.records[0]?.fields.map(({ type }) => type)).toEqual([
      { kind: "ref", name: "shared_proto.v1.Anime.Title" },
      { kind: "list", item: { kind: "ref", name: "shared_proto.v1.Anime.Title.Part" } },
      { kind: "ref", name: "shared_proto.v1.Anime.Kind" },
    ]);
  });
});

describe("presence", () => {
  const shape = ({ name, presence, presenceFixed = false }: Field) =>
    `${name} ${presence}${presenceFixed ? " fixed" : ""}`;

  it("follows the words of proto3", () => {
    const body =
      "string a = 1; optional string b = 2; Anime c = 3; optional Anime d = 4; repeated string e = 5; map<string, string> f = 6; oneof key { string g = 7; }";
    expect(fieldsOf(body).map(shape)).toEqual([
      "a implicit",
      "b optional",
      "c optional fixed",
      "d optional fixed",
      "e implicit fixed",
      "f implicit fixed",
      "g optional fixed",
    ]);
    expect(fieldsOf(body).map(({ oneof }) => oneof)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      "key",
    ]);
  });

  it("follows the words of proto2, groups included", () => {
    const body =
      "required string a = 1; optional string b = 2; required Anime c = 3; optional group Extra = 4 { optional string note = 1; }";
    const schema = schemaOf(`syntax = "proto2"; message Anime { ${body} }`);
    expect(schema.records.map((record) => record.qualifiedName)).toEqual(["Anime", "Anime.Extra"]);
    expect(schema.records[0]?.fields.map(shape)).toEqual([
      "a required",
      "b optional",
      "c required",
      "extra optional fixed",
    ]);
  });

  it("follows the features of editions", () => {
    const body =
      "string a = 1; string b = 2 [features.field_presence = IMPLICIT]; string c = 3 [features.field_presence = LEGACY_REQUIRED]; Anime d = 4; oneof key { string e = 5; }";
    expect(fieldsOf(body, 'edition = "2023";').map(shape)).toEqual([
      "a optional",
      "b implicit",
      "c required",
      "d optional fixed",
      "e optional fixed",
    ]);
    expect(
      fieldsOf("string a = 1;", 'edition = "2023"; option features.field_presence = IMPLICIT;').map(shape),
    ).toEqual(["a implicit"]);
  });

  it("tells open from closed enums", () => {
    const open = (text: string) => schemaOf(text).enums.map((each) => each.open);
    expect(open('syntax = "proto3"; enum A { B = 0; }')).toEqual([true]);
    expect(open("enum A { B = 1; }")).toEqual([false]);
    expect(open('edition = "2023"; enum A { option features.enum_type = CLOSED; B = 1; } enum C { D = 0; }')).toEqual([
      false,
      true,
    ]);
  });
});

describe("names, numbers and values", () => {
  it("resolves JSON names, and accepts the proto name unless one is written", () => {
    const [id, airDate, title] = fieldsOf('string id = 1; string air_date = 2; string title = 3 [json_name = "name"];');
    expect([id?.wireName, id?.readNames]).toEqual([undefined, undefined]);
    expect([airDate?.wireName, airDate?.readNames]).toEqual(["airDate", ["air_date"]]);
    expect([title?.wireName, title?.readNames]).toEqual(["name", undefined]);
  });

  it("keeps what is reserved, both ends included", () => {
    const [record] = schemaOf(
      'syntax = "proto3"; message A { reserved 2, 5 to 7, 100 to max; reserved "old", "older"; }',
    ).records;
    expect(record?.reserved).toEqual({
      numbers: [
        { from: 2, to: 2 },
        { from: 5, to: 7 },
        { from: 100, to: 536870911 },
      ],
      names: ["old", "older"],
    });
    const [each] = schemaOf('syntax = "proto3"; enum E { A = 0; reserved -5 to -1, 9 to max; }').enums;
    expect(each?.reserved.numbers).toEqual([
      { from: -5, to: -1 },
      { from: 9, to: 2147483647 },
    ]);
  });

  it("reads defaults of every type", () => {
    const body = `
      optional int32 a = 1 [default = -0x10];
      optional string b = 2 [default = "a\\tb" 'c\\u00e9'];
      optional bool c = 3 [default = true];
      optional double d = 4 [default = -inf];
      optional uint64 e = 5 [default = 18446744073709551615];
      optional Kind f = 6 [default = TV];
      optional bytes g = 7 [default = "\\xff\\0"];`;
    expect(
      fieldsOf(body, 'syntax = "proto2";', "enum Kind { FILM = 0; TV = 1; }").map((field) => field.default),
    ).toEqual([
      { kind: "value", value: -16 },
      { kind: "value", value: "a\tbcé" },
      { kind: "value", value: true },
      { kind: "value", value: "-Infinity" },
      { kind: "value", value: "18446744073709551615" },
      { kind: "member", enum: "Kind", member: "TV" },
      { kind: "value", value: "/wA=" },
    ]);
  });

  it("places a field from its first token to after its semicolon", () => {
    const [field] = fieldsOf("  repeated string tags = 1 [\n    deprecated = true\n  ] ;");
    expect(field?.at).toEqual({ file: "anime.proto", line: 4, column: 3, endLine: 6, endColumn: 6 });
    expect([field?.deprecated, field?.options]).toEqual([true, undefined]);
  });

  it("takes the comment ahead as doc, else the one behind", () => {
    const body = `
  // Detached from everything.

  // The key,
  //   never reused.
  string id = 1; // not this one
  string title = 2; // As printed.
  /* First
   * aired. */
  string year = 3;
  string none = 4;

  // At the end, of nobody.
`;
    expect(fieldsOf(body).map(({ doc }) => doc)).toEqual([
      "The key,\n  never reused.",
      "As printed.",
      "First\naired.",
      undefined,
    ]);
  });
});

describe("options", () => {
  const custom = `import "google/protobuf/descriptor.proto";
message Rule { string name = 1; repeated int32 limits = 2; Rule next = 3; map<string, int32> weights = 4; }
extend google.protobuf.FieldOptions { Rule rule = 50001; repeated string tags = 50002; }
extend google.protobuf.MessageOptions { string table = 50001; }`;

  it("keeps them as JSON, custom ones under their full names", () => {
    const text = `syntax = "proto3";
package a;
${custom}
message Anime {
  option (table) = "anime";
  repeated int32 years = 1 [packed = false, (rule) = { name: "x" limits: [1, 2] next < limits: 3 > weights { key: "w" value: 9 } }];
  string id = 2 [(a.rule).name = "y", (.a.rule).next.limits = 4, (tags) = "one", (tags) = "two"];
}`;
    const anime = schemaOf(text).records.find((record) => record.name === "Anime");
    expect(anime?.options).toEqual({ "(a.table)": "anime" });
    expect(anime?.fields.map(({ options }) => options)).toEqual([
      { packed: false, "(a.rule)": { name: "x", limits: [1, 2], next: { limits: [3] }, weights: { w: 9 } } },
      { "(a.rule)": { name: "y", next: { limits: [4] } }, "(a.tags)": ["one", "two"] },
    ]);
  });

  it("keeps the options of files", () => {
    const schema = schemaOf(
      'syntax = "proto3"; package a; option java_package = "com.a"; option optimize_for = SPEED;',
      "a/a.proto",
    );
    expect(schema.options).toEqual({
      files: [
        {
          path: "a/a.proto",
          syntax: "proto3",
          package: "a",
          options: { java_package: "com.a", optimize_for: "SPEED" },
        },
      ],
    });
  });

  it("reads bounds from protovalidate, in both spellings", () => {
    const validate = (path: string, prefix: string, option: string) => ({
      path,
      text: `syntax = "proto2"; package ${prefix}; import "google/protobuf/descriptor.proto";
message Int { optional int64 gte = 1; optional int64 lt = 2; }
message Str { optional uint64 min_len = 1; optional uint64 max_len = 2; optional string pattern = 3; }
message Rep { optional uint64 min_items = 1; optional uint64 max_items = 2; }
message Rules { oneof type { Int int64 = 1; Str string = 2; Rep repeated = 3; } }
extend google.protobuf.FieldOptions { optional Rules ${option} = 1159; }`,
    });
    const files = [
      validate("buf/validate/validate.proto", "buf.validate", "field"),
      validate("validate/validate.proto", "validate", "rules"),
    ];
    const text = `syntax = "proto3"; import "buf/validate/validate.proto"; import "validate/validate.proto";
message Anime {
  int64 year = 1 [(buf.validate.field).int64 = { gte: 1900, lt: 2100 }];
  string id = 2 [(validate.rules).string.min_len = 3, (validate.rules).string.pattern = "^[a-z]+$"];
  repeated string tags = 3 [(buf.validate.field).repeated.max_items = 9];
  string free = 4;
}`;
    const { schema, diagnostics } = protoReader.read([{ path: "a.proto", text }], {
      load: (path) => files.find((file) => file.path === path),
    });
    expect(diagnostics).toEqual([]);
    expect(schema.records[0]?.fields.map(({ constraints }) => constraints)).toEqual([
      { minimum: 1900, exclusiveMaximum: 2100 },
      { minLength: 3, pattern: "^[a-z]+$" },
      { maxItems: 9 },
      {},
    ]);
  });
});

describe("services", () => {
  it("reads streams, idempotency and full names", () => {
    const [service] = schemaOf(`syntax = "proto3"; package a;
message Anime {}
message stream {}
// All there is.
service Catalog {
  rpc Get(Anime) returns (.a.Anime) { option idempotency_level = NO_SIDE_EFFECTS; }
  rpc Watch(stream Anime) returns (stream stream);
  rpc Old(stream) returns (Anime) { option deprecated = true; }
}`).services;
    expect([service?.qualifiedName, service?.doc]).toEqual(["a.Catalog", "All there is."]);
    expect(service?.methods.map(({ at, ...method }) => ({ ...method, at: at.line }))).toEqual([
      {
        name: "Get",
        request: "a.Anime",
        response: "a.Anime",
        clientStreaming: false,
        serverStreaming: false,
        idempotency: "no-side-effects",
        deprecated: false,
        at: 6,
      },
      {
        name: "Watch",
        request: "a.Anime",
        response: "a.stream",
        clientStreaming: true,
        serverStreaming: true,
        idempotency: "unknown",
        deprecated: false,
        at: 7,
      },
      {
        name: "Old",
        request: "a.stream",
        response: "a.Anime",
        clientStreaming: false,
        serverStreaming: false,
        idempotency: "unknown",
        deprecated: true,
        at: 8,
      },
    ]);
  });
});

describe("several files", () => {
  it("reads those that compile, and reports a name that two of them define at the second", () => {
    const { schema, diagnostics } = protoReader.read([
      { path: "a.proto", text: 'syntax = "proto3"; package x; message Anime {}' },
      { path: "b.proto", text: 'syntax = "proto3"; package x; message Other {}\nmessage Anime {}' },
      { path: "c.proto", text: 'syntax = "proto3"; package y; message Studio { string name = 1 }' },
    ]);
    expect(schema.records.map((record) => record.qualifiedName)).toEqual(["x.Anime"]);
    expect(schema.package).toBe("x");
    expect(diagnostics.map(({ rule, subject, at }) => `${at.file}:${at.line} ${rule} ${subject}`)).toEqual([
      "b.proto:2 read/duplicate-name x.Anime",
      "c.proto:1 read/syntax-error c.proto",
    ]);
  });

  it("does not put what it loads into the schema", () => {
    const load = (path: string) =>
      path === "base.proto" ? { path, text: 'syntax = "proto3"; message Base {}' } : undefined;
    const { schema, loaded } = protoReader.read(
      [{ path: "a.proto", text: 'syntax = "proto3"; import "base.proto"; message A { Base base = 1; }' }],
      { load },
    );
    expect(schema.records.map((record) => record.name)).toEqual(["A"]);
    expect(loaded).toEqual(["base.proto"]);
  });
});

describe("what is imported", () => {
  const read = (body: string, lists: string) =>
    protoReader.read(
      [{ path: "shop/work.proto", text: `syntax = "proto3";\npackage shop;\nimport "shop/lists.proto";\n${body}` }],
      { load: (path) => ({ path, text: `syntax = "proto3";\npackage shop;\n${lists}` }) },
    );
  const imported = (body: string, lists: string) => {
    const { schema, diagnostics } = read(body, lists);
    expect([diagnostics, schema.records.map(({ name }) => name)]).toEqual([[], ["Work"]]);
    return schema.imported?.map(({ qualifiedName }) => qualifiedName);
  };

  it("gives the messages that name the lists of its maps and lists, and those that these need", () => {
    const lists =
      "message Names { repeated string all = 1; }\nmessage Rows { repeated Names rows = 1; }\nmessage Other { repeated string all = 1; }";
    expect(imported("message Work { map<string, Rows> rows = 1; repeated Names many = 2; }", lists)).toEqual([
      "shop.Rows",
      "shop.Names",
    ]);
  });

  it("gives no message that holds more, or that a field only refers to", () => {
    const lists =
      "message Names { repeated string all = 1; string note = 2; }\nmessage One { repeated string all = 1; }";
    expect(imported("message Work { map<string, Names> names = 1; One one = 2; }", lists)).toBeUndefined();
  });

  it("is not judged", () => {
    const { diagnostics } = read(
      "message Work { map<string, Names> names = 1; }",
      "message Names { repeated string all = 0; }",
    );
    expect(diagnostics.map(({ at }) => at.file)).not.toContain("shop/lists.proto");
  });
});
