/** Rows about the values of enums. */
export const ENUMS = `
# a value comes
enum E { X = 0; }
->
enum E { X = 0; Y = 1; }
=
all: safe

# a value goes, without anything reserved
enum E { X = 0; Y = 1; }
->
enum E { X = 0; }
=
all: hazard source

# a value goes, number and name reserved
enum E { X = 0; Y = 1; }
->
enum E { X = 0; reserved 1; reserved "Y"; }
=
all: source

# a value has another name
enum E { X = 0; Y = 1; }
->
enum E { X = 0; Z = 1; }
=
all: json source

# a value has another name besides
enum E { X = 0; Y = 1; }
->
enum E { option allow_alias = true; X = 0; Y = 1; Z = 1; }
=
all: safe

# an enum becomes closed
edition = "2023"; enum E { X = 0; }
->
edition = "2023"; enum E { option features.enum_type = CLOSED; X = 0; }
=
all: hazard

# another first value is another default
syntax = "proto2"; message A { optional E a = 1; } enum E { X = 0; Y = 1; }
->
syntax = "proto2"; message A { optional E a = 1; } enum E { Y = 1; X = 0; }
=
all: hazard
`;
