/** Oneofs and their members. */
export const ONEOFS = `
# a oneof that goes with all its members takes them along
message A { oneof o { int32 a = 1; int32 b = 2; } }
->
message A { int32 c = 3; }
=
ONEOF_REMOVED #/A/o
FIELD_ADDED #/A/3

# a oneof that goes while a member stays loses the others
message A { oneof o { int32 a = 1; int32 b = 2; } }
->
message A { int32 b = 2; }
=
ONEOF_REMOVED #/A/o
ONEOF_FIELD_REMOVED #/A/o/1
ONEOF_FIELD_MOVED_TO_TOP_LEVEL #/A/2

# a oneof that stays loses all its members
message A { oneof o { int32 a = 1; int32 b = 2; } }
->
message A { oneof o { int32 c = 3; } }
=
ONEOF_FIELD_REMOVED #/A/o/1
ONEOF_FIELD_REMOVED #/A/o/2
ONEOF_FIELD_ADDED #/A/o/3

# one field enters a new oneof, beside a new one
message A { int32 a = 1; }
->
message A { oneof o { int32 a = 1; int32 b = 2; } }
=
ONEOF_ADDED #/A/o
ONEOF_FIELD_ADDED #/A/o/2

# two fields enter a new oneof
message A { int32 a = 1; int32 b = 2; }
->
message A { oneof o { int32 a = 1; int32 b = 2; } }
=
MULTIPLE_FIELDS_MOVED_TO_ONEOF #/A/o
ONEOF_ADDED #/A/o

# two fields enter a oneof that is there
message A { int32 a = 1; int32 b = 2; oneof o { int32 c = 3; } }
->
message A { oneof o { int32 a = 1; int32 b = 2; int32 c = 3; } }
=
MULTIPLE_FIELDS_MOVED_TO_ONEOF #/A/o

# one field enters a oneof that is there
message A { int32 a = 1; oneof o { int32 b = 2; } }
->
message A { oneof o { int32 a = 1; int32 b = 2; } }
=
FIELD_MOVED_TO_EXISTING_ONEOF #/A/o

# one field enters a oneof whose members are all new
message A { int32 a = 1; oneof o { int32 b = 2; } }
->
message A { oneof o { int32 a = 1; int32 c = 3; } }
=
ONEOF_FIELD_REMOVED #/A/o/2
ONEOF_FIELD_ADDED #/A/o/3

# two oneofs become one
message A { oneof o { int32 a = 1; } oneof p { int32 b = 2; } }
->
message A { oneof o { int32 a = 1; int32 b = 2; } }
=
FIELD_MOVED_TO_EXISTING_ONEOF #/A/o
ONEOF_REMOVED #/A/p

# one oneof becomes two
message A { oneof o { int32 a = 1; int32 b = 2; } }
->
message A { oneof o { int32 a = 1; } oneof p { int32 b = 2; } }
=
ONEOF_ADDED #/A/p

# a oneof is renamed, and a type in it changes
message A { oneof o { int32 a = 1; int32 b = 2; } }
->
message A { oneof p { int32 a = 1; string b = 2; } }
=
ONEOF_REMOVED #/A/o
ONEOF_ADDED #/A/p
FIELD_SCALAR_KIND_CHANGED #/A/p/2

# exclusions come in the order of the oneofs, the oneofs in the order of their names
message A { int32 a = 1; int32 b = 2; int32 c = 3; int32 d = 4; oneof x { int32 e = 5; } oneof m { int32 f = 6; } }
->
message A { oneof z { int32 a = 1; int32 b = 2; } oneof y { int32 c = 3; int32 d = 4; } }
=
MULTIPLE_FIELDS_MOVED_TO_ONEOF #/A/z
MULTIPLE_FIELDS_MOVED_TO_ONEOF #/A/y
ONEOF_REMOVED #/A/m
ONEOF_REMOVED #/A/x
ONEOF_ADDED #/A/y
ONEOF_ADDED #/A/z

# optional in proto3 makes no oneof
message A { int32 a = 1; }
->
message A { optional int32 a = 1; }
=

# a member leaves its oneof and changes
message A { oneof o { int32 a = 1; int32 b = 2; } }
->
message A { oneof o { int32 a = 1; } string c = 2; }
=
ONEOF_FIELD_MOVED_TO_TOP_LEVEL #/A/2
FIELD_NAME_CHANGED #/A/2
FIELD_SCALAR_KIND_CHANGED #/A/2
`;
