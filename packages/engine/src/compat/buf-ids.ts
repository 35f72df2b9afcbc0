/** What a configuration of Buf may name beside single rules. */
export const BUF_CATEGORIES = ["FILE", "PACKAGE", "WIRE_JSON", "WIRE", "CSR"] as const;

export type BufCategory = (typeof BUF_CATEGORIES)[number];

export const BUF_VERSIONS = ["v1beta1", "v1", "v2"] as const;

/** The version of a `buf.yaml`. */
export type BufVersion = (typeof BUF_VERSIONS)[number];

const LETTERS: { readonly [letter: string]: BufCategory } = {
  F: "FILE",
  P: "PACKAGE",
  J: "WIRE_JSON",
  W: "WIRE",
  C: "CSR",
};

/**
 * Every rule of `buf breaking`, and which categories it belongs to: one column
 * a version, `F` for FILE, `P` for PACKAGE, `J` for WIRE_JSON, `W` for WIRE,
 * `C` for CSR. A version without the rule has `-`.
 * @see https://buf.build/docs/breaking/rules/
 */
const TABLE = `
ENUM_NO_DELETE                                     F     F     FC
ENUM_SAME_JSON_FORMAT                              FPJ   FPJ   FPJC
ENUM_SAME_TYPE                                     FP    FP    FP
ENUM_VALUE_NO_DELETE                               FP    FP    FPC
ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED          J     J     JC
ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED        JW    JW    JWC
ENUM_VALUE_SAME_NAME                               FPJ   FPJ   FPJC
EXTENSION_MESSAGE_NO_DELETE                        FP    FP    FPC
EXTENSION_NO_DELETE                                -     -     F
FIELD_NO_DELETE                                    FP    FP    FPC
FIELD_NO_DELETE_UNLESS_NAME_RESERVED               J     J     JC
FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED             JW    JW    JWC
FIELD_SAME_CARDINALITY                             FPJW  FP    FP
FIELD_SAME_CPP_STRING_TYPE                         FP    FP    FP
FIELD_SAME_DEFAULT                                 -     -     FPJWC
FIELD_SAME_JAVA_UTF8_VALIDATION                    FP    FP    FP
FIELD_SAME_JSON_NAME                               FPJ   FPJ   FPJC
FIELD_SAME_JSTYPE                                  FP    FP    FP
FIELD_SAME_NAME                                    FPJ   FPJ   FPJC
FIELD_SAME_ONEOF                                   FPJW  FPJW  FPJWC
FIELD_SAME_TYPE                                    FPJW  FP    FPC
FIELD_SAME_UTF8_VALIDATION                         FP    FP    FP
FIELD_WIRE_COMPATIBLE_CARDINALITY                  W     W     W
FIELD_WIRE_COMPATIBLE_TYPE                         -     W     W
FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY             J     J     JC
FIELD_WIRE_JSON_COMPATIBLE_TYPE                    -     J     JC
FILE_NO_DELETE                                     F     F     FC
FILE_SAME_CC_ENABLE_ARENAS                         FP    FP    FP
FILE_SAME_CC_GENERIC_SERVICES                      FP    FP    FP
FILE_SAME_CSHARP_NAMESPACE                         FP    FP    FP
FILE_SAME_GO_PACKAGE                               FP    FP    FP
FILE_SAME_JAVA_GENERIC_SERVICES                    FP    FP    FP
FILE_SAME_JAVA_MULTIPLE_FILES                      FP    FP    FP
FILE_SAME_JAVA_OUTER_CLASSNAME                     FP    FP    FP
FILE_SAME_JAVA_PACKAGE                             FP    FP    FP
FILE_SAME_OBJC_CLASS_PREFIX                        FP    FP    FP
FILE_SAME_OPTIMIZE_FOR                             FP    FP    FP
FILE_SAME_PACKAGE                                  F     FPJW  FPJWC
FILE_SAME_PHP_CLASS_PREFIX                         FP    FP    FP
FILE_SAME_PHP_METADATA_NAMESPACE                   FP    FP    FP
FILE_SAME_PHP_NAMESPACE                            FP    FP    FP
FILE_SAME_PY_GENERIC_SERVICES                      FP    FP    FP
FILE_SAME_RUBY_PACKAGE                             FP    FP    FP
FILE_SAME_SWIFT_PREFIX                             FP    FP    FP
FILE_SAME_SYNTAX                                   FP    FP    FPC
MESSAGE_NO_DELETE                                  F     F     FC
MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR     FP    FP    FPC
MESSAGE_SAME_JSON_FORMAT                           FPJ   FPJ   FPJC
MESSAGE_SAME_REQUIRED_FIELDS                       FPJW  FPJW  FPJWC
ONEOF_NO_DELETE                                    FP    FP    FPC
PACKAGE_ENUM_NO_DELETE                             P     P     P
PACKAGE_EXTENSION_NO_DELETE                        -     -     P
PACKAGE_MESSAGE_NO_DELETE                          P     P     P
PACKAGE_NO_DELETE                                  P     P     P
PACKAGE_SERVICE_NO_DELETE                          P     P     P
RESERVED_ENUM_NO_DELETE                            FPJW  FPJW  FPJWC
RESERVED_MESSAGE_NO_DELETE                         FPJW  FPJW  FPJWC
RPC_NO_DELETE                                      FP    FP    FP
RPC_SAME_CLIENT_STREAMING                          FPJW  FPJW  FPJWC
RPC_SAME_IDEMPOTENCY_LEVEL                         FPJW  FPJW  FPJWC
RPC_SAME_REQUEST_TYPE                              FPJW  FPJW  FPJWC
RPC_SAME_RESPONSE_TYPE                             FPJW  FPJW  FPJWC
RPC_SAME_SERVER_STREAMING                          FPJW  FPJW  FPJWC
SERVICE_NO_DELETE                                  F     F     F
`;

/** Ids that older configurations may name, and what they stand for now. */
const RENAMED: { readonly [id: string]: readonly string[] } = {
  FIELD_SAME_CTYPE: ["FIELD_SAME_CPP_STRING_TYPE"],
  FIELD_SAME_LABEL: [
    "FIELD_SAME_CARDINALITY",
    "FIELD_WIRE_COMPATIBLE_CARDINALITY",
    "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY",
  ],
  FILE_SAME_JAVA_STRING_CHECK_UTF8: ["FIELD_SAME_JAVA_UTF8_VALIDATION"],
  FILE_SAME_PHP_GENERIC_SERVICES: [],
};

/** The one that every version knows, and that does nothing. */
const IDLE = "MESSAGE_SAME_MESSAGE_SET_WIRE_FORMAT";

const ROWS = TABLE.trim()
  .split("\n")
  .map((line) => line.split(/ +/));

/** The ids that `word`, an id or a category, stands for in `version`; `undefined` where it knows no such word. */
export function expandBufId(version: BufVersion, word: string): readonly string[] | undefined {
  const column = BUF_VERSIONS.indexOf(version) + 1;
  const known = ROWS.filter((row) => row[column] !== "-");
  if (known.some(([id]) => id === word)) return [word];
  const ids = known
    .filter((row) => [...(row[column] ?? "")].some((letter) => LETTERS[letter] === word))
    .map(([id = ""]) => id);
  if (ids.length > 0) return ids;
  if (word === IDLE) return [];
  return version === "v2" ? undefined : RENAMED[word];
}

/** Every word that `expandBufId` knows, to suggest the nearest. */
export function bufWords(version: BufVersion): readonly string[] {
  const words = [...BUF_CATEGORIES, ...ROWS.map(([id = ""]) => id), IDLE, ...Object.keys(RENAMED)];
  return words.filter((word) => expandBufId(version, word) !== undefined);
}
