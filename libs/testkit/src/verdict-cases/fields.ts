/** Every row about fields in the table of groups. */
export const FIELDS = `
# nothing changes
message A { int32 a = 1; }
->
message A { int32 a = 1; }
=
all: safe

# only comments, options without effect and additions
message A { int32 a = 1; }
->
/* new */ message A { int32 a = 1 [deprecated = true]; string b = 2; } message B {} enum E { X = 0; }
=
all: safe

# text becomes a list: old readers keep the last of several
message A { string a = 1; }
->
message A { repeated string a = 1; }
=
backward: json source
forward: lossy json source
full: lossy json source

# a list of messages becomes one
message A { repeated B a = 1; } message B { string b = 1; }
->
message A { B a = 1; } message B { string b = 1; }
=
backward: lossy json source
forward: json source
full: lossy json source

# a number becomes a packed list: old readers do not find it
message A { int32 a = 1; }
->
message A { repeated int32 a = 1; }
=
backward: json source
forward: wire json source
full: wire json source

# a packed list becomes a number: new readers do not find it
message A { repeated int32 a = 1; }
->
message A { int32 a = 1; }
=
backward: wire json source
forward: json source
full: wire json source

# a map becomes one message
message A { map<string, int32> a = 1; } message B { string key = 1; int32 value = 2; }
->
message A { B a = 1; } message B { string key = 1; int32 value = 2; }
=
all: source, wire source

# a field moves into a new oneof by itself
message A { int32 a = 1; }
->
message A { oneof b { int32 a = 1; } }
=
all: hazard source, source

# two fields move into a new oneof
message A { optional int32 a = 1; optional int32 b = 2; }
->
message A { oneof c { int32 a = 1; int32 b = 2; } }
=
all: hazard source, hazard source

# a field moves into a oneof that is there
message A { optional int32 a = 1; oneof c { int32 b = 2; } }
->
message A { oneof c { int32 b = 2; int32 a = 1; } }
=
all: hazard source

# a field moves out of a oneof
message A { oneof c { int32 b = 2; int32 a = 1; } }
->
message A { oneof c { int32 b = 2; } optional int32 a = 1; }
=
all: hazard source

# presence comes
message A { int32 a = 1; }
->
message A { optional int32 a = 1; }
=
all: hazard source

# presence goes
message A { optional int32 a = 1; }
->
message A { int32 a = 1; }
=
all: hazard source

# another default
syntax = "proto2"; message A { optional int32 a = 1; }
->
syntax = "proto2"; message A { optional int32 a = 1 [default = 7]; }
=
all: hazard

# another number, without anything reserved
message A { int32 a = 1; }
->
message A { int32 a = 2; }
=
all: hazard source

# removed, without anything reserved
message A { int32 a = 1; int32 b = 2; }
->
message A { int32 a = 1; }
=
all: hazard source

# removed, only the number reserved
message A { int32 a = 1; int32 b = 2; }
->
message A { int32 a = 1; reserved 2; }
=
all: hazard source

# removed, number and name reserved
message A { int32 a = 1; int32 b = 2; }
->
message A { int32 a = 1; reserved 2; reserved "b"; }
=
all: source

# renamed
message A { int32 a = 1; }
->
message A { int32 b = 1; }
=
all: json source

# renamed, with the old key in JSON
message A { int32 a = 1; }
->
message A { int32 b = 1 [json_name = "a"]; }
=
all: source

# another key in JSON
message A { int32 a = 1; }
->
message A { int32 a = 1 [json_name = "b"]; }
=
all: json

# a required field comes: new readers refuse old data
syntax = "proto2"; message A { optional int32 a = 1; }
->
syntax = "proto2"; message A { optional int32 a = 1; required int32 b = 2; }
=
backward: wire source
forward: source
full: wire source

# a field is no longer required: old readers refuse new data
syntax = "proto2"; message A { required int32 a = 1; }
->
syntax = "proto2"; message A { optional int32 a = 1; }
=
backward: source
forward: wire source
full: wire source

# a reserved number is free again
message A { reserved 1 to 5; reserved "a"; }
->
message A { reserved 1 to 4; }
=
all: hazard, hazard

# a file moves to another package
package a; message A { int32 a = 1; }
->
package b; message A { int32 a = 1; }
=
all: wire source, source

# a message goes
message A { int32 a = 1; } message B {}
->
message A { int32 a = 1; }
=
all: source

# a method goes
message A {} service S { rpc Get(A) returns (A); rpc List(A) returns (A); }
->
message A {} service S { rpc Get(A) returns (A); }
=
all: wire source

# a method answers with another message
message A {} message B {} service S { rpc Get(A) returns (A); }
->
message A {} message B {} service S { rpc Get(A) returns (B); }
=
all: wire source
`;
