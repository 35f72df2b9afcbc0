import { nestedNames, type Spelling } from "./spelling.js";

/**
 * What protoc makes for Python: names as they are.
 * @see https://protobuf.dev/reference/python/python-generated/
 */
export const PYTHON: Spelling = {
  record: (record) => ({ symbol: nestedNames(record).join(".") }),
  enum: (each) => ({ symbol: nestedNames(each).join(".") }),
  fields: ({ definition }) =>
    new Map(
      definition.fields.map((field) => [
        field,
        {
          spellings: [field.name, `${field.name.toUpperCase()}_FIELD_NUMBER`],
          ...(field.oneof !== undefined && { oneof: field.oneof }),
        },
      ]),
    ),
  member: ({ name }) => [name],
};
