/** Files that hold what few real ones do, to be mutated beside those. */
export const SEEDS: { readonly [path: string]: string } = {
  "library/v1/library.proto": `syntax = "proto2";
package library.v1;
import "google/protobuf/timestamp.proto";
option java_package = "org.library";
option optimize_for = SPEED;
option java_multiple_files = true;

message Book {
  required string isbn = 1;
  optional string title = 2 [default = "untitled", ctype = CORD];
  optional int64 pages = 3 [default = 100, jstype = JS_STRING];
  optional double price = 4 [default = 9.99];
  optional float weight = 5 [default = 0.1];
  optional bool lent = 6 [default = true];
  optional bytes cover = 7 [default = "\\001\\002\\xfe"];
  optional Genre genre = 8 [default = POETRY];
  optional Genre other = 16;
  optional group Edition = 9 {
    optional int32 number = 1 [default = 1];
    repeated group Printing = 2 { optional int32 year = 1; }
  }
  repeated int32 ratings = 10 [packed = true];
  map<string, Shelf> shelves = 11;
  map<int64, string> notes = 12;
  oneof owner { string person = 13; Library library = 14; group Club = 15 { optional string name = 1; } }
  enum Genre { option allow_alias = true; NOVEL = 1; POETRY = 2; VERSE = 2; DRAMA = 5; reserved 6, 8 to 10, 20 to max; reserved "COMIC"; }
  message Shelf { optional string mark = 1; enum Side { LEFT = 0; RIGHT = 1; } optional Side side = 2; }
  reserved 30, 32 to 40;
  reserved "old_title", "old_pages";
  extensions 100 to 199;
  extensions 1000 to max;
  extend Book { optional Shelf best_shelf = 110; }
}
message Library { optional Book first = 1; repeated Book books = 2; optional google.protobuf.Timestamp opened = 3; optional Side side = 4; enum Side { LEFT = 0; RIGHT = 1; UP = 2; } }
extend Book { optional string tag = 100; repeated int64 tags = 101 [jstype = JS_NUMBER]; optional group Extra = 102 { optional int32 level = 1; } optional Color color = 103 [default = GREEN]; }
enum Color { RED = 3; GREEN = 1; BLUE = -2; }
enum Side { LEFT = 0; RIGHT = 1; }
service Lending {
  option deprecated = true;
  rpc Lend(Book) returns (Library);
  rpc Browse(stream Book) returns (stream Library) { option idempotency_level = NO_SIDE_EFFECTS; }
  rpc Find(Book) returns (stream .library.v1.Book.Shelf) { option deprecated = true; }
}
`,
  "studio/v1beta1/studio.proto": `edition = "2023";
package studio.v1beta1;
import "google/protobuf/cpp_features.proto";
import "google/protobuf/java_features.proto";
option features.field_presence = IMPLICIT;
option features.(pb.java).utf8_validation = DEFAULT;

message Film {
  string title = 1 [features.field_presence = EXPLICIT, default = "none"];
  string tag_line = 2 [features.utf8_validation = NONE];
  bytes poster = 3 [features.(pb.cpp).string_type = CORD];
  int64 minutes = 4 [jstype = JS_STRING];
  Cast cast = 5 [features.message_encoding = DELIMITED];
  repeated Cast extras = 6 [features.message_encoding = DELIMITED];
  string director = 7 [features.field_presence = LEGACY_REQUIRED];
  map<string, Cast> roles = 8;
  map<string, string> quotes = 9 [features.utf8_validation = NONE];
  oneof source { string novel = 10; Play play = 11; Status status = 12; }
  repeated Status history = 13 [features.repeated_field_encoding = EXPANDED];
  Status status_now = 14 [features = { field_presence: EXPLICIT }];
  message Cast { option features.json_format = LEGACY_BEST_EFFORT; string name = 1 [features = { utf8_validation: NONE [pb.java] { utf8_validation: VERIFY } }]; }
  message Play { string author = 1 [ctype = STRING_PIECE]; reserved author_name; reserved 5; }
  Rating rating = 30 [features.field_presence = EXPLICIT, default = R];
  reserved old_title, older_title;
  reserved 20 to 29;
  extensions 100 to 200 [verification = UNVERIFIED];
}
enum Status { STATUS_UNSPECIFIED = 0; STATUS_SHOOTING = 1; STATUS_DONE = 2; reserved STATUS_LOST; reserved 5; }
enum Rating { option features.enum_type = CLOSED; PG = 1; R = 2; }
extend Film { string slogan = 100; repeated Film.Cast more = 101; }
service Projection { rpc Show(Film) returns (stream Film.Cast); }
`,
  "plain/plain.proto": `syntax = "proto3";
import "google/protobuf/wrappers.proto";
import "google/protobuf/any.proto";
message Anime {
  optional string title = 1;
  string synopsis = 2;
  repeated string genres = 3;
  map<string, int32> scores = 4;
  oneof released { int32 year = 5; google.protobuf.StringValue season = 6; }
  optional Kind kind = 7;
  Kind other = 8;
  repeated sint64 ids = 9 [jstype = JS_STRING];
  google.protobuf.Any extra = 10;
  fixed32 checksum = 11;
  sfixed64 stamp = 12 [json_name = "timeStamp"];
  double rank = 13;
  bool airing = 14;
  bytes art = 15;
  Studio studio = 16;
  reserved 50 to 60, 70;
  reserved "score";
  enum Kind { KIND_UNSPECIFIED = 0; KIND_TV = 1; KIND_FILM = 2; reserved 3; reserved "KIND_OVA"; }
}
message Studio { string name = 1; Nested nested = 2; message Nested { Kind kind = 1; Deep deep = 2; message Deep { string a_b_c = 1; } enum Kind { KIND_UNSPECIFIED = 0; KIND_TV = 1; KIND_FILM = 2; KIND_OVA = 3; } } }
enum Season { SEASON_UNSPECIFIED = 0; SEASON_WINTER = 1; }
service Catalog { rpc Get(Anime) returns (Studio); rpc Watch(Anime) returns (stream Anime); }
`,
};
