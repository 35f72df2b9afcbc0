import type { Field, ReadDiagnostic, Schema, SchemaRecord, TypeRef } from "@nx-contracts/ir";

/**
 * Writes a TypeScript file that holds only if a schema says what the compiler
 * says of the same declarations. One assertion a line; what the reader reported
 * as undecidable is left out and counted.
 */
export interface Assertions {
  readonly text: string;
  readonly asserted: number;
  readonly reported: number;
  /** Fields whose type refers to itself without having a name that a test could write. */
  readonly unjudged: number;
}

/** What every assertion file begins with: types reduced to what a schema can say. */
const PRELUDE = `
interface Json { readonly json: never }
interface Bytes { readonly bytes: never }
type IsAny<T> = 0 extends 1 & T ? true : false;
type Shape<T> = IsAny<T> extends true ? Json : unknown extends T ? Json : ShapeOf<T>;
type ShapeOf<T> =
  T extends string ? (T extends object ? string : string extends T ? string : \`\${T}\`)
  : T extends number ? (T extends object ? number : \`\${T}\` extends \`\${infer N extends number}\` ? N : T)
  : T extends boolean | bigint | null | undefined | Date | Bytes ? T
  : T extends Uint8Array | ArrayBuffer ? Bytes
  : T extends (...args: never) => unknown ? never
  : keyof T extends never ? Json
  : T extends ReadonlyMap<infer K extends PropertyKey, infer V> ? { readonly [P in K]: Shape<V> }
  : T extends ReadonlySet<infer E> ? readonly Shape<E>[]
  : T extends readonly unknown[] ? { readonly [K in keyof T]: Shape<T[K]> }
  : { readonly [K in keyof T as K extends symbol ? never : NonNullable<T[K]> extends (...args: never) => unknown ? never : K extends string ? (string extends K ? K : \`\${K}\`) : K]: Shape<string extends K ? Exclude<T[K], undefined> : T[K]> };
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : Mutual<A, B>;
type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Value<T> = IsAny<T> extends true ? T : unknown extends T ? T : Exclude<T, undefined>;
type Is<A, B> = Same<Shape<Value<A>>, Shape<B>>;
type KeyOf<T, K extends string> = K extends keyof T ? K : Extract<{ [P in keyof T]-?: \`\${P & (string | number)}\` extends K ? P : never }[keyof T], keyof T>;
type At<T, K extends string> = T[KeyOf<T, K>];
type MayBeAbsent<T, K extends keyof T> =
  {} extends Pick<T, K> ? true : IsAny<T[K]> extends true ? false : unknown extends T[K] ? false : undefined extends T[K] ? true : false;
type Fields<T> = T extends unknown ? { [K in keyof T]: K extends symbol ? never : string extends K ? never : number extends K ? never
  : NonNullable<T[K]> extends (...args: never) => unknown ? never : NonNullable<T[K]> extends readonly ((...args: never) => unknown)[] ? never : K }[keyof T] : never;
type FieldNames<T> = Fields<T> extends infer K ? K extends string ? \`\${K}\` : K : never;
declare function expect<_ extends true>(): void;
`;

/**
 * Writes a file that names every record and enum, one a line. Lines with an
 * error belong to definitions that have no name outside: inline objects,
 * instantiated generics, what is not exported.
 */
export function writeNames(
  schema: Schema,
  module: string,
): { readonly text: string; readonly names: readonly string[] } {
  const names = [...schema.records, ...schema.enums].map(({ name }) => name);
  // A syntax error anywhere would keep the compiler from judging the names.
  const isName = /^[\w$]+(\.[A-Za-z_$][\w$]*)*$/;
  const lines = names.map((name, index) => `export type T${index} = M.${isName.test(name) ? name : "none"};`);
  return { text: [`import type * as M from ${JSON.stringify(module)};`, ...lines].join("\n"), names };
}

/** Field by field: type, presence and null; record by record: no field is missing. */
export function writeAssertions(
  schema: Schema,
  diagnostics: readonly ReadDiagnostic[],
  module: string,
  nameable: ReadonlySet<string>,
): Assertions {
  const records = new Map(schema.records.map((record) => [record.qualifiedName, record]));
  const reported = new Set(diagnostics.map(({ subject }) => subject));
  const names = new Map<string, string>();
  for (const { name, qualifiedName } of [...schema.records, ...schema.enums]) {
    if (nameable.has(name)) names.set(qualifiedName, `M.${name}`);
  }
  const renderer = new Renderer(records, names);
  const lines = [`import type * as M from ${JSON.stringify(module)};`, PRELUDE];
  let asserted = 0;
  let skipped = 0;
  let unjudged = 0;
  for (const record of schema.records) {
    const name = names.get(record.qualifiedName);
    if (name === undefined || record.root === true) continue;
    for (const field of record.fields) {
      const subject = `${record.name}.${field.name}`;
      if (
        [...reported].some(
          (each) => each === subject || each.startsWith(`${subject}.`) || renderer.mentions(field, each),
        )
      ) {
        skipped++;
        continue;
      }
      const key = JSON.stringify(field.name);
      const isOptional = field.presence === "optional";
      const types = renderer.field(field);
      if (types.some((type) => type.includes(RECURSIVE))) {
        unjudged++;
        continue;
      }
      const anyOf = types.map((type) => `Is<At<${name}, ${key}>, ${type}>`).join(" | ");
      lines.push(
        `expect<[true, true] extends [${anyOf}, Same<MayBeAbsent<${name}, KeyOf<${name}, ${key}>>, ${isOptional}>] ? true : false>(); // ${subject}`,
      );
      asserted++;
    }
    const known =
      [...record.fields, ...(record.computed ?? [])].map((field) => JSON.stringify(field.name)).join(" | ") || "never";
    lines.push(
      `expect<Same<Exclude<FieldNames<${name}>, undefined | ${known} | ${renderer.numeric(record)}>, never>>(); // ${record.name}`,
    );
    asserted++;
  }
  return { text: lines.join("\n"), asserted, reported: skipped, unjudged };
}

const RECURSIVE = '"recursive and without a name"';

class Renderer {
  private readonly records: ReadonlyMap<string, SchemaRecord>;
  private readonly names: ReadonlyMap<string, string>;

  constructor(records: ReadonlyMap<string, SchemaRecord>, names: ReadonlyMap<string, string>) {
    this.records = records;
    this.names = names;
  }

  /** The ways of writing a field's type: a map over known keys says nothing of which are there. */
  field(field: Field): readonly string[] {
    const suffix = field.nullable ? " | null" : "";
    const full = this.type(field.type, false, []);
    const partial = this.type(field.type, true, []);
    return [...new Set([full, partial])].map((type) => `${type}${suffix}`);
  }

  /** Whether an inline record behind a field has the subject of a diagnostic. */
  mentions(field: Field, subject: string): boolean {
    const text = JSON.stringify(field.type);
    return [...this.records.values()].some(
      (record) =>
        !this.names.has(record.qualifiedName) &&
        text.includes(`"${record.qualifiedName}"`) &&
        subject.startsWith(`${record.name}.`),
    );
  }

  /** Keys that are numbers in TypeScript and names in a schema. */
  numeric(record: SchemaRecord): string {
    return record.fields.flatMap(({ name }) => (/^\d+$/.test(name) ? name : [])).join(" | ") || "never";
  }

  private type(type: TypeRef, partial: boolean, path: readonly string[]): string {
    const inner = (each: TypeRef) => this.type(each, partial, path);
    switch (type.kind) {
      case "scalar":
        return (
          {
            string: "string",
            bool: "boolean",
            float: "number",
            int: "bigint",
            json: "unknown",
            timestamp: "Date",
            bytes: "Bytes",
          }[type.family as "string"] ?? `"no such scalar: ${type.family}"`
        );
      case "list":
        return type.tuple === undefined
          ? `readonly (${inner(type.item)})[]`
          : `readonly [${type.tuple.map(inner).join(", ")}]`;
      case "map": {
        const map = `Record<${inner(type.key)}, ${inner(type.value)}>`;
        return partial ? `Partial<${map}>` : map;
      }
      case "union":
        return `(${type.of.map(inner).join(" | ")})`;
      case "literal":
        return `(${type.values.map((value) => JSON.stringify(value)).join(" | ")})`;
      case "nullable":
        return `(${inner(type.of)} | null)`;
      case "unknown":
        return `"unknown: ${type.text.replaceAll('"', "'")}"`;
      case "ref":
        return this.names.get(type.name) ?? this.structure(type.name, partial, path);
    }
  }

  private structure(name: string, partial: boolean, path: readonly string[]): string {
    const record = this.records.get(name);
    if (record === undefined) return `"no record ${name}"`;
    if (path.includes(name)) return RECURSIVE;
    const fields = record.fields.map((field) => {
      const type = this.type(field.type, partial, [...path, name]);
      return `${JSON.stringify(field.name)}${field.presence === "optional" ? "?" : ""}: ${type}${field.nullable ? " | null" : ""}`;
    });
    return `{ ${fields.join("; ")} ${record.open ? "; [key: string]: unknown" : ""} }`;
  }
}
