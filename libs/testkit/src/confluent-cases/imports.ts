/** Schemas of several files: below the text of the schema each file that it imports, its path and its text. */
export const IMPORTS = `
# an imported message changes compatibly
message A { b.B b = 1; }
  b.proto package b; message B { int32 x = 1; }
->
message A { b.B b = 1; }
  b.proto package b; message B { int64 x = 1; string y = 2; }
=
FIELD_ADDED #/B/2

# an imported message breaks every field that has it, its own differences ahead of each
message A { b.O.B b = 1; repeated b.O.B c = 2; map<string, b.O.B> d = 3; }
  b.proto package b; message O { message B { int32 x = 1; enum E { X = 0; } message M {} } }
->
message A { b.O.B b = 1; repeated b.O.B c = 2; map<string, b.O.B> d = 3; }
  b.proto package b; message O { message B { string x = 1; } }
=
FIELD_SCALAR_KIND_CHANGED #/O/B/1
MESSAGE_REMOVED #/O/B/M
ENUM_REMOVED #/O/B/E
FIELD_NAMED_TYPE_CHANGED #/A/1
FIELD_SCALAR_KIND_CHANGED #/O/B/1
MESSAGE_REMOVED #/O/B/M
ENUM_REMOVED #/O/B/E
FIELD_NAMED_TYPE_CHANGED #/A/2
FIELD_SCALAR_KIND_CHANGED #/O/B/1
MESSAGE_REMOVED #/O/B/M
ENUM_REMOVED #/O/B/E
FIELD_NAMED_TYPE_CHANGED #/A/3

# a break that a chain of imports hands on
message A { b.B b = 1; }
  b.proto package b; import "c.proto"; message B { c.C c = 2; }
  c.proto package c; message C { int32 x = 3; }
->
message A { b.B b = 1; }
  b.proto package b; import "c.proto"; message B { c.C c = 2; }
  c.proto package c; message C { string x = 3; }
=
FIELD_SCALAR_KIND_CHANGED #/C/3
FIELD_NAMED_TYPE_CHANGED #/B/2
FIELD_NAMED_TYPE_CHANGED #/A/1

# what no field of the schema leads to is not compared
message A { b.B b = 1; }
  b.proto package b; message B {} message C { int32 x = 1; }
->
message A { b.B b = 1; }
  b.proto package b; message C { string x = 1; } message B {}
=

# another package and path of an import is the same type
message A { b.B b = 1; }
  b.proto package b; message B { int32 x = 1; }
->
message A { c.d.B b = 1; }
  c/d.proto package c.d; message B { int32 x = 1; }
=

# another name in an import is another type
message A { b.B b = 1; }
  b.proto package b; message B {}
->
message A { b.O.B b = 1; }
  b.proto package b; message O { message B {} }
=
FIELD_NAMED_TYPE_CHANGED #/A/1

# a type moves to an import
message A { B b = 1; } message B { int32 x = 1; }
->
message A { b.B b = 1; }
  b.proto package b; message B { int32 x = 1; }
=
MESSAGE_REMOVED #/B

# a type moves from an import and breaks
message A { b.B b = 1; }
  b.proto package b; message B { int32 x = 1; }
->
message A { B b = 1; } message B { string x = 1; }
=
FIELD_SCALAR_KIND_CHANGED #/B/1
FIELD_NAMED_TYPE_CHANGED #/A/1
MESSAGE_ADDED #/B

# an imported enum is a number
message A { b.E e = 1; b.E f = 2; }
  b.proto package b; enum E { X = 0; }
->
message A { b.E e = 1; int32 f = 2; }
  b.proto package b; enum E { Y = 0; }
=

# a type that holds itself
message A { b.B b = 1; }
  b.proto package b; message B { B next = 1; int32 x = 2; }
->
message A { b.B b = 1; }
  b.proto package b; message B { B next = 1; string x = 2; }
=
FIELD_SCALAR_KIND_CHANGED #/B/2
FIELD_NAMED_TYPE_CHANGED #/A/1

# two types that hold each other are compared anew from each end
message A { b.B b = 1; b.C c = 2; }
  b.proto package b; message B { C c = 1; } message C { B b = 1; int32 x = 2; }
->
message A { b.B b = 1; b.C c = 2; }
  b.proto package b; message B { C c = 1; } message C { B b = 1; string x = 2; }
=
FIELD_SCALAR_KIND_CHANGED #/C/2
FIELD_NAMED_TYPE_CHANGED #/B/1
FIELD_NAMED_TYPE_CHANGED #/A/1
FIELD_SCALAR_KIND_CHANGED #/C/2
FIELD_NAMED_TYPE_CHANGED #/A/2

# within itself a type is not compared again, what it holds is
message A { b.B b = 1; }
  b.proto package b; message B { B next = 1; int32 x = 2; message N { int32 y = 1; } }
->
message A { b.B b = 1; }
  b.proto package b; message B { B next = 1; int32 x = 2; message N {} }
=
FIELD_REMOVED #/B/N/1
FIELD_REMOVED #/B/N/1

# well-known types are at hand, and another of them is another type
import "google/protobuf/struct.proto"; message A { google.protobuf.Struct a = 1; google.protobuf.Value b = 2; }
->
import "google/protobuf/struct.proto"; message A { google.protobuf.Struct a = 1; google.protobuf.ListValue b = 2; }
=
FIELD_NAMED_TYPE_CHANGED #/A/2
`;
