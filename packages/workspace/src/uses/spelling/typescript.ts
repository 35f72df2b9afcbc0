import { nestedNames, type Spelling } from "./spelling.js";

/**
 * What protoc-gen-es makes.
 * @see https://github.com/bufbuild/protobuf-es/blob/main/MANUAL.md#generated-code
 */
export const TYPESCRIPT: Spelling = {
  record: (record) => {
    const name = nestedNames(record).join("_");
    return { symbol: safeIdentifier(name), schemas: [`${name}Schema`] };
  },
  enum: (each) => {
    const name = nestedNames(each).join("_");
    return { symbol: safeIdentifier(name), schemas: [`${name}Schema`] };
  },
  fields: ({ definition }) =>
    new Map(
      definition.fields.map((field) => {
        const oneof = field.oneof === undefined ? undefined : property(field.oneof);
        return [field, { spellings: [property(field.name)], ...(oneof !== undefined && { oneof }) }];
      }),
    ),
  member: ({ name }, { definition }) => [memberName(name, definition.name, definition.members)],
};

/** As protoc derives the JSON name, except for what every object has. */
function property(name: string): string {
  const camel = name.replaceAll(/_+(.?)/g, (_, next: string) => next.toUpperCase());
  return OF_OBJECTS.has(camel) ? `${camel}$` : camel;
}

const OF_OBJECTS: ReadonlySet<string> = new Set(["constructor", "toString", "toJSON", "valueOf"]);

/** Without the name of the enum, where all members start with that. */
function memberName(name: string, enumName: string, members: readonly { readonly name: string }[]): string {
  const prefix = `${enumName.replaceAll(/[A-Z]/g, "_$&").replace(/^_/, "").toLowerCase()}_`;
  const isShared = members.every(
    (each) => each.name.toLowerCase().startsWith(prefix) && /^[^0-9]/.test(each.name.slice(prefix.length)),
  );
  const short = isShared ? name.slice(prefix.length) : name;
  return OF_OBJECTS.has(short) ? `${short}$` : short;
}

export function safeIdentifier(name: string): string {
  return RESERVED.has(name) ? `${name}$` : name;
}

/** Words that no type can be called, and types that every file has. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false " +
    "finally for function if implements import in instanceof interface let new null package private " +
    "protected public return static super switch this throw true try typeof var void while with yield " +
    "await async Object Array Map Set String Number Boolean BigInt Symbol Uint8Array Promise globalThis " +
    "bigint boolean number object string symbol undefined any never type"
  ).split(" "),
);
