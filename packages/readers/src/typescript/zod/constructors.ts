import { ts } from "ts-morph";
import type { Context } from "../context.js";
import type { Member } from "../enums.js";
import { bare, constantValue, elementsOf, initializerOf } from "../initializer.js";
import { globalReading } from "../builtin.js";
import { BOOL, INT, JSON_VALUE, STRING, TIMESTAMP } from "../reading.js";
import { symbolAt } from "../names.js";
import type { Scope } from "./evaluate.js";
import { computed, evaluate, functionBody } from "./evaluate.js";
import { NUMBER_FORMATS, STRING_FORMATS } from "./formats.js";
import { applyMethod, METHODS } from "./methods.js";
import { readShape, settle, shapeOf } from "./objects.js";
import type { ZodSchema } from "./schema.js";
import { nullable, optional, scalar, schemaOf, unknown } from "./schema.js";

/** A call that makes a schema, with what its names mean. */
export interface Call {
  readonly context: Context;
  readonly call: ts.CallExpression;
  readonly scope: Scope;
  readonly depth: number;
}

/** Reads a call of one of zod's own functions; `name` is what stands behind `z.`. */
export function construct(at: Call, name: string): ZodSchema | undefined {
  const { context, call } = at;
  if (NOT_SCHEMAS.test(name)) return undefined;
  const simple = name.replace(/^(coerce|iso)\./, "");
  const number = NUMBER_FORMATS.get(simple);
  if (number !== undefined) return scalar(number);
  const format = STRING_FORMATS.get(simple);
  if (format !== undefined) return scalar(format);
  const maker = MAKERS[simple];
  if (maker !== undefined) return maker(at);
  // zod/mini has functions where zod has methods: z.optional(schema), z.extend(schema, { … }).
  const method = simple.replace(/^_/, "");
  const [subject] = call.arguments;
  if (subject !== undefined && METHODS.has(method)) {
    const target = evaluate(context, subject, at.scope, at.depth);
    if (target !== undefined) return applyMethod(at, target, method, call.arguments.slice(1));
  }
  return computed(context, call, `"z.${name}" is not known to the reader, so use a schema that JSON can carry`);
}

const NOT_SCHEMAS =
  /^(parse|safeParse|encode|decode|toJSONSchema|config|locales|registry|globalRegistry|core|prettifyError|treeifyError|formatError|flattenError|setErrorMap|getErrorMap|NEVER|util|regexes|check|refine|superRefine|ZodError)/;

const UNSUPPORTED = "use a type that JSON can carry";

const MAKERS: { readonly [name: string]: ((at: Call) => ZodSchema) | undefined } = {
  string: () => scalar(STRING),
  boolean: () => scalar(BOOL),
  stringbool: () => scalar(STRING),
  bigint: () => scalar(INT),
  date: () => scalar(TIMESTAMP),
  any: () => scalar(JSON_VALUE),
  unknown: () => scalar(JSON_VALUE),
  json: () => scalar(JSON_VALUE),
  null: () => nullable(schemaOf({ kind: "nothing" })),
  undefined: () => optional(schemaOf({ kind: "nothing" })),
  void: () => optional(schemaOf({ kind: "nothing" })),
  object: (at) => object(at, false),
  strictObject: (at) => object(at, false),
  looseObject: (at) => object(at, true),
  interface: (at) => object(at, false),
  array: (at) => schemaOf({ kind: "list", item: argument(at, 0) }),
  set: (at) => schemaOf({ kind: "list", item: argument(at, 0), unique: true }),
  tuple,
  record,
  partialRecord: record,
  looseRecord: record,
  map: record,
  enum: enumeration,
  nativeEnum: enumeration,
  literal,
  union: (at) => schemaOf({ kind: "union", of: alternatives(at, at.call.arguments[0]) }),
  xor: (at) => schemaOf({ kind: "union", of: alternatives(at, at.call.arguments[0]) }),
  discriminatedUnion,
  intersection: (at) => intersect(at, argument(at, 0), argument(at, 1)),
  lazy: (at) => lazy(at),
  optional: (at) => optional(argument(at, 0)),
  exactOptional: (at) => optional(argument(at, 0)),
  nullable: (at) => nullable(argument(at, 0)),
  nullish: (at) => optional(nullable(argument(at, 0))),
  readonly: (at) => argument(at, 0),
  preprocess: (at) => argument(at, 1),
  effect: (at) => argument(at, 0),
  pipe: (at) => argument(at, 0),
  codec: (at) => argument(at, 0),
  success: () => scalar(BOOL),
  keyof: (at) => keysOf(at, argument(at, 0)),
  custom,
  instanceof: (at) => instance(at),
  templateLiteral: () => scalar(STRING),
  stringFormat: () => scalar(STRING),
  hash: () => scalar(STRING),
};

/** The schema that stands at a position of the call. */
export function argument(at: Call, index: number): ZodSchema {
  const node = at.call.arguments[index];
  return node === undefined ? unknown(at.call, "give the call its arguments") : schemaAt(at, node);
}

function schemaAt(at: Call, node: ts.Expression): ZodSchema {
  return (
    evaluate(at.context, node, at.scope, at.depth) ?? unknown(node, "build it from zod's own functions in the sources")
  );
}

function object(at: Call, open: boolean): ZodSchema {
  const [node] = at.call.arguments;
  if (node === undefined) return schemaOf({ kind: "object", shape: new Map(), open });
  const shape = readShape(at.context, node, at.scope, at.depth);
  if (shape === undefined) return computed(at.context, at.call, "write its shape as an object literal");
  return schemaOf({ kind: "object", shape, open });
}

function tuple(at: Call): ZodSchema {
  const [items, rest] = at.call.arguments;
  const given = alternatives(at, items);
  const [only] = given;
  if (rest === undefined) return schemaOf({ kind: "tuple", items: given });
  if (only === undefined) return schemaOf({ kind: "list", item: schemaAt(at, rest) });
  return unknown(at.call, "use an array, or a tuple without a rest");
}

function record(at: Call): ZodSchema {
  // zod 3 allows the value alone; the keys are strings then.
  if (at.call.arguments.length === 1) return schemaOf({ kind: "map", key: scalar(STRING), value: argument(at, 0) });
  return schemaOf({ kind: "map", key: argument(at, 0), value: argument(at, 1) });
}

function alternatives(at: Call, node: ts.Expression | undefined): readonly ZodSchema[] {
  const elements = node === undefined ? undefined : elementsOf(at.context, node);
  if (elements === undefined) return [unknown(node ?? at.call, "write the alternatives as an array literal")];
  return elements.map((element) => schemaAt(at, element));
}

function discriminatedUnion(at: Call): ZodSchema {
  const [key, options] = at.call.arguments;
  const discriminator = key === undefined ? undefined : constantValue(at.context, key);
  const told = typeof discriminator === "string" ? { discriminator } : {};
  return schemaOf({ kind: "union", of: alternatives(at, options), ...told });
}

function literal(at: Call): ZodSchema {
  const [node] = at.call.arguments;
  const elements = node === undefined ? undefined : (elementsOf(at.context, node) ?? [node]);
  const values: (string | number | boolean)[] = [];
  let modifiers = schemaOf({ kind: "nothing" });
  for (const element of elements ?? []) {
    if (ts.isIdentifier(element) && element.text === "undefined") {
      modifiers = optional(modifiers);
      continue;
    }
    const value = constantValue(at.context, element);
    if (value === null) modifiers = nullable(modifiers);
    else if (typeof value === "object" || value === undefined || ts.isBigIntLiteral(bare(element))) {
      return unknown(at.call, "write the value as a literal string, number or boolean");
    } else values.push(value);
  }
  return values.length === 0 ? modifiers : { ...modifiers, core: { kind: "literal", values } };
}

function enumeration(at: Call): ZodSchema {
  const [node] = at.call.arguments;
  if (node === undefined) return unknown(at.call, "give it its values");
  const expression = bare(node);
  const isName = ts.isIdentifier(expression) || ts.isPropertyAccessExpression(expression);
  const symbol = isName ? symbolAt(at.context, expression) : undefined;
  if (symbol !== undefined && symbol.flags & ts.SymbolFlags.Enum) {
    return schemaOf({ kind: "typed", type: at.context.checker.getDeclaredTypeOfSymbol(symbol) });
  }
  const members = listedMembers(at.context, expression) ?? tableMembers(at.context, expression);
  return members === undefined
    ? unknown(at.call, "write its values as literals, or declare them `as const` in the sources")
    : schemaOf({ kind: "enum", members });
}

function listedMembers(context: Context, node: ts.Expression): readonly Member[] | undefined {
  const elements = elementsOf(context, node);
  if (elements === undefined) return undefined;
  const members = elements.map((element): Member | undefined => {
    const value = constantValue(context, element);
    return typeof value === "string" ? { name: value, value, node: element } : undefined;
  });
  return members.every((member) => member !== undefined) ? members : undefined;
}

/** The values of an object literal: `z.enum({ Serif: "serif" })`, `z.nativeEnum(FONTS)`. */
function tableMembers(context: Context, node: ts.Expression): readonly Member[] | undefined {
  const isName = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
  const initializer = isName ? initializerOf(context, ts.isIdentifier(node) ? node : node.name) : undefined;
  const table = initializer === undefined ? node : bare(initializer);
  if (!ts.isObjectLiteralExpression(table)) return undefined;
  const members = table.properties.map((property): Member | undefined => {
    if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) return undefined;
    const value = constantValue(context, property.initializer);
    const { name } = property;
    const text = ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : name.getText();
    return typeof value === "string" || typeof value === "number" ? { name: text, value, node: property } : undefined;
  });
  return members.every((member) => member !== undefined) ? members : undefined;
}

/** Two objects at once; anything else has no counterpart. */
export function intersect(at: Call, left: ZodSchema, right: ZodSchema): ZodSchema {
  const sides = [left, right].map((side) => settle(at.context, side).core);
  if (!sides.every((core) => core.kind === "object" || core.kind === "map"))
    return unknown(at.call, "intersect objects only");
  if (sides.every((core) => core.kind === "map")) return unknown(at.call, "declare one record instead of two");
  // An object that is a record as well keeps whatever other keys it is given.
  const open = sides.some((core) => core.kind === "map" || core.open);
  return schemaOf({
    kind: "object",
    shape: new Map(sides.flatMap((core) => (core.kind === "object" ? [...core.shape] : []))),
    open,
  });
}

function lazy(at: Call): ZodSchema {
  const [node] = at.call.arguments;
  const body = node === undefined ? undefined : functionBody(bare(node));
  if (body === undefined) return unknown(at.call, "give z.lazy an arrow function that returns the schema");
  let schema: ZodSchema | undefined;
  return schemaOf({ kind: "lazy", get: () => (schema ??= schemaAt(at, body.result)) });
}

/** The names of an object's fields as an enum. */
export function keysOf(at: Call, schema: ZodSchema): ZodSchema {
  const shape = shapeOf(at.context, schema);
  if (shape === undefined) return unknown(at.call, "take the keys of an object");
  return schemaOf({
    kind: "enum",
    members: [...shape.values()].map(({ name, node }) => ({ name, value: name, node })),
  });
}

function custom(at: Call): ZodSchema {
  const [type] = at.call.typeArguments ?? [];
  return type === undefined
    ? unknown(at.call, "state its type, as in z.custom<Poster>()")
    : schemaOf({ kind: "typed", type });
}

function instance(at: Call): ZodSchema {
  const name = at.call.arguments[0]?.getText() ?? "";
  const type = globalReading(name)?.type;
  return type === undefined ? unknown(at.call, UNSUPPORTED) : schemaOf({ kind: "typed", type });
}
