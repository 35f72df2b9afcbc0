/** Packages, messages and enums, and what is not compared. */
export const DEFINITIONS = `
# nothing changes
package a; message A { string a = 1; } enum E { X = 0; }
->
package a; message A { string a = 1; } enum E { X = 0; }
=

# the package changes, and names in it do not
package a; message A { B b = 1; message B {} }
->
package b; message A { .b.A.B b = 1; message B {} }
=
PACKAGE_CHANGED #/

# a package is added
message A {}
->
package a; message A {}
=
PACKAGE_CHANGED #/

# a message is removed, one is added: the removed one first, the rest as they stand
message C {} message A {} message B {}
->
message D {} message B {} message C { int32 c = 1; } message E {}
=
FIELD_ADDED #/C/1
MESSAGE_MOVED #/C
MESSAGE_REMOVED #/A
MESSAGE_MOVED #/B
MESSAGE_ADDED #/D
MESSAGE_ADDED #/E

# a message moves after its own differences, nested ones among them
message A { message B { int32 b = 1; } } message C {}
->
message C {} message A { int32 a = 1; message B {} message D {} }
=
FIELD_ADDED #/A/1
FIELD_REMOVED #/A/B/1
MESSAGE_ADDED #/A/D
MESSAGE_MOVED #/A
MESSAGE_MOVED #/C

# nested messages move within their message alone
message A { message B {} message C {} }
->
message A { message C {} message B {} }
=
MESSAGE_MOVED #/A/B
MESSAGE_MOVED #/A/C

# an enum ahead of a message does not move it
message A {}
->
enum E { X = 0; } message A {}
=
ENUM_ADDED #/E

# a message of the name of an enum
message A {}
->
enum A { X = 0; }
=
MESSAGE_REMOVED #/A
ENUM_ADDED #/A

# the entry of a map is no message
message A { message B {} message C {} }
->
message A { map<string, int32> m = 1; message B {} message C {} }
=
FIELD_ADDED #/A/1

# the entry of a removed map is none either
message A { map<string, int32> m = 1; message B {} }
->
message A { message B {} }
=
FIELD_REMOVED #/A/1

# enums by name, their values by number
enum E { X = 0; Y = 1; Z = 2; } enum G { W = 0; } message A { enum E { V = 0; } }
->
enum F { Q = 0; } enum E { X = 0; YES = 1; T = -3; U = 30; } message A { enum E { V = 0; S = 4; } }
=
ENUM_CONST_ADDED #/A/E/4
ENUM_CONST_ADDED #/E/-3
ENUM_CONST_CHANGED #/E/1
ENUM_CONST_REMOVED #/E/2
ENUM_CONST_ADDED #/E/30
ENUM_REMOVED #/G
ENUM_ADDED #/F

# an alias more is another last name
enum E { option allow_alias = true; X = 0; Y = 0; }
->
enum E { option allow_alias = true; Y = 0; X = 0; }
=
ENUM_CONST_CHANGED #/E/0

# services, options, JSON names and reservations are not compared
option java_package = "a"; message A { reserved 2; reserved "b"; int32 a = 1 [json_name = "x", deprecated = true]; } service S { rpc R(A) returns (A); }
->
option java_package = "b"; message A { int32 a = 1; } service T {}
=
`;
