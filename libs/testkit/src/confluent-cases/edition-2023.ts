/** Features in the place of labels and groups. */
export const EDITION_2023 = `
# fields without labels have none, whatever their presence
message A { int32 a = 1 [features.field_presence = LEGACY_REQUIRED]; int32 b = 2; repeated int32 c = 3; }
->
message A { int32 b = 2 [features.field_presence = IMPLICIT]; int32 c = 3; string d = 4 [features.field_presence = LEGACY_REQUIRED]; }
=
FIELD_REMOVED #/A/1
FIELD_ADDED #/A/4

# a message that is encoded like a group is a message
message A { B b = 1; B c = 2; message B { int32 x = 1; } }
->
message A { B b = 1 [features.message_encoding = DELIMITED]; int32 c = 2; message B { string x = 1; } }
=
FIELD_KIND_CHANGED #/A/2
FIELD_SCALAR_KIND_CHANGED #/A/B/1

# open and closed enums are one
enum E { option features.enum_type = CLOSED; X = 0; }
->
enum E { X = 0; Y = 1; }
=
ENUM_CONST_ADDED #/E/1
`;
