import type { Field, SchemaRecord, TypeRef } from "@nx-contracts/ir";
import { NO_CONSTRAINTS, NOTHING_RESERVED } from "@nx-contracts/ir";
import { ts } from "ts-morph";
import type { Context, Place } from "../context.js";
import { below, excerpt } from "../context.js";
import { documentationOf } from "../doc.js";
import { placeEnum } from "../enums.js";
import { readInitializer, bare } from "../initializer.js";
import { placeOf, qualify } from "../names.js";
import { readNode } from "../nodes.js";
import type { Reading } from "../reading.js";
import { plain, tupleOf, unionOf } from "../reading.js";
import { declareRecord, freePath } from "../records.js";
import { expand } from "../references.js";
import { nested, readType, shapeOf } from "../types.js";
import { constantSchema, functionBody } from "./evaluate.js";
import { settle } from "./objects.js";
import type { Core, ShapeEntry, ZodSchema } from "./schema.js";

/** Puts an exported constant into the schema when it is a zod schema that defines a record or an enum. */
export function declareConstant(context: Context, symbol: ts.Symbol, declaration: ts.VariableDeclaration): void {
  if (ts.isIdentifier(declaration.name)) referToSchema(context, symbol);
}

/** Reads a reference to a constant; `undefined` when it is no zod schema. */
export function referToSchema(context: Context, symbol: ts.Symbol): Reading | undefined {
  const schema = constantSchema(context, symbol);
  const declaration = symbol.valueDeclaration;
  if (schema === undefined || declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const statement = ts.findAncestor(declaration, ts.isVariableStatement) ?? declaration;
  const place: Place = { ...placeOf(context, declaration, declaration.name.getText()), node: statement };
  const { core, nullable, optional } = isSecondName(context, schema) ? schema : settle(context, schema);
  if (core.kind === "object") {
    if (context.isGiven(statement)) declareObject(context, place, symbol, schema, core, declaration);
    return { type: { kind: "ref", name: qualify(place) }, nullable, optional };
  }
  if (core.kind === "typed" && isObjectType(context, core.type)) {
    const type = declareRecord(context, place, core.type, [statement]);
    return { type, nullable, optional };
  }
  const members = core.kind === "enum" ? core.members : literalMembers(context, symbol, core);
  if (members !== undefined) {
    const type = placeEnum(context, place, [statement], symbol, () => ({ members, open: false }));
    return { type, nullable, optional };
  }
  return expand(context, symbol, place, () => render(context, schema, { ...place, numbered: true }));
}

/** `export const Show = Anime` defines nothing, as long as Anime can be had by its own name. */
function isSecondName(context: Context, { core }: ZodSchema): boolean {
  if (core.kind !== "constant") return false;
  const { valueDeclaration } = core.symbol;
  return context.exported.has(core.symbol) || (valueDeclaration !== undefined && !context.isGiven(valueDeclaration));
}

/** An object that only the compiler could make out. */
function isObjectType(context: Context, type: ts.Type | ts.TypeNode | TypeRef): type is ts.Type {
  if (!isType(type) || type.getSymbol()?.name !== "__type") return false;
  return !context.checker.isArrayType(type) && shapeOf(context, type) === "record";
}

function isType(type: ts.Type | ts.TypeNode | TypeRef): type is ts.Type {
  return "flags" in type && "getProperties" in type;
}

/** An exported constant that is one of several literals is an enum, as an exported alias of them is. */
function literalMembers(context: Context, symbol: ts.Symbol, core: Core) {
  if (!context.exported.has(symbol)) return undefined;
  const parts = core.kind === "union" ? core.of.map((part) => part.core) : [core];
  const values = parts.flatMap((part): readonly unknown[] => (part.kind === "literal" ? part.values : [undefined]));
  if (values.length < 2) return undefined;
  const members = values.flatMap((value) =>
    typeof value === "string" || typeof value === "number" ? [{ name: String(value), value }] : [],
  );
  return members.length === values.length ? members : undefined;
}

function declareObject(
  context: Context,
  place: Place,
  symbol: ts.Symbol,
  schema: ZodSchema,
  core: Extract<Core, { kind: "object" }>,
  declaration: ts.VariableDeclaration,
): void {
  const name = qualify(place);
  const known = context.records.get(name);
  if (known !== undefined) {
    // `const Category: z.ZodType<Category> = …` repeats an interface, and the compiler holds both together.
    const isBound = declaration.type !== undefined && ts.isTypeReferenceNode(declaration.type);
    if (known.origin === symbol || isBound) return;
    context.report(
      "read/duplicate-name",
      name,
      declaration.name,
      `"${name}" is both a type and a zod schema, and the first declaration counts; infer the type with z.infer or rename one of them.`,
    );
    return;
  }
  const read = () => readObject(context, place, settle(context, schema), core);
  context.records.set(name, { qualifiedName: name, origin: symbol, node: place.node, read });
}

function readObject(
  context: Context,
  place: Place,
  schema: ZodSchema,
  core: Extract<Core, { kind: "object" }>,
): SchemaRecord {
  const written = documentationOf([place.node]);
  const doc = schema.doc ?? written.doc;
  return {
    name: place.path,
    qualifiedName: qualify(place),
    fields: [...core.shape.values()].map((entry) => readField(context, place, entry)),
    reserved: NOTHING_RESERVED,
    open: core.open,
    deprecated: schema.deprecated || written.deprecated,
    ...(doc === undefined ? {} : { doc }),
    at: context.span(place.node),
  };
}

function readField(context: Context, owner: Place, entry: ShapeEntry): Field {
  const place = below(owner, entry.name, entry.node);
  const schema = entry.schema();
  const reading = render(context, schema, place);
  const said = saidOf(context, schema);
  const type = reading.type ?? unsupported(context, place, place.node, "give it a type or remove it").type;
  const value = said.default === undefined ? undefined : readInitializer(context, result(said.default), type);
  const written = documentationOf([entry.node]);
  const doc = said.doc ?? written.doc;
  return {
    name: entry.name,
    type,
    presence: reading.optional ? "optional" : "required",
    nullable: reading.nullable,
    ...(value === undefined ? {} : { default: value }),
    constraints: said.constraints,
    deprecated: said.deprecated || written.deprecated,
    ...(doc === undefined ? {} : { doc }),
    at: fieldSpan(context, entry.node),
  };
}

/** What a field inherits from the constants it stands for: all of it, except from records and enums, which say it themselves. */
function saidOf(context: Context, schema: ZodSchema): ZodSchema {
  const settled = settle(context, schema);
  const isNamed = settled.core.kind === "object" || settled.core.kind === "enum";
  if (!isNamed || schema.core.kind !== "constant") return settled;
  const { doc: _, ...rest } = settled;
  return { ...rest, deprecated: schema.deprecated, ...(schema.doc === undefined ? {} : { doc: schema.doc }) };
}

/** `.default(() => [])` is as constant as `.default([])`. */
function result(node: ts.Expression): ts.Expression {
  const body = functionBody(bare(node));
  return body !== undefined && body.parameters.length === 0 ? body.result : node;
}

/** From the name to the comma. */
function fieldSpan(context: Context, node: ts.Node) {
  const end = node.getSourceFile().text[node.end] === "," ? node.end + 1 : node.end;
  return context.span(node, node.getStart(), end);
}

/** Reads a schema as a type at a place, which names the records of inline objects. */
function render(context: Context, schema: ZodSchema, place: Place): Reading {
  const reading = renderCore(context, schema.core, place);
  return {
    ...reading,
    nullable: reading.nullable || schema.nullable,
    optional: reading.optional || schema.optional,
  };
}

function renderCore(context: Context, core: Core, place: Place): Reading {
  const inner = (schema: ZodSchema): TypeRef => nested(context, render(context, schema, place), place);
  switch (core.kind) {
    case "scalar":
      return plain(core.type);
    case "literal":
      return unionOf([plain({ kind: "literal", values: core.values })]);
    case "enum":
      return plain({ kind: "literal", values: core.members.map(({ value }) => value) });
    case "object":
      return plain(inlineObject(context, place, core));
    case "list":
      return plain({ kind: "list", item: inner(core.item), ...(core.unique === true ? { unique: true } : {}) });
    case "tuple":
      return tupleOf(core.items.map(inner));
    case "map": {
      const value = { ...render(context, core.value, place), optional: false };
      return plain({ kind: "map", key: inner(core.key), value: nested(context, value, place) });
    }
    case "union":
      return renderUnion(context, core, place);
    case "nothing":
      return { nullable: false, optional: false };
    case "constant":
      return referToSchema(context, core.symbol) ?? unsupported(context, place, place.node, "declare it as a schema");
    case "lazy":
      return render(context, core.get(), place);
    case "typed":
      return renderType(context, core.type, place);
    case "unknown":
      return unsupported(context, place, core.node, core.next);
  }
}

function renderUnion(context: Context, core: Extract<Core, { kind: "union" }>, place: Place): Reading {
  const inline = core.of.filter((member) => member.core.kind === "object");
  const own = inline.length > 1 ? { ...place, numbered: true } : place;
  return unionOf(
    core.of.map((member) => render(context, member, own)),
    core.discriminator,
  );
}

function renderType(context: Context, type: ts.Type | ts.TypeNode | TypeRef, place: Place): Reading {
  if (isType(type)) return readType(context, type, place);
  return "flags" in type ? readNode(context, type, { ...place, node: type }) : plain(type);
}

function inlineObject(context: Context, place: Place, core: Extract<Core, { kind: "object" }>): TypeRef {
  const known = context.inlineObjects.get(core);
  if (known !== undefined) return known;
  const path = freePath(context, place);
  const own: Place = { ...place, path };
  const name = qualify(own);
  const reference: TypeRef = { kind: "ref", name };
  context.inlineObjects.set(core, reference);
  const read = () =>
    readObject(
      context,
      own,
      { core, nullable: false, optional: false, constraints: NO_CONSTRAINTS, deprecated: false },
      core,
    );
  context.records.set(name, { qualifiedName: name, origin: core, node: place.node, read });
  return reference;
}

function unsupported(
  context: Context,
  place: Place,
  node: ts.Node,
  next: string,
): Reading & { readonly type: TypeRef } {
  const text = excerpt(node.getText());
  const message = `The schema "${text}" of "${place.path}" has no counterpart in a contract: ${next}.`;
  context.report("read/unsupported", place.path, node, message);
  return { type: { kind: "unknown", text }, nullable: false, optional: false };
}
