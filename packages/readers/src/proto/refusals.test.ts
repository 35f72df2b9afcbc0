import { describe, expect, it } from "vitest";
import { bufVerdict } from "./buf.test.support.js";
import { protoReader } from "./read.js";

/**
 * One mistake each; the line to mend ends with `//!` and the rule that reports
 * it. Where buf reports another line, `//buf` marks it; `//lenient` marks what
 * protoc refuses and buf lets pass.
 */
const CASES: { readonly [mistake: string]: string } = {
  "a missing semicolon": `syntax = "proto3";
message Anime {
  string id = 1
  string title = 2; //! read/syntax-error
}`,
  "a brace that is never closed": `syntax = "proto3";
message Anime { //! read/syntax-error
  message Studio {
    string name = 1;
}
message Episode {}`,
  "a field without a number": `syntax = "proto3";
message Anime {
  string id; //! read/syntax-error
}`,
  "a field without a name": `syntax = "proto3";
message Anime {
  string = 1; //! read/syntax-error
}`,
  "a string that is never closed": `syntax = "proto3";
option java_package = "com.anime; //! read/syntax-error
message Anime {}`,
  "an unknown escape": `syntax = "proto3";
option java_package = "com\\qanime"; //! read/syntax-error`,
  "a binary number": `syntax = "proto3";
message Anime { string id = 0b1; } //! read/syntax-error`,
  "an unknown syntax": `syntax = "proto4"; //! read/syntax-error`,
  "an unknown edition": `edition = "2022"; //! read/syntax-error`,
  "syntax after something else": `message Anime { }
syntax = "proto3"; //! read/syntax-error`,
  "two packages": `syntax = "proto3";
package anime;
package manga; //! read/syntax-error`,
  "numbers and names reserved in one statement": `syntax = "proto3";
message Anime {
  reserved "title", 5; //! read/syntax-error
}`,
  "names after numbers in one reserved statement": `edition = "2023";
message Anime {
  reserved 5, title; //! read/syntax-error
}`,
  "nested too deeply": `syntax = "proto3";
${Array.from({ length: 31 }, (_, level) => `message Level${level} {`).join("\n")}
message TooDeep {} //! read/invalid-definition //lenient
${"}".repeat(31)}`,

  "a type that is nowhere": `syntax = "proto3";
message Anime {
  Studio studio = 1; //! read/unresolved-type
}`,
  "a name that an inner scope hides": `syntax = "proto3";
package a.b;
message Anime {
  message a {}
  a.b.Studio studio = 1; //! read/unresolved-type
}
message Studio {}`,
  "a service that takes a missing message": `syntax = "proto3";
service Catalog {
  rpc Get(GetRequest) returns (Anime); //! read/unresolved-type
}
message Anime {}`,
  "a service that takes an enum": `syntax = "proto3";
enum Kind { KIND_UNSPECIFIED = 0; }
service Catalog {
  rpc Get(Kind) returns (Kind); //! read/unresolved-type
}`,
  "a method in the way of a message": `syntax = "proto3";
message Anime {}
service Catalog {
  rpc Anime(Anime) returns (.Anime); //! read/unresolved-type
}`,
  "a missing import": `syntax = "proto3";
import "gone.proto"; //! read/unresolved-import`,
  "an import of itself": `syntax = "proto3";
import "case.proto"; //! read/import-cycle`,
  "an import twice": `syntax = "proto3";
import "google/protobuf/any.proto";
import "google/protobuf/any.proto"; //! read/invalid-definition`,
  "import option in edition 2023": `edition = "2023";
import option "google/protobuf/any.proto"; //! read/invalid-definition`,
  "an import after import option": `edition = "2024";
import option "google/protobuf/cpp_features.proto";
import "google/protobuf/any.proto"; //! read/invalid-definition`,
  "a weak import in edition 2024": `edition = "2024";
import weak "google/protobuf/any.proto"; //! read/invalid-definition`,
  "local in edition 2023": `edition = "2023";
local message Anime {} //! read/invalid-definition`,

  "two messages of one name": `syntax = "proto3";
message Anime {} //buf
message Anime {} //! read/duplicate-name`,
  "two fields of one name": `syntax = "proto3";
message Anime {
  string id = 1; //buf
  string id = 2; //! read/duplicate-name
}`,
  "enum values that are siblings of their enum": `syntax = "proto3";
enum Kind { TV = 0; } //buf
enum Size { TV = 0; } //! read/duplicate-name`,
  "a oneof named like a field": `syntax = "proto3";
message Anime {
  string title = 1; //buf
  oneof title { string name = 2; } //! read/duplicate-name
}`,
  "a map entry in the way of a message": `syntax = "proto3";
message Anime {
  message TagsEntry {} //buf
  map<string, string> tags = 1; //! read/duplicate-name
}`,
  "two methods of one name": `syntax = "proto3";
message Anime {}
service Catalog {
  rpc Get(Anime) returns (Anime); //buf
  rpc Get(Anime) returns (Anime); //! read/duplicate-name
}`,
  "equal JSON names": `syntax = "proto3";
message Anime {
  string air_date = 1;
  string airDate = 2; //! read/invalid-definition
}`,
  "equal written JSON names in proto2": `syntax = "proto2";
message Anime {
  optional string air_date = 1 [json_name = "aired"];
  optional string aired = 2; //! read/invalid-definition
}`,
  "enum values that differ in their prefix only": `syntax = "proto3";
enum Kind {
  KIND_TV = 0;
  TV = 1; //! read/invalid-definition
}`,

  "a number twice": `syntax = "proto3";
message Anime {
  string id = 1;
  string title = 1; //! read/invalid-definition
}`,
  "the number 0": `syntax = "proto3";
message Anime { string id = 0; } //! read/invalid-definition`,
  "a negative number": `syntax = "proto3";
message Anime { string id = -1; } //! read/invalid-definition`,
  "a number beyond the last": `syntax = "proto3";
message Anime { string id = 536870912; } //! read/invalid-definition`,
  "a number of protobuf itself": `syntax = "proto3";
message Anime { string id = 19500; } //! read/invalid-definition`,
  "a reserved number": `syntax = "proto3";
message Anime {
  reserved 2 to 4;
  string id = 3; //! read/invalid-definition
}`,
  "a reserved name": `syntax = "proto3";
message Anime {
  reserved "id";
  string id = 3; //! read/invalid-definition
}`,
  "a number in an extension range": `syntax = "proto2";
message Anime {
  extensions 100 to max;
  optional string id = 100; //! read/invalid-definition
}`,
  "reserved ranges that overlap": `syntax = "proto3";
message Anime {
  reserved 2 to 4;
  reserved 4; //! read/invalid-definition
}`,
  "a reserved range that is empty": `syntax = "proto3";
message Anime { reserved 4 to 2; } //! read/invalid-definition`,
  "a name reserved twice": `syntax = "proto3";
message Anime { reserved "id", "id"; } //! read/invalid-definition`,
  "a reserved name without quotes in proto3": `syntax = "proto3";
message Anime { reserved id; } //! read/invalid-definition`,
  "a reserved name in quotes in editions": `edition = "2023";
message Anime { reserved "id"; } //! read/invalid-definition`,
  "a reserved name that is none": `syntax = "proto3";
message Anime { reserved "a-b"; } //! read/invalid-definition`,

  "required in proto3": `syntax = "proto3";
message Anime { required string id = 1; } //! read/invalid-definition`,
  "optional in editions": `edition = "2023";
message Anime { optional string id = 1; } //! read/invalid-definition`,
  "no label in proto2": `syntax = "proto2";
message Anime { string id = 1; } //! read/invalid-definition`,
  "a label in a oneof": `syntax = "proto3";
message Anime { oneof key { optional string id = 1; } } //! read/invalid-definition`,
  "a map in a oneof": `syntax = "proto3";
message Anime { oneof key { map<string, string> id = 1; } } //! read/invalid-definition`,
  "a repeated map": `syntax = "proto3";
message Anime { repeated map<string, string> id = 1; } //! read/invalid-definition`,
  "a map with float keys": `syntax = "proto3";
message Anime { map<float, string> id = 1; } //! read/invalid-definition`,
  "a map with enum keys": `syntax = "proto3";
enum Kind { TV = 0; }
message Anime { map<Kind, string> id = 1; } //! read/invalid-definition`,
  "an empty oneof": `syntax = "proto3";
message Anime { oneof key {} } //! read/invalid-definition`,
  "a group in proto3": `syntax = "proto3";
message Anime { optional group Key = 1 {} } //! read/invalid-definition`,
  "a group in lower case": `syntax = "proto2";
message Anime { optional group key = 1 {} } //! read/duplicate-name`,
  "a default in proto3": `syntax = "proto3";
message Anime { string id = 1 [default = "x"]; } //! read/invalid-definition`,
  "a default of a repeated field": `syntax = "proto2";
message Anime { repeated string id = 1 [default = "x"]; } //! read/invalid-definition`,
  "a default of another type": `syntax = "proto2";
message Anime { optional int32 year = 1 [default = "x"]; } //! read/invalid-definition`,
  "a default beyond the type": `syntax = "proto2";
message Anime { optional uint32 year = 1 [default = -1]; } //! read/invalid-definition`,
  "a default that is no member": `syntax = "proto2";
enum Kind { TV = 0; }
message Anime { optional Kind kind = 1 [default = FILM]; } //! read/invalid-definition`,
  "a default by number": `syntax = "proto2";
enum Kind { TV = 0; }
message Anime { optional Kind kind = 1 [default = 0]; } //! read/invalid-definition //lenient`,
  "a closed enum in proto3": `syntax = "proto3";
import "closed.proto";
message Anime { Closed kind = 1; } //! read/invalid-definition`,
  "presence of a repeated field": `edition = "2023";
message Anime { repeated string id = 1 [features.field_presence = EXPLICIT]; } //! read/invalid-definition`,
  "implicit presence of a message": `edition = "2023";
message Anime { Anime next = 1 [features.field_presence = IMPLICIT]; } //! read/invalid-definition`,
  "a feature in proto3": `syntax = "proto3";
message Anime { string id = 1 [features.field_presence = IMPLICIT]; } //! read/invalid-definition`,
  "a feature where it does not belong": `edition = "2023";
message Anime { string id = 1 [features.enum_type = OPEN]; } //! read/invalid-definition`,
  "a name against the style of editions": `edition = "2024";
message Anime { string airDate = 1; } //! read/invalid-definition`,
  "a local message of another file": `edition = "2024";
import "local.proto";
message Anime { Hidden hidden = 1; } //! read/unresolved-type`,
  "required for a whole file": `edition = "2023";
option features.field_presence = LEGACY_REQUIRED; //! read/invalid-definition`,

  "an empty enum": `syntax = "proto3";
enum Kind {} //! read/invalid-definition`,
  "a first value that is not 0": `syntax = "proto3";
enum Kind { TV = 1; } //! read/invalid-definition`,
  "a value's number twice": `syntax = "proto3";
enum Kind {
  TV = 0;
  FILM = 0; //! read/invalid-definition
}`,
  "allow_alias without an alias": `syntax = "proto3";
enum Kind {
  option allow_alias = true; //! read/invalid-definition
  TV = 0;
}`,
  "a value beyond 32 bits": `syntax = "proto3";
enum Kind { TV = 0; FILM = 2147483648; } //! read/invalid-definition`,
  "a reserved value": `syntax = "proto3";
enum Kind { TV = 0; reserved 2; FILM = 2; } //! read/invalid-definition`,

  "an unknown option": `syntax = "proto3";
option java_packages = "com.anime"; //! read/invalid-definition`,
  "an unknown custom option": `syntax = "proto3";
option (owner) = "team"; //! read/unresolved-type`,
  "an option of another type": `syntax = "proto3";
message Anime { string id = 1 [deprecated = "yes"]; } //! read/invalid-definition`,
  "an option twice": `syntax = "proto3";
option java_package = "a";
option java_package = "b"; //! read/invalid-definition`,
  "packed strings": `syntax = "proto3";
message Anime { repeated string tags = 1 [packed = true]; } //! read/invalid-definition`,
  "jstype of a string": `syntax = "proto3";
message Anime { string id = 1 [jstype = JS_STRING]; } //! read/invalid-definition`,
  "a lazy number": `syntax = "proto3";
message Anime { int32 id = 1 [lazy = true]; } //! read/invalid-definition`,
  "a map entry by hand": `syntax = "proto3";
message Anime {
  option map_entry = true; //! read/invalid-definition
}`,
  "an unknown field in an option": `syntax = "proto3";
import "owner.proto";
option (owner) = { name: "team" };
message Anime {
  option (table) = { nam: "anime" }; //! read/invalid-definition
}`,
  "a list for a single field of an option": `syntax = "proto3";
import "owner.proto";
message Anime {
  option (table) = { name: ["anime", "manga"] }; //! read/invalid-definition
}`,
  "a field twice in an option": `syntax = "proto3";
import "owner.proto";
message Anime {
  option (table) = { name: "anime", name: "manga" }; //! read/invalid-definition
}`,
  "two members of a oneof in an option": `syntax = "proto3";
import "owner.proto";
message Anime {
  option (table).key = "id";
  option (table).index = 2; //! read/invalid-definition
}`,
  "a custom option on the wrong kind of element": `syntax = "proto3";
import "owner.proto";
message Anime {
  string id = 1 [(table).name = "x"]; //! read/invalid-definition
}`,

  "an extension in proto3": `syntax = "proto3";
message Anime {}
extend Anime { string note = 100; } //! read/invalid-definition`,
  "an extension range in proto3": `syntax = "proto3";
message Anime { extensions 100 to 200; } //! read/invalid-definition`,
  "an extension outside of the ranges": `syntax = "proto2";
message Anime { extensions 100 to 200; }
extend Anime { optional string note = 300; } //! read/invalid-definition`,
  "a required extension": `syntax = "proto2";
message Anime { extensions 100 to 200; }
extend Anime { required string note = 100; } //! read/invalid-definition`,
  "an extension's number twice": `syntax = "proto2";
message Anime { extensions 100 to 200; }
extend Anime {
  optional string note = 100;
  optional string mark = 100; //! read/invalid-definition
}`,
  "an empty extend block": `syntax = "proto2";
message Anime { extensions 100 to 200; }
extend Anime {} //! read/invalid-definition`,
  "an undeclared extension": `syntax = "proto2";
message Anime {
  extensions 100 to 200 [declaration = { number: 100 full_name: ".note" type: "string" }];
}
extend Anime { optional string mark = 101; } //! read/invalid-definition //lenient`,
  "a message set with fields": `syntax = "proto2";
message Anime { //! read/invalid-definition
  option message_set_wire_format = true;
  extensions 4 to max;
  optional string id = 1; //buf
}`,
};

const ALONGSIDE = [
  { path: "local.proto", text: 'edition = "2024";\nlocal message Hidden {}\n' },
  { path: "closed.proto", text: 'syntax = "proto2";\nenum Closed { ZERO = 0; }\n' },
  {
    path: "owner.proto",
    text: `syntax = "proto3";
import "google/protobuf/descriptor.proto";
message Owner { string name = 1; }
message Table { string name = 1; oneof by { string key = 2; int32 index = 3; } }
extend google.protobuf.FileOptions { Owner owner = 50001; }
extend google.protobuf.MessageOptions { Table table = 50001; }
`,
  },
];

describe("what does not compile", () => {
  it.concurrent.each(Object.entries(CASES))("refuses %s", async (_, marked) => {
    const lines = marked.split("\n");
    const expectedLine = lines.findIndex((line) => line.includes("//!")) + 1;
    const rule = /\/\/! (\S+)/.exec(marked)?.[1];
    const bufLine = marked.includes("//buf") ? lines.findIndex((line) => line.includes("//buf")) + 1 : expectedLine;
    const source = { path: "case.proto", text: marked.replace(/ *\/\/(!|buf|lenient).*/g, "") };

    const load = (path: string) => ALONGSIDE.find((file) => file.path === path);
    const { schema, diagnostics } = protoReader.read([source], { load });
    expect(diagnostics.map((diagnostic) => `${diagnostic.at.line} ${diagnostic.rule}`)[0]).toBe(
      `${expectedLine} ${rule}`,
    );
    expect(diagnostics[0]?.message).toMatch(/^.+[.:].+[.?]$/s);
    expect([schema.records, schema.enums, schema.services]).toEqual([[], [], []]);

    const verdict = await bufVerdict([...ALONGSIDE, source]);
    if (marked.includes("//lenient")) expect(verdict).toBe("compiles");
    // buf 1.75 breaks down over some texts instead of refusing them.
    else if (verdict !== "crash")
      expect(Array.isArray(verdict) ? verdict.map((error) => error.line) : verdict).toContain(bufLine);
  });
});
