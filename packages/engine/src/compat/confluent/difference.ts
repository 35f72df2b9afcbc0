/**
 * Every difference between two protobuf schemas that the Confluent Schema
 * Registry knows, and whether it lets it pass.
 * @see https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html
 */
export const CONFLUENT_DIFFERENCES = {
  PACKAGE_CHANGED: { compatible: false },
  MESSAGE_ADDED: { compatible: true },
  MESSAGE_REMOVED: { compatible: false },
  MESSAGE_MOVED: { compatible: true },
  ENUM_ADDED: { compatible: true },
  ENUM_REMOVED: { compatible: true },
  ENUM_CONST_ADDED: { compatible: true },
  ENUM_CONST_CHANGED: { compatible: true },
  ENUM_CONST_REMOVED: { compatible: true },
  FIELD_ADDED: { compatible: true },
  FIELD_REMOVED: { compatible: true },
  FIELD_NAME_CHANGED: { compatible: true },
  FIELD_KIND_CHANGED: { compatible: false },
  FIELD_SCALAR_KIND_CHANGED: { compatible: false },
  FIELD_NAMED_TYPE_CHANGED: { compatible: false },
  FIELD_NUMERIC_LABEL_CHANGED: { compatible: false },
  FIELD_STRING_OR_BYTES_LABEL_CHANGED: { compatible: true },
  REQUIRED_FIELD_ADDED: { compatible: false },
  REQUIRED_FIELD_REMOVED: { compatible: false },
  ONEOF_ADDED: { compatible: true },
  ONEOF_REMOVED: { compatible: true },
  ONEOF_FIELD_ADDED: { compatible: true },
  ONEOF_FIELD_REMOVED: { compatible: false },
  ONEOF_FIELD_MOVED_TO_TOP_LEVEL: { compatible: true },
  MULTIPLE_FIELDS_MOVED_TO_ONEOF: { compatible: false },
  FIELD_MOVED_TO_EXISTING_ONEOF: { compatible: false },
} as const satisfies { readonly [type: string]: { readonly compatible: boolean } };

export type ConfluentDifferenceType = keyof typeof CONFLUENT_DIFFERENCES;

export interface ConfluentDifference {
  readonly type: ConfluentDifferenceType;
  /** `#/` for the file, then the names of messages, enums and oneofs and the number of a field or value: `#/Show/Season/2`. */
  readonly path: string;
}
