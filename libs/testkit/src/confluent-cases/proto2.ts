/** Required fields, labels and groups. */
export const PROTO2 = `
# required fields break by coming and by going
message A { required int32 a = 1; optional int32 b = 2; }
->
message A { optional int32 b = 2; required string c = 3; }
=
REQUIRED_FIELD_REMOVED #/A/1
REQUIRED_FIELD_ADDED #/A/3

# required becomes optional, of numbers and of text
message A { required int32 a = 1; required string b = 2; required A c = 3; }
->
message A { optional int32 a = 1; optional string b = 2; optional A c = 3; }
=
FIELD_NUMERIC_LABEL_CHANGED #/A/1
FIELD_STRING_OR_BYTES_LABEL_CHANGED #/A/2

# a required field enters a oneof, where labels are not written
message A { required int32 a = 1; }
->
message A { oneof o { int32 a = 1; } }
=
ONEOF_ADDED #/A/o

# defaults and extensions are not compared
message A { optional int32 a = 1 [default = 1]; extensions 100 to 200; } extend A { optional int32 x = 100; }
->
message A { optional int32 a = 1 [default = 2]; extensions 100 to 200; } extend A { optional string x = 100; }
=

# groups are not seen
message A { optional int32 a = 1; optional group B = 2 { optional int32 b = 3; } message C {} oneof o { group D = 4 {} } }
->
message A { optional int32 a = 1; message C {} repeated group E = 5 { optional A e = 6; } oneof o { int32 f = 7; } }
=
ONEOF_FIELD_ADDED #/A/o/7

# a message in the place of a group is a field added
message A { required group B = 1 {} }
->
message A { required B b = 1; message B {} }
=
REQUIRED_FIELD_ADDED #/A/1
MESSAGE_ADDED #/A/B
`;
