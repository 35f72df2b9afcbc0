/** Fields outside oneofs, and types. */
export const FIELDS = `
# fields are paired by tag and come in the order of their tags
message A { int32 j = 10; int32 b = 2; int32 i = 9; }
->
message A { int32 k = 11; int32 a = 1; int32 b = 2; int32 eye = 9; }
=
FIELD_ADDED #/A/1
FIELD_NAME_CHANGED #/A/9
FIELD_REMOVED #/A/10
FIELD_ADDED #/A/11

# another name and another type
message A { int32 a = 1; }
->
message A { string b = 1; }
=
FIELD_NAME_CHANGED #/A/1
FIELD_SCALAR_KIND_CHANGED #/A/1

# another number is another field
message A { int32 a = 1; }
->
message A { int32 a = 2; }
=
FIELD_REMOVED #/A/1
FIELD_ADDED #/A/2

# numbers that pass for each other
message A { int32 a = 1; uint64 b = 2; sint32 c = 3; fixed32 d = 4; sfixed64 e = 5; string f = 6; bool g = 7; E h = 8; } enum E { X = 0; }
->
message A { bool a = 1; E b = 2; sint64 c = 3; sfixed32 d = 4; fixed64 e = 5; bytes f = 6; E g = 7; F h = 8; } enum E { X = 0; } enum F { Y = 0; }
=
ENUM_ADDED #/F

# numbers that do not
message A { int32 a = 1; sint32 b = 2; fixed32 c = 3; float d = 4; double e = 5; E f = 6; bytes g = 7; } enum E { X = 0; }
->
message A { sint32 a = 1; fixed32 b = 2; fixed64 c = 3; double d = 4; float e = 5; string f = 6; int32 g = 7; } enum E { X = 0; }
=
FIELD_SCALAR_KIND_CHANGED #/A/1
FIELD_SCALAR_KIND_CHANGED #/A/2
FIELD_SCALAR_KIND_CHANGED #/A/3
FIELD_SCALAR_KIND_CHANGED #/A/4
FIELD_SCALAR_KIND_CHANGED #/A/5
FIELD_SCALAR_KIND_CHANGED #/A/6
FIELD_SCALAR_KIND_CHANGED #/A/7

# scalars, maps and messages are three kinds
message A { int32 a = 1; B b = 2; map<string, B> c = 3; bytes d = 4; repeated B e = 5; } message B {}
->
message A { B a = 1; bytes b = 2; B c = 3; map<string, B> d = 4; map<int32, B> e = 5; } message B {}
=
FIELD_KIND_CHANGED #/A/1
FIELD_KIND_CHANGED #/A/2
FIELD_KIND_CHANGED #/A/3
FIELD_KIND_CHANGED #/A/4
FIELD_KIND_CHANGED #/A/5

# an enum becomes a message of its name
message A { E e = 1; } enum E { X = 0; }
->
message A { E e = 1; } message E {}
=
FIELD_KIND_CHANGED #/A/1
MESSAGE_ADDED #/E
ENUM_REMOVED #/E

# labels count where both are written: of numbers they break, of text they do not
message A { optional int32 a = 1; optional string b = 2; repeated bytes c = 3; repeated E d = 4; optional float e = 5; } enum E { X = 0; }
->
message A { repeated int64 a = 1; repeated bytes b = 2; optional bytes c = 3; optional int32 d = 4; repeated float e = 5; } enum E { X = 0; }
=
FIELD_NUMERIC_LABEL_CHANGED #/A/1
FIELD_STRING_OR_BYTES_LABEL_CHANGED #/A/2
FIELD_STRING_OR_BYTES_LABEL_CHANGED #/A/3
FIELD_NUMERIC_LABEL_CHANGED #/A/4
FIELD_NUMERIC_LABEL_CHANGED #/A/5

# without a label on one side nothing is seen
message A { int32 a = 1; repeated int32 b = 2; oneof o { int32 c = 3; } }
->
message A { repeated int32 a = 1; int32 b = 2; repeated int32 c = 3; }
=
ONEOF_REMOVED #/A/o
ONEOF_FIELD_MOVED_TO_TOP_LEVEL #/A/3

# another kind hides another label, and messages have none
message A { optional int32 a = 1; optional A b = 2; }
->
message A { repeated string a = 1; repeated A b = 2; }
=
FIELD_SCALAR_KIND_CHANGED #/A/1

# keys, then values of a map
message A { map<string, int32> a = 1; map<int32, string> b = 2; map<bool, A> c = 3; map<string, E> d = 4; map<string, B> e = 5; } message B {} enum E { X = 0; }
->
message A { map<int32, string> a = 1; map<int64, bytes> b = 2; map<uint32, E> c = 3; map<string, int32> d = 4; map<string, A> e = 5; } message B {} enum E { X = 0; }
=
FIELD_SCALAR_KIND_CHANGED #/A/1
FIELD_SCALAR_KIND_CHANGED #/A/1
FIELD_KIND_CHANGED #/A/3
FIELD_NAMED_TYPE_CHANGED #/A/5

# another message, though it be equal
message A { B b = 1; } message B { int32 a = 1; } message C { int32 a = 1; }
->
message A { C b = 1; } message B { int32 a = 1; } message C { int32 a = 1; }
=
FIELD_NAMED_TYPE_CHANGED #/A/1

# another message of the same last name
message A { B b = 1; message B {} } message B {}
->
message A { .B b = 1; message B {} } message B {}
=
FIELD_NAMED_TYPE_CHANGED #/A/1

# types of the file itself are compared in their place alone
message A { B b = 1; A a = 2; } message B { int32 b = 1; A a = 2; }
->
message A { B b = 1; A a = 2; } message B { string b = 1; A a = 2; }
=
FIELD_SCALAR_KIND_CHANGED #/B/1
`;
