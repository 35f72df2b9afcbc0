/** Every row about types in the table of groups. */
export const TYPES = `
# a 64-bit number becomes one of 32 bits: new readers cut old values
message A { int64 a = 1; }
->
message A { int32 a = 1; }
=
backward: lossy json source
forward: json source
full: lossy json source

# a 32-bit number becomes one of 64 bits: old readers cut new values
message A { int32 a = 1; }
->
message A { int64 a = 1; }
=
backward: json source
forward: lossy json source
full: lossy json source

# a signed number loses its sign
message A { int32 a = 1; }
->
message A { uint32 a = 1; }
=
all: lossy source

# an unsigned number of 32 bits fits into a signed one of 64
message A { uint32 a = 1; }
->
message A { int64 a = 1; }
=
backward: json source
forward: lossy json source
full: lossy json source

# a number becomes a bool
message A { int32 a = 1; }
->
message A { bool a = 1; }
=
backward: lossy json source
forward: json source
full: lossy json source

# a bool becomes a number
message A { bool a = 1; }
->
message A { uint64 a = 1; }
=
backward: json source
forward: lossy json source
full: lossy json source

# an enum becomes a bool
message A { E a = 1; } enum E { X = 0; Y = 1; Z = 2; }
->
message A { bool a = 1; } enum E { X = 0; Y = 1; Z = 2; }
=
backward: lossy json source
forward: json source
full: lossy json source

# an open enum becomes int32, which holds what it does
message A { E a = 1; } enum E { X = 0; }
->
message A { int32 a = 1; } enum E { X = 0; }
=
all: json source

# int32 becomes an open enum, which keeps values that it does not name
message A { int32 a = 1; } enum E { X = 0; }
->
message A { E a = 1; } enum E { X = 0; }
=
all: json source

# int32 becomes a closed enum, which does not
syntax = "proto2"; message A { optional int32 a = 1; } enum E { X = 0; }
->
syntax = "proto2"; message A { optional E a = 1; } enum E { X = 0; }
=
backward: lossy json source
forward: json source
full: lossy json source

# an enum becomes uint32: negative values do not fit, large ones neither
message A { E a = 1; } enum E { X = 0; }
->
message A { uint32 a = 1; } enum E { X = 0; }
=
all: lossy json source

# an enum becomes int64
message A { E a = 1; } enum E { X = 0; }
->
message A { int64 a = 1; } enum E { X = 0; }
=
backward: json source
forward: lossy json source
full: lossy json source

# sint64 becomes sint32
message A { sint64 a = 1; }
->
message A { sint32 a = 1; }
=
backward: lossy json source
forward: json source
full: lossy json source

# zigzag becomes plain: other bytes
message A { sint32 a = 1; }
->
message A { int32 a = 1; }
=
all: wire source

# fixed32 becomes sfixed32
message A { fixed32 a = 1; }
->
message A { sfixed32 a = 1; }
=
all: lossy source

# sfixed64 becomes fixed64
message A { sfixed64 a = 1; }
->
message A { fixed64 a = 1; }
=
all: lossy source

# fixed32 becomes fixed64: another number of bytes
message A { fixed32 a = 1; }
->
message A { fixed64 a = 1; }
=
all: wire source

# double becomes float: another number of bytes
message A { double a = 1; }
->
message A { float a = 1; }
=
all: wire source

# float becomes fixed32: the same number of bytes, with another meaning
message A { float a = 1; }
->
message A { fixed32 a = 1; }
=
all: wire source

# string becomes bytes
message A { string a = 1; }
->
message A { bytes a = 1; }
=
backward: json source
forward: lossy json source
full: lossy json source

# bytes become string
message A { bytes a = 1; }
->
message A { string a = 1; }
=
backward: lossy json source
forward: json source
full: lossy json source

# a message becomes bytes
message A { B a = 1; } message B { int32 b = 1; }
->
message A { bytes a = 1; } message B { int32 b = 1; }
=
all: hazard json source, hazard source

# bytes become a message
message A { bytes a = 1; } message B { int32 b = 1; }
->
message A { B a = 1; } message B { int32 b = 1; }
=
all: hazard json source, hazard source

# a message becomes text
message A { B a = 1; } message B { int32 b = 1; }
->
message A { string a = 1; } message B { int32 b = 1; }
=
all: wire source, hazard source

# a group becomes a message
syntax = "proto2"; message A { optional group B = 1 { optional int32 b = 1; } }
->
syntax = "proto2"; message A { optional B b = 1 [json_name = "b"]; message B { optional int32 b = 1; } }
=
all: wire source

# a number becomes text
message A { int32 a = 1; }
->
message A { string a = 1; }
=
all: wire source

# another enum with the same short name and every value
message A { B.E a = 1; } message B { enum E { X = 0; Y = 1; } } message C { enum E { X = 0; Y = 1; Z = 2; } }
->
message A { C.E a = 1; } message B { enum E { X = 0; Y = 1; } } message C { enum E { X = 0; Y = 1; Z = 2; } }
=
all: source

# another enum with another short name and every value
message A { E a = 1; } enum E { X = 0; Y = 1; } message C { enum F { X = 0; Y = 1; } }
->
message A { C.F a = 1; } enum E { X = 0; Y = 1; } message C { enum F { X = 0; Y = 1; } }
=
all: source

# another enum with the same numbers and other names
message A { E a = 1; } enum E { X = 0; Y = 1; } enum F { XX = 0; YY = 1; }
->
message A { F a = 1; } enum E { X = 0; Y = 1; } enum F { XX = 0; YY = 1; }
=
all: json source

# another enum without all of the numbers
message A { E a = 1; } enum E { X = 0; Y = 1; } enum F { XX = 0; }
->
message A { F a = 1; } enum E { X = 0; Y = 1; } enum F { XX = 0; }
=
all: hazard json source

# an enum of another kind: one is open, the other closed
edition = "2023"; message A { B.E a = 1; } message B { enum E { X = 0; } } message C { enum E { option features.enum_type = CLOSED; X = 0; } }
->
edition = "2023"; message A { C.E a = 1; } message B { enum E { X = 0; } } message C { enum E { option features.enum_type = CLOSED; X = 0; } }
=
all: hazard source

# another message of the same shape
message A { B a = 1; } message B { int32 b = 1; } message C { int32 b = 1; string c = 2; }
->
message A { C a = 1; } message B { int32 b = 1; } message C { int32 b = 1; string c = 2; }
=
all: source

# another message of another shape
message A { B a = 1; } message B { int32 b = 1; } message C { string b = 1; }
->
message A { C a = 1; } message B { int32 b = 1; } message C { string b = 1; }
=
all: wire source

# another message that asks for a field that the old one does not have
syntax = "proto2"; message A { optional B a = 1; } message B { optional int32 b = 1; } message C { optional int32 b = 1; required int32 c = 2; }
->
syntax = "proto2"; message A { optional C a = 1; } message B { optional int32 b = 1; } message C { optional int32 b = 1; required int32 c = 2; }
=
all: wire source

# another message in which two fields stand in a oneof
message A { B a = 1; } message B { int32 b = 1; int32 c = 2; } message C { oneof d { int32 b = 1; int32 c = 2; } }
->
message A { C a = 1; } message B { int32 b = 1; int32 c = 2; } message C { oneof d { int32 b = 1; int32 c = 2; } }
=
all: wire source

# the entry of a map, written out
message A { map<string, int32> a = 1; message E { option deprecated = true; string key = 1; int32 value = 2; } }
->
message A { repeated E a = 1; message E { option deprecated = true; string key = 1; int32 value = 2; } }
=
all: source, json source
`;
