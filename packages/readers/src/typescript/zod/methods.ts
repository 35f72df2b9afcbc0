import { ts } from "ts-morph";
import { bare, constantValue, elementsOf, initializerOf } from "../initializer.js";
import { addCheck, CHECKS } from "./checks.js";
import type { Call } from "./constructors.js";
import { intersect, keysOf } from "./constructors.js";
import { computed, evaluate } from "./evaluate.js";
import { STRING_FORMATS, SAFE_INT } from "./formats.js";
import { zodName } from "./inference.js";
import { changeMasked, readShape, settle, shapeOf } from "./objects.js";
import type { Core, Shape, ZodSchema } from "./schema.js";
import { nullable, optional, schemaOf, unknown } from "./schema.js";

type Arguments = readonly ts.Expression[];
type Method = (at: Call, schema: ZodSchema, args: Arguments) => ZodSchema | undefined;

/**
 * Reads a method call on a schema.
 *
 * @param args the arguments, without the schema itself where a function of zod/mini takes it first
 * @returns `undefined` when the method gives no schema, such as `.parse()`
 */
export function applyMethod(
  at: Call,
  schema: ZodSchema,
  name: string,
  args: Arguments = at.call.arguments,
): ZodSchema | undefined {
  const method = METHODS.get(name);
  if (method !== undefined) return method(at, schema, args);
  if (GIVES_NO_SCHEMA.test(name)) return undefined;
  return computed(at.context, at.call, `".${name}()" is not known to the reader, so build the schema without it`);
}

const GIVES_NO_SCHEMA =
  /^(parse|safeParse|spa|encode|decode|safeEncode|safeDecode|is|to|validate|assert|compile|map|forEach|then|get)/;

const same: Method = (_, schema) => schema;

const check =
  (name: string): Method =>
  (at, schema, args) =>
    addCheck(at.context, settle(at.context, schema), name, args);

const format =
  (name: string): Method =>
  (at, schema, args) => {
    const settled = settle(at.context, schema);
    const type = STRING_FORMATS.get(name);
    if (settled.core.kind !== "scalar" || type === undefined) return unknown(at.call, "use formats on strings only");
    // `z.date()` has no formats, but zod 3 has `.date()` on strings only.
    return args.length > 0 && settled.core.type.family !== "string"
      ? settled
      : { ...settled, core: { kind: "scalar", type } };
  };

/** What the methods of a schema do to it; each also a function of zod/mini. */
export const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ...[
    "brand",
    "readonly",
    "refine",
    "superRefine",
    "overwrite",
    "transform",
    "pipe",
    "catch",
    "trim",
    "toLowerCase",
    "toUpperCase",
    "lowercase",
    "uppercase",
    "normalize",
    "slugify",
    "register",
    "clone",
    "finite",
    "safe",
    "startsWith",
    "endsWith",
    "includes",
    "innerType",
    "sourceType",
    "apply",
    "property",
    "mime",
  ].map((name): [string, Method] => [name, same]),
  ...[...STRING_FORMATS.keys()].map((name): [string, Method] => [name, format(name)]),
  ...CHECKS.map((name): [string, Method] => [name, check(name)]),
  ["optional", (_, schema) => optional(schema)],
  ["exactOptional", (_, schema) => optional(schema)],
  ["nullable", (_, schema) => nullable(schema)],
  ["nullish", (_, schema) => optional(nullable(schema))],
  ["nonoptional", (at, schema) => ({ ...settle(at.context, schema), optional: false })],
  ["default", withDefault],
  ["prefault", withDefault],
  ["removeDefault", (at, schema) => withoutDefault(settle(at.context, schema))],
  ["unwrap", (at, schema) => unwrap(settle(at.context, schema))],
  ["unbrand", same],
  ["int", (at, schema) => ({ ...settle(at.context, schema), core: { kind: "scalar", type: SAFE_INT } })],
  ["array", (_, schema) => schemaOf({ kind: "list", item: schema })],
  ["or", (at, schema, [other]) => schemaOf({ kind: "union", of: [schema, given(at, other)] })],
  ["and", (at, schema, [other]) => intersect(at, schema, given(at, other))],
  ["describe", (at, schema, [text]) => described(at, schema, text)],
  ["meta", withMeta],
  ["check", withChecks],
  ["with", withChecks],
  ["extend", extend],
  ["safeExtend", extend],
  ["augment", extend],
  ["setKey", (at, schema, [key, value]) => setKey(at, schema, key, value)],
  ["merge", (at, schema, [other]) => merged(at, schema, given(at, other))],
  ["pick", (at, schema, [mask]) => masked(at, schema, mask, (shape, names) => keep(shape, (name) => names.has(name)))],
  ["omit", (at, schema, [mask]) => masked(at, schema, mask, (shape, names) => keep(shape, (name) => !names.has(name)))],
  ["partial", (at, schema, [mask]) => reshape(at, schema, mask, optional)],
  [
    "required",
    (at, schema, [mask]) => reshape(at, schema, mask, (field) => ({ ...settle(at.context, field), optional: false })),
  ],
  ["deepPartial", (at, schema) => reshape(at, schema, undefined, optional)],
  ["strict", closed],
  ["strip", closed],
  ["passthrough", opened],
  ["loose", opened],
  ["catchall", (at, schema, [other]) => (isNever(at, other) ? schema : opened(at, schema))],
  ["keyof", (at, schema) => keysOf(at, schema)],
  ["extract", (at, schema, [names]) => members(at, schema, names, true)],
  ["exclude", (at, schema, [names]) => members(at, schema, names, false)],
  ["rest", (at) => unknown(at.call, "use an array, or a tuple without a rest")],
]);

function given(at: Call, node: ts.Expression | undefined): ZodSchema {
  const schema = node === undefined ? undefined : evaluate(at.context, node, at.scope, at.depth);
  return schema ?? unknown(node ?? at.call, "build it from zod's own functions in the sources");
}

function withDefault(_call: Call, schema: ZodSchema, [value]: Arguments): ZodSchema {
  return value === undefined ? schema : { ...schema, optional: true, default: value };
}

function withoutDefault({ default: _default, ...schema }: ZodSchema): ZodSchema {
  return { ...schema, optional: false };
}

function unwrap(schema: ZodSchema): ZodSchema {
  if (schema.optional || schema.nullable) return { ...schema, optional: false, nullable: false };
  return schema.core.kind === "list" ? schema.core.item : schema;
}

function described(at: Call, schema: ZodSchema, text: ts.Expression | undefined): ZodSchema {
  const doc = text === undefined ? undefined : constantValue(at.context, text);
  return typeof doc === "string" ? { ...schema, doc } : schema;
}

function withMeta(at: Call, schema: ZodSchema, [node]: Arguments): ZodSchema {
  const meta = node === undefined ? undefined : bare(node);
  const table = meta !== undefined && ts.isIdentifier(meta) ? initializerOf(at.context, meta) : meta;
  if (table === undefined || !ts.isObjectLiteralExpression(table)) return schema;
  let result = schema;
  for (const property of table.properties) {
    if (!ts.isPropertyAssignment(property)) continue;
    const key = property.name.getText();
    if (key === "description") result = described(at, result, property.initializer);
    if (key === "deprecated" && constantValue(at.context, property.initializer) === true) {
      result = { ...result, deprecated: true };
    }
  }
  return result;
}

/** `.check(z.minLength(1), z.maxLength(80))`, the way of zod/mini. */
function withChecks(at: Call, schema: ZodSchema, args: Arguments): ZodSchema {
  let result = schema;
  for (const node of args) {
    const call = bare(node);
    const name = ts.isCallExpression(call) ? zodName(at.context, call.expression) : undefined;
    if (name === undefined || !ts.isCallExpression(call)) continue;
    result = applyMethod({ ...at, call }, result, name) ?? result;
  }
  return result;
}

function opened(at: Call, schema: ZodSchema): ZodSchema {
  return withObject(at, schema, ({ shape }) => ({ kind: "object", shape, open: true }));
}

function closed(at: Call, schema: ZodSchema): ZodSchema {
  const { core } = settle(at.context, schema);
  // What is closed already stays what it is, with its name.
  return core.kind === "object" && !core.open
    ? schema
    : withObject(at, schema, ({ shape }) => ({ kind: "object", shape, open: false }));
}

function isNever(at: Call, node: ts.Expression | undefined): boolean {
  const call = node === undefined ? undefined : bare(node);
  return call !== undefined && ts.isCallExpression(call) && zodName(at.context, call.expression) === "never";
}

function extend(at: Call, schema: ZodSchema, [node]: Arguments): ZodSchema {
  const more = node === undefined ? undefined : extension(at, node);
  if (more === undefined) return computed(at.context, at.call, "extend it with an object literal");
  return withObject(at, schema, ({ shape, open }) => ({ kind: "object", shape: new Map([...shape, ...more]), open }));
}

/** The second one decides what happens to unknown keys. */
function merged(at: Call, schema: ZodSchema, other: ZodSchema): ZodSchema {
  const { core } = settle(at.context, other);
  if (core.kind !== "object") return unknown(at.call, "merge objects only");
  return withObject(at, schema, ({ shape }) => ({ ...core, shape: new Map([...shape, ...core.shape]) }));
}

function extension(at: Call, node: ts.Expression): Shape | undefined {
  const shape = readShape(at.context, node, at.scope, at.depth);
  if (shape !== undefined) return shape;
  // zod/mini's `z.extend(schema, other)` also takes a schema in places where zod takes a shape.
  const schema = evaluate(at.context, node, at.scope, at.depth);
  return schema === undefined ? undefined : shapeOf(at.context, schema);
}

function setKey(
  at: Call,
  schema: ZodSchema,
  key: ts.Expression | undefined,
  value: ts.Expression | undefined,
): ZodSchema {
  const name = key === undefined ? undefined : constantValue(at.context, key);
  if (typeof name !== "string" || value === undefined) return unknown(at.call, "write the key as a literal");
  const entry = { name, node: value, schema: () => given(at, value) };
  return withObject(at, schema, ({ shape, open }) => ({
    kind: "object",
    shape: new Map([...shape, [name, entry]]),
    open,
  }));
}

function withObject(at: Call, schema: ZodSchema, change: (core: Extract<Core, { kind: "object" }>) => Core): ZodSchema {
  const settled = settle(at.context, schema);
  if (settled.core.kind !== "object") return unknown(at.call, "use it on an object");
  // A changed object is a new one: what was said of the old one does not hold for it.
  return schemaOf(change(settled.core));
}

function masked(
  at: Call,
  schema: ZodSchema,
  mask: ts.Expression | undefined,
  change: (shape: Shape, names: ReadonlySet<string>) => Shape,
): ZodSchema {
  const names = maskNames(at, mask);
  if (names === undefined) return unknown(at.call, "write the mask as an object literal");
  return withObject(at, schema, ({ shape, open }) => ({ kind: "object", shape: change(shape, names), open }));
}

function keep(shape: Shape, isKept: (name: string) => boolean): Shape {
  return new Map([...shape].filter(([name]) => isKept(name)));
}

function reshape(
  at: Call,
  schema: ZodSchema,
  mask: ts.Expression | undefined,
  change: (field: ZodSchema) => ZodSchema,
): ZodSchema {
  const names = mask === undefined ? undefined : maskNames(at, mask);
  if (mask !== undefined && names === undefined) return unknown(at.call, "write the mask as an object literal");
  return withObject(at, schema, ({ shape, open }) => ({
    kind: "object",
    shape: changeMasked(shape, names, change),
    open,
  }));
}

function maskNames(at: Call, node: ts.Expression | undefined): ReadonlySet<string> | undefined {
  const value = node === undefined ? undefined : constantValue(at.context, node);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Set(Object.entries(value).flatMap(([name, kept]) => (kept === true ? name : [])));
}

function members(at: Call, schema: ZodSchema, node: ts.Expression | undefined, isKept: boolean): ZodSchema {
  const { core } = settle(at.context, schema);
  const values =
    node === undefined ? undefined : elementsOf(at.context, node)?.map((each) => constantValue(at.context, each));
  if (core.kind !== "enum" || values === undefined) return unknown(at.call, "write the members as an array literal");
  return schemaOf({ kind: "enum", members: core.members.filter(({ name }) => values.includes(name) === isKept) });
}
