import type { ConfluentDifferenceType } from "./difference.js";

/** What other vocabularies call a difference. */
export interface ConfluentLink {
  /** Rules of `buf breaking` that report it, each in its categories. */
  readonly buf: readonly string[];
  /** The nearest rule of ours. */
  readonly rule: `compat/${string}` | undefined;
}

/** What is no break to anybody. */
const NO_RULE: ConfluentLink = { buf: [], rule: undefined };

const TYPE_RULES = ["FIELD_SAME_TYPE", "FIELD_WIRE_JSON_COMPATIBLE_TYPE", "FIELD_WIRE_COMPATIBLE_TYPE"];
const CARDINALITY_RULES = [
  "FIELD_SAME_CARDINALITY",
  "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY",
  "FIELD_WIRE_COMPATIBLE_CARDINALITY",
];
const FIELD_REMOVAL_RULES = [
  "FIELD_NO_DELETE",
  "FIELD_NO_DELETE_UNLESS_NAME_RESERVED",
  "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED",
];
const VALUE_REMOVAL_RULES = [
  "ENUM_VALUE_NO_DELETE",
  "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED",
  "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED",
];

/** Each difference in the words of Buf and in ours. */
export const CONFLUENT_LINKS = {
  PACKAGE_CHANGED: { buf: ["FILE_SAME_PACKAGE"], rule: "compat/package-changed" },
  MESSAGE_ADDED: NO_RULE,
  MESSAGE_REMOVED: { buf: ["MESSAGE_NO_DELETE", "PACKAGE_MESSAGE_NO_DELETE"], rule: "compat/message-removed" },
  MESSAGE_MOVED: NO_RULE,
  ENUM_ADDED: NO_RULE,
  ENUM_REMOVED: { buf: ["ENUM_NO_DELETE", "PACKAGE_ENUM_NO_DELETE"], rule: "compat/enum-removed" },
  ENUM_CONST_ADDED: NO_RULE,
  ENUM_CONST_CHANGED: { buf: ["ENUM_VALUE_SAME_NAME"], rule: "compat/enum-value-renamed" },
  ENUM_CONST_REMOVED: { buf: VALUE_REMOVAL_RULES, rule: "compat/enum-value-removed" },
  FIELD_ADDED: NO_RULE,
  FIELD_REMOVED: { buf: FIELD_REMOVAL_RULES, rule: "compat/field-removed" },
  FIELD_NAME_CHANGED: { buf: ["FIELD_SAME_NAME", "FIELD_SAME_JSON_NAME"], rule: "compat/field-renamed" },
  FIELD_KIND_CHANGED: { buf: TYPE_RULES, rule: "compat/field-wire-type-changed" },
  FIELD_SCALAR_KIND_CHANGED: { buf: TYPE_RULES, rule: "compat/field-wire-type-changed" },
  FIELD_NAMED_TYPE_CHANGED: { buf: TYPE_RULES, rule: "compat/field-type-changed" },
  FIELD_NUMERIC_LABEL_CHANGED: { buf: CARDINALITY_RULES, rule: "compat/field-wire-cardinality-changed" },
  FIELD_STRING_OR_BYTES_LABEL_CHANGED: { buf: CARDINALITY_RULES, rule: "compat/field-cardinality-changed" },
  REQUIRED_FIELD_ADDED: { buf: ["MESSAGE_SAME_REQUIRED_FIELDS"], rule: "compat/required-field-added" },
  REQUIRED_FIELD_REMOVED: {
    buf: ["MESSAGE_SAME_REQUIRED_FIELDS", ...FIELD_REMOVAL_RULES],
    rule: "compat/required-field-removed",
  },
  ONEOF_ADDED: NO_RULE,
  ONEOF_REMOVED: { buf: ["ONEOF_NO_DELETE"], rule: "compat/oneof-removed" },
  ONEOF_FIELD_ADDED: NO_RULE,
  ONEOF_FIELD_REMOVED: { buf: FIELD_REMOVAL_RULES, rule: "compat/field-removed" },
  ONEOF_FIELD_MOVED_TO_TOP_LEVEL: { buf: ["FIELD_SAME_ONEOF"], rule: "compat/field-oneof-changed" },
  MULTIPLE_FIELDS_MOVED_TO_ONEOF: { buf: ["FIELD_SAME_ONEOF"], rule: "compat/field-oneof-changed" },
  FIELD_MOVED_TO_EXISTING_ONEOF: { buf: ["FIELD_SAME_ONEOF"], rule: "compat/field-oneof-changed" },
} as const satisfies Record<ConfluentDifferenceType, ConfluentLink>;
