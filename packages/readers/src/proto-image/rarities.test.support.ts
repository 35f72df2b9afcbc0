/** Files that hold what neither the seeds of `compat` nor google-proto-files do. */
export const RARITIES: { readonly [path: string]: string } = {
  "rare/defaults.proto": String.raw`syntax = "proto2";
package rare.v1;
import "google/protobuf/descriptor.proto";
option java_string_check_utf8 = true;
option (note) = "an option that is not of the standard";
option deprecated = false;
option optimize_for = CODE_SIZE;
option go_package = "example.com/\x72are\t\"quoted\"";
extend google.protobuf.FileOptions { optional string note = 50001; }
message Defaults {
  option no_standard_descriptor_accessor = true;
  option deprecated_legacy_json_field_conflicts = true;
  optional double a = 1 [default = inf];
  optional double b = 2 [default = -inf];
  optional float c = 3 [default = nan];
  optional float d = 4 [default = -0];
  optional double e = 5 [default = 1e300];
  optional float f = 6 [default = 16777217];
  optional double g = 7 [default = -nan];
  optional double h = 8 [default = 123456789012345678901234567890];
  optional float i = 9 [default = 1.1754944e-38];
  optional int32 j = 10 [default = -0x7fffffff];
  optional int64 k = 11 [default = -9223372036854775808];
  optional uint64 l = 12 [default = 18446744073709551615];
  optional int32 m = 13 [default = 0755];
  optional sint32 n = 14 [default = -0];
  optional string o = 15 [default = "進撃の巨人 😀 \n\t\\\"'?\001\x7f\xe9\x80\x80" 'joined'];
  optional bytes p = 16 [default = "\0\001\x7f\xff\a\b\f\n\r\t\v\\\'\"\?é" '7\378'];
  optional string q = 17 [default = ""];
  optional bytes r = 18 [default = ""];
  optional bool s = 19 [default = false];
  optional double t = 20 [default = 4e-324];
  optional float u = 21 [default = 3.4028235e38];
  optional string Foo_bar_9baz = 22;
  optional string _leading = 23;
  optional string named = 24 [json_name = "other", ctype = STRING, deprecated = false];
  map<string, Sub> maps = 25 [deprecated = true];
  map<string, Sub> two_maps_1 = 26;
  optional fixed64 js = 27 [jstype = JS_NUMBER];
  message Sub { extensions 4 to 5 [declaration = { number: 4 full_name: ".rare.v1.first" type: "string" }]; extensions 9 to max; }
  enum Low { option allow_alias = true; A = -1; B = -1; C = 0; reserved -20 to -10, -5, 100 to max; reserved "X", "Y"; }
  reserved 1000 to max;
}
extend Defaults.Sub { optional string first = 4; repeated Defaults.Low lows = 9; repeated group Many = 10 { required bool one = 1; } }
service Empty {}
service Full { rpc A(Defaults) returns (Defaults) { option idempotency_level = IDEMPOTENCY_UNKNOWN; } rpc B(.rare.v1.Defaults.Sub) returns (stream Defaults); }
`,
  "rare/features.proto": `edition = "2023";
package rare.v2;
import "google/protobuf/cpp_features.proto";
import "google/protobuf/java_features.proto";
option features = { field_presence: IMPLICIT enum_type: CLOSED message_encoding: DELIMITED [pb.cpp] { string_type: VIEW } };
option features.utf8_validation = NONE;
option features.json_format = LEGACY_BEST_EFFORT;
option features.(pb.java).utf8_validation = VERIFY;
message A {
  A a = 1;
  map<string, A> b = 2;
  map<string, string> c = 3 [features = { utf8_validation: VERIFY }];
  map<int32, bytes> d = 4 [features.(pb.java).utf8_validation = DEFAULT];
  repeated A e = 5 [features.message_encoding = LENGTH_PREFIXED];
  bytes f = 6 [features.(pb.cpp) = { string_type: CORD }];
  E g = 7 [features.field_presence = EXPLICIT, default = E_TWO];
  oneof h { A i = 8; bytes j = 9 [ctype = CORD]; }
  oneof single { int64 k = 10 [jstype = JS_NORMAL]; }
  string required = 12 [features.field_presence = LEGACY_REQUIRED];
  string implicit = 13;
  extensions 100 to 200;
  message B { option features.json_format = ALLOW; string a = 1; message C { option features = { json_format: LEGACY_BEST_EFFORT }; } }
  extend A { A inside = 100; string text = 101 [features.utf8_validation = VERIFY]; }
}
enum E { E_ONE = 1; E_TWO = 2; }
enum Open { option features.enum_type = OPEN; option features.json_format = ALLOW; OPEN_ZERO = 0; }
`,
  "rare/checked.proto": `syntax = "proto3";
option java_string_check_utf8 = false;
message NoPackage { string a = 1; message In { reserved 1 to 3, 5; reserved "b"; } }
`,
  "rare/newer.proto": `edition = "2024";
package rare.v3;
import "google/protobuf/cpp_features.proto";
message Newer { string a = 1; string b = 2 [features.(pb.cpp).string_type = STRING]; E e = 3; }
enum E { E_UNKNOWN = 0; }
`,
  "rare/three.proto": `syntax = "proto3";
package rare.v4;
import public "rare/defaults.proto";
message Three {
  oneof first { string a = 1; }
  optional bytes b = 2 [json_name = "B"];
  oneof last { rare.v1.Defaults.Sub c = 3; }
  optional Three d = 4;
  optional E e = 5;
  repeated E f = 6 [packed = false];
  enum E { NONE = 0; }
}
`,
};
