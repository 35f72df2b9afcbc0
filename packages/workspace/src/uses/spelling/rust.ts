import type { Field } from "@nx-contracts/ir";
import { nestedNames, type SpelledWrapper, type Spelling } from "./spelling.js";

/**
 * What prost-build makes.
 * @see https://github.com/tokio-rs/prost/blob/master/prost-build/src/ident.rs
 */
export const RUST: Spelling = {
  record: ({ definition, outer }) => ({ symbol: inModules(outer, upperCamel(definition.name)) }),
  enum: ({ definition, outer }) => ({ symbol: inModules(outer, upperCamel(definition.name)) }),
  fields: ({ definition }) =>
    new Map(
      definition.fields.map((field) => {
        const name = snakeCase(field.name);
        // A field of an enum has methods that take and give the enum.
        const methods = field.type.kind === "scalar" ? [] : [`set_${name}`, `push_${name}`];
        const raw = KEYWORDS.has(name) ? [`r#${name}`, `${name}_`] : [];
        const oneof = field.oneof === undefined ? undefined : snakeCase(field.oneof);
        return [field, { spellings: [name, ...raw, ...methods], ...(oneof !== undefined && { oneof }) }];
      }),
    ),
  member: ({ name }, { definition }) => {
    const whole = upperCamel(name);
    const prefix = upperCamel(definition.name);
    const rest = whole.startsWith(prefix) ? whole.slice(prefix.length) : "";
    return [/^[A-Z]/.test(rest) ? escaped(rest) : whole];
  },
  wrappers: (record) => {
    const { definition } = record;
    const oneofs = new Map<string, Map<Field, readonly string[]>>();
    for (const field of definition.fields) {
      if (field.oneof === undefined) continue;
      const fields = oneofs.get(field.oneof) ?? new Map<Field, readonly string[]>();
      oneofs.set(field.oneof, fields.set(field, [upperCamel(field.name)]));
    }
    const scope = nestedNames(record).map(snakeCase);
    return [...oneofs].map(([oneof, fields]): SpelledWrapper => ({
      symbol: [...scope, upperCamel(oneof)].join("."),
      fields,
    }));
  },
};

/** Module of a package: `shared_proto.v1` is `shared_proto::v1`. */
export function rustModule(name: string): string {
  return name.split(".").map(snakeCase).join("::");
}

function inModules(outer: readonly { readonly name: string }[], name: string): string {
  return [...outer.map((each) => snakeCase(each.name)), name].join(".");
}

/** Words of a name as the crate heck finds them. */
function words(name: string): readonly string[] {
  return name
    .replaceAll(/(\p{Ll}\d*)(\p{Lu})/gu, "$1 $2")
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

export function snakeCase(name: string): string {
  return words(name)
    .map((word) => word.toLowerCase())
    .join("_");
}

export function upperCamel(name: string): string {
  return escaped(
    words(name)
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
      .join(""),
  );
}

function escaped(name: string): string {
  return name === "Self" ? "Self_" : name;
}

/** Written raw, or with a `_` where they cannot be. */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "as break const continue else enum false fn for if impl in let loop match mod move mut pub ref return " +
    "static struct trait true type unsafe use where while dyn abstract become box do final macro override " +
    "priv typeof unsized virtual yield async await try gen self super extern crate"
  ).split(" "),
);
