import type { Field } from "@nx-contracts/ir";
import { nestedNames, type Nested, type SpelledField, type SpelledWrapper, type Spelling } from "./spelling.js";
import type { SchemaRecord } from "@nx-contracts/ir";

/**
 * What protoc-gen-go makes.
 * @see https://protobuf.dev/reference/go/go-generated/
 */
export const GO: Spelling = {
  record: (record) => ({ symbol: typeName(nestedNames(record)) }),
  enum: (each) => ({ symbol: typeName(nestedNames(each)) }),
  fields: (record) => {
    const spelled = new Map<Field, SpelledField>();
    for (const { field, name, oneof } of namesOf(record)) {
      const methods = ["Get", "Set", "Has", "Clear"].map((verb) => `${verb}${name}`);
      spelled.set(field, { spellings: [name, ...methods], ...(oneof !== undefined && { oneof }) });
    }
    return spelled;
  },
  // Members stand beside their enum: named after what that stands in, or after itself at the top.
  member: ({ name }, { definition, outer }) => [
    `${typeName(outer.length > 0 ? outer.map((each) => each.name) : [definition.name])}_${name}`,
  ],
  wrappers: (record) => {
    const type = typeName(nestedNames(record));
    return [...namesOf(record)]
      .filter(({ oneof }) => oneof !== undefined)
      .map(({ field, name }): SpelledWrapper => ({ symbol: `${type}_${name}`, fields: new Map([[field, [name]]]) }));
  },
};

function typeName(names: readonly string[]): string {
  return names.map(goCamelCase).join("_");
}

/** @see https://github.com/protocolbuffers/protobuf-go/blob/master/internal/strs/strings.go (GoCamelCase) */
export function goCamelCase(name: string): string {
  let made = "";
  for (let i = 0; i < name.length; i++) {
    const letter = name.charAt(i);
    const next = name.charAt(i + 1);
    if (letter === "." && isLower(next)) continue;
    if (letter === ".") made += "_";
    else if (letter === "_" && (i === 0 || name.charAt(i - 1) === ".")) made += "X";
    else if (letter === "_" && isLower(next)) continue;
    else if (isDigit(letter)) made += letter;
    else {
      made += isLower(letter) ? letter.toUpperCase() : letter;
      for (; isLower(name.charAt(i + 1)); i++) made += name.charAt(i + 1);
    }
  }
  return made;
}

const isLower = (letter: string) => letter >= "a" && letter <= "z" && letter.length === 1;
const isDigit = (letter: string) => letter >= "0" && letter <= "9";

/** Methods that every message has. */
const METHODS = [
  "Reset",
  "String",
  "ProtoMessage",
  "Marshal",
  "Unmarshal",
  "ExtensionRangeArray",
  "ExtensionMap",
  "Descriptor",
];

/** Names of the fields of a record, made unique as protogen does. */
function* namesOf({ definition }: Nested<SchemaRecord>): Generator<{ field: Field; name: string; oneof?: string }> {
  const used = new Map<string, boolean>(METHODS.map((name) => [name, true]));
  const unique = (wanted: string, hasGetter: boolean) => {
    const isUsed = (each: string) => used.get(each) === true || (hasGetter && used.get(`Get${each}`) === true);
    let name = wanted;
    while (isUsed(name)) name += "_";
    used.set(name, true);
    used.set(`Get${name}`, hasGetter);
    return name;
  };
  const oneofs = new Map<string, string>();
  for (const field of definition.fields) {
    const name = unique(goCamelCase(field.name), true);
    if (field.oneof !== undefined && !oneofs.has(field.oneof))
      oneofs.set(field.oneof, unique(goCamelCase(field.oneof), false));
    const oneof = field.oneof === undefined ? undefined : oneofs.get(field.oneof);
    yield { field, name, ...(oneof !== undefined && { oneof }) };
  }
}
