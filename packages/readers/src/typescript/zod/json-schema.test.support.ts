import type { Field, Schema, SchemaRecord, TypeRef } from "@nx-contracts/ir";

/** A JSON Schema as zod writes it, as far as it is compared. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** Types by their shape alone: both sides are written in this form and compared as values. */
export type Shape = unknown;

const DEPTH = 5;
const FORMATS: { readonly [family: string]: string } = {
  timestamp: "date-time",
  date: "date",
  time: "time",
  duration: "duration",
  uuid: "uuid",
  bytes: "base64",
};
const ENCODINGS: { readonly [encoding: string]: string } = { url: "uri", email: "email" };
const BOUNDS = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "pattern",
] as const;

/** The shape of a record as the reader sees it. */
export function shapeOfRecord(schema: Schema, record: SchemaRecord, depth = DEPTH): Shape {
  const fields = record.fields.map((field) => [field.name, shapeOfField(schema, field, depth)] as const);
  return { open: record.open, fields: Object.fromEntries(fields) };
}

function shapeOfField(schema: Schema, field: Field, depth: number): Shape {
  const bounds = BOUNDS.filter((name) => field.constraints[name] !== undefined);
  return {
    required: field.presence === "required",
    type: withNull(shapeOfType(schema, field.type, depth), field.nullable),
    bounds: Object.fromEntries(bounds.map((name) => [name, field.constraints[name]])),
  };
}

function shapeOfType(schema: Schema, type: TypeRef, depth: number): Shape {
  const inner = (each: TypeRef) => shapeOfType(schema, each, depth);
  switch (type.kind) {
    case "scalar":
      if (type.family === "string") return ENCODINGS[type.encoding ?? ""] ?? "string";
      if (type.family === "int") return type.bits === undefined ? "any" : "integer";
      if (type.family === "timestamp" && type.encoding === undefined) return "any";
      return FORMATS[type.family] ?? { float: "number", bool: "boolean", json: "any" }[type.family as string];
    case "list":
      return type.tuple === undefined ? { list: inner(type.item) } : { tuple: type.tuple.map(inner) };
    case "map":
      return { map: inner(type.value), keys: inner(type.key) };
    case "literal":
      return choice(type.values.map((value) => JSON.stringify(value)));
    case "union":
      return choice(type.of.map(inner));
    case "nullable":
      return withNull(inner(type.of), true);
    case "unknown":
      return "any";
    case "ref": {
      const members = schema.enums.find((each) => each.qualifiedName === type.name)?.members;
      if (members !== undefined) return choice(members.map(({ value }) => JSON.stringify(value)));
      const record = schema.records.find((each) => each.qualifiedName === type.name);
      if (record === undefined) return `no record ${type.name}`;
      if (record.root === true) return record.fields[0] === undefined ? "any" : inner(record.fields[0].type);
      return depth === 0 ? "deep" : shapeOfRecord(schema, record, depth - 1);
    }
  }
}

function withNull(shape: Shape, nullable: boolean): Shape {
  return nullable && shape !== "any" ? choice([shape, "null"]) : shape;
}

/** Alternatives without order or repetition. */
function choice(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap((shape) => (isChoice(shape) ? shape.oneOf : [shape]));
  if (flat.includes("any")) return "any";
  const isAbsorbed = (shape: Shape) => flat.includes("string") && typeof shape === "string" && shape.startsWith('"');
  const distinct = [
    ...new Map(flat.filter((shape) => !isAbsorbed(shape)).map((shape) => [JSON.stringify(shape), shape])).entries(),
  ];
  if (distinct.length === 1) return distinct[0]?.[1];
  return { oneOf: distinct.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shape]) => shape) };
}

function isChoice(shape: Shape): shape is { readonly oneOf: readonly Shape[] } {
  return typeof shape === "object" && shape !== null && "oneOf" in shape;
}

/** The shape of what zod says at run time. */
export function shapeOfJsonSchema(json: JsonSchema, root: JsonSchema = json, depth = DEPTH): Shape {
  if (typeof json["$ref"] === "string") return shapeOfJsonSchema(resolve(root, json["$ref"]), root, depth);
  const alternatives = json["anyOf"] ?? json["oneOf"];
  if (Array.isArray(alternatives))
    return choice(alternatives.map((each: JsonSchema) => shapeOfJsonSchema(each, root, depth)));
  if (Array.isArray(json["allOf"])) return shapeOfParts(json["allOf"], root, depth);
  if ("const" in json) return json["const"] === null ? "null" : JSON.stringify(json["const"]);
  if (Array.isArray(json["enum"])) return choice(json["enum"].map((value) => JSON.stringify(value)));
  if (Array.isArray(json["type"])) {
    return choice(json["type"].map((type: unknown) => shapeOfJsonSchema({ ...json, type }, root, depth)));
  }
  switch (json["type"]) {
    case "object":
      return shapeOfObject(json, root, depth);
    case "array": {
      const { items, prefixItems } = json;
      if (Array.isArray(prefixItems))
        return { tuple: prefixItems.map((each: JsonSchema) => shapeOfJsonSchema(each, root, depth)) };
      return { list: shapeOfJsonSchema(items as JsonSchema, root, depth) };
    }
    case "string":
      if (json["contentEncoding"] === "base64") return "base64";
      if (isTime(json)) return "time";
      return typeof json["format"] === "string" && json["format"] !== "starts_with" ? json["format"] : "string";
    default:
      return json["type"] ?? "any";
  }
}

function shapeOfParts(parts: readonly JsonSchema[], root: JsonSchema, depth: number): Shape {
  const shapes = parts.map((part) => shapeOfJsonSchema(part, root, depth) as { open?: boolean; fields?: object });
  const open = shapes.some((shape) => shape.open === true || shape.fields === undefined);
  return { open, fields: Object.assign({}, ...shapes.map(({ fields }) => fields)) };
}

function shapeOfObject(json: JsonSchema, root: JsonSchema, depth: number): Shape {
  const { properties, additionalProperties, propertyNames } = json;
  if (properties === undefined && additionalProperties !== undefined && propertyNames !== undefined) {
    const keys = shapeOfJsonSchema(propertyNames as JsonSchema, root, depth);
    return { map: shapeOfJsonSchema(additionalProperties as JsonSchema, root, depth), keys };
  }
  // Nested objects are reached one level deeper on both sides.
  if (depth < 0) return "deep";
  const required = new Set(json["required"] as string[] | undefined);
  const fields = Object.entries((properties ?? {}) as Record<string, JsonSchema>).map(([name, property]) => {
    const type = shapeOfJsonSchema(property, root, depth - 1);
    return [name, { required: required.has(name), type, bounds: boundsOf(property) }] as const;
  });
  return { open: typeof additionalProperties === "object", fields: Object.fromEntries(fields) };
}

/** A local time has no format of its own in JSON Schema; zod writes its pattern. */
function isTime(json: JsonSchema): boolean {
  return json["format"] === undefined && String(json["pattern"]).startsWith("^(?:[01]\\d|2[0-3]):[0-5]");
}

function boundsOf(json: JsonSchema): object {
  const alternatives = (json["anyOf"] as JsonSchema[] | undefined)?.filter((each) => each["type"] !== "null");
  const stated = alternatives?.length === 1 ? (alternatives[0] ?? json) : json;
  // The length of a tuple is said by its items.
  if (stated["prefixItems"] !== undefined) return {};
  const isFormat = typeof stated["format"] === "string" || isTime(stated);
  const implied = new Set<unknown>([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]);
  if (String(stated["type"]).match(/integer|number/)) {
    for (const limit of [2147483647, -2147483648, 4294967295, 3.4028234663852886e38, -3.4028234663852886e38])
      implied.add(limit);
  }
  if (stated["maximum"] === 4294967295) implied.add(0);
  const names = BOUNDS.filter(
    (name) => stated[name] !== undefined && !implied.has(stated[name]) && !(isFormat && name === "pattern"),
  );
  return Object.fromEntries(names.map((name) => [name, stated[name]]));
}

function resolve(root: JsonSchema, reference: string): JsonSchema {
  let at: unknown = root;
  for (const part of reference.replace(/^#\/?/, "").split("/")) {
    if (part !== "") at = (at as Record<string, unknown>)[part];
  }
  return at as JsonSchema;
}
