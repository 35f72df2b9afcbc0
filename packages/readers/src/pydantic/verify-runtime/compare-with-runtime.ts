import type { Constraints, Enum, Field, Schema, SchemaRecord, TypeRef } from "@nx-contracts/ir";
import type { RuntimeDump, RuntimeEnum, RuntimeField, RuntimeModel } from "./runtime-dump.js";

/** One thing that reading and running see differently. */
export interface RuntimeDifference {
  /** Qualified name of the record or enum. */
  readonly record: string;
  readonly field?: string;
  /** What differs: `missing`, `extra`, `type`, `default`, … */
  readonly aspect: string;
  readonly read: unknown;
  readonly run: unknown;
}

/**
 * Compares a schema that was read with what Pydantic says at run time.
 *
 * Records that only run time knows as instances of generics are left out:
 * they may be made inside functions, which are never read. A default that
 * reading calls dynamic agrees with any default.
 */
export function compareWithRuntime(schema: Schema, dump: RuntimeDump): readonly RuntimeDifference[] {
  const differences: RuntimeDifference[] = [];
  const records = new Map(schema.records.map((record) => [plainName(record.qualifiedName), record]));
  const seen = new Set<string>();
  for (const model of dump.models) {
    const name = plainName(model.name);
    const record = records.get(name);
    seen.add(name);
    if (record !== undefined) differences.push(...compareRecord(record, model));
    else if (!model.generic) differences.push({ record: name, aspect: "missing", read: null, run: model.name });
  }
  const notRun = (name: string) =>
    dump.incomplete.some((one) => one.name === name) || dump.errors.some(({ module }) => name.startsWith(`${module}.`));
  for (const name of records.keys()) {
    if (!seen.has(name) && !notRun(name)) differences.push({ record: name, aspect: "extra", read: name, run: null });
  }
  const enums = new Map(schema.enums.map((one) => [one.qualifiedName, one]));
  for (const one of dump.enums) {
    const read = enums.get(one.name);
    if (read === undefined) differences.push({ record: one.name, aspect: "missing", read: null, run: one.name });
    else differences.push(...compareEnum(read, one));
    enums.delete(one.name);
  }
  for (const name of enums.keys()) {
    if (!notRun(name)) differences.push({ record: name, aspect: "extra", read: name, run: null });
  }
  return differences;
}

/** Python shows a type variable as `~T`, `+T` or `-T`. */
const plainName = (name: string) => name.replace(/(?<=\[|, )[~+-](?=\w)/g, "");

function compareEnum(read: Enum, run: RuntimeEnum): RuntimeDifference[] {
  const pairs = (members: readonly { readonly name: string; readonly value: unknown }[]) =>
    members.map(({ name, value }) => [name, value]);
  return differ(
    read.qualifiedName,
    undefined,
    "members",
    pairs(read.members),
    run.members === null ? null : pairs(run.members),
  );
}

function compareRecord(record: SchemaRecord, model: RuntimeModel): RuntimeDifference[] {
  const name = record.qualifiedName;
  const found = [
    ...differ(
      name,
      undefined,
      "fields",
      record.fields.map((field) => field.name),
      model.fields.map((field) => field.name),
    ),
    ...differ(name, undefined, "open", record.open, model.extra === "allow"),
    ...differ(name, undefined, "root", record.root === true, model.root),
    ...differ(name, undefined, "frozen", record.options?.["frozen"] === true, model.frozen),
    ...differ(name, undefined, "computed", (record.computed ?? []).map(computedOf), model.computed.map(computedOfRun)),
  ];
  if (!model.generic) {
    found.push(...differ(name, undefined, "doc", record.doc ?? null, model.doc));
    found.push(...differ(name, undefined, "deprecated", record.deprecated, model.deprecated));
  }
  const fields = new Map(record.fields.map((field) => [field.name, field]));
  for (const run of model.fields) {
    const field = fields.get(run.name);
    if (field !== undefined) found.push(...compareField(name, field, run, model));
  }
  return found;
}

const computedOf = (field: Field) => [field.name, field.wireName ?? null, plainType(field.type), field.nullable];

const computedOfRun = (field: RuntimeModel["computed"][number]) => [
  field.name,
  field.alias === field.name ? null : field.alias,
  plainType(field.type),
  field.nullable,
];

function compareField(record: string, field: Field, run: RuntimeField, model: RuntimeModel): RuntimeDifference[] {
  const wire = run.serializationAlias ?? run.alias ?? run.name;
  const aliases = run.validationAlias ?? (run.alias === null ? [] : [run.alias]);
  const byName = aliases.length === 0 || model.byName || !model.byAlias;
  const accepted = new Set([...(model.byAlias ? aliases : []), ...(byName ? [run.name] : [])]);
  accepted.delete(wire);
  const isDynamic = field.default?.kind === "dynamic" && run.default !== null;
  return [
    ...differ(record, field.name, "type", plainType(field.type), plainType(run.type)),
    ...differ(record, field.name, "nullable", field.nullable, run.nullable),
    ...differ(record, field.name, "required", field.presence === "required", run.required),
    ...(isDynamic ? [] : differ(record, field.name, "default", ...defaultsOf(field, run))),
    ...differ(record, field.name, "wireName", field.wireName ?? field.name, wire),
    ...differ(record, field.name, "readNames", field.readNames ?? [], [...accepted]),
    ...differ(record, field.name, "constraints", field.constraints, constraintsOf(run)),
    ...differ(record, field.name, "doc", field.doc ?? null, run.description),
    ...differ(record, field.name, "deprecated", field.deprecated, run.deprecated),
  ];
}

/** Both defaults; sets have no order. */
function defaultsOf(field: Field, run: RuntimeField): [unknown, unknown] {
  const read = field.default ?? null;
  if (run.default === null || !("unordered" in run.default)) return [read, run.default];
  const { unordered: _, ...rest } = run.default;
  if (read?.kind !== "value" || !Array.isArray(read.value)) return [read, rest];
  const value = read.value.toSorted((a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return [{ kind: "value", value }, rest];
}

const WORDS: { readonly [bound: string]: keyof Constraints } = {
  gt: "exclusiveMinimum",
  ge: "minimum",
  lt: "exclusiveMaximum",
  le: "maximum",
  multiple_of: "multipleOf",
  pattern: "pattern",
};

function constraintsOf(run: RuntimeField): { readonly [name: string]: unknown } {
  const isCollection = run.type.kind === "list" || run.type.kind === "map";
  const entries = Object.entries(run.bounds).map(([name, value]) => {
    if (name === "min_length") return [isCollection ? "minItems" : "minLength", value];
    if (name === "max_length") return [isCollection ? "maxItems" : "maxLength", value];
    return [WORDS[name] ?? name, value];
  });
  return Object.fromEntries(entries);
}

/**
 * Without what reading and running word differently: texts of what is not
 * represented, `~T`, and the order of literals. To `typing`, literals of the
 * same values are equal in any order, and its caches hand out whichever was
 * made first in the process.
 */
function plainType(type: TypeRef): TypeRef {
  switch (type.kind) {
    case "unknown":
      return { kind: "unknown", text: "" };
    case "ref":
      return { kind: "ref", name: plainName(type.name) };
    case "literal":
      return {
        kind: "literal",
        values: type.values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      };
    case "nullable":
      return { ...type, of: plainType(type.of) };
    case "union":
      return { ...type, of: type.of.map(plainType) };
    case "map":
      return { ...type, key: plainType(type.key), value: plainType(type.value) };
    case "list":
      return type.tuple === undefined
        ? { ...type, item: plainType(type.item) }
        : { ...type, item: plainType(type.item), tuple: type.tuple.map(plainType) };
    default:
      return type;
  }
}

function differ(
  record: string,
  field: string | undefined,
  aspect: string,
  read: unknown,
  run: unknown,
): RuntimeDifference[] {
  if (JSON.stringify(sorted(read)) === JSON.stringify(sorted(run))) return [];
  return [{ record, ...(field === undefined ? {} : { field }), aspect, read, run }];
}

/** With the keys of objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
