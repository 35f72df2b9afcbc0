import { readAlias, type AliasMaker } from "./alias.js";
import type { Bounds } from "./known-types.js";
import { boundsOfCall, unreadBounds } from "./metadata.js";
import type { Context } from "./meaning.js";
import type { Program } from "./program.js";
import type { ClassInfo } from "./scope.js";
import type { AssignStatement, CallExpression, Expression } from "./syntax/tree.js";
import type { Metadata, PyType } from "./type-model.js";
import { plain, truthOf } from "./operators.js";
import { evaluate } from "./value.js";

/** An expression and where it stands. */
export interface Written {
  readonly expression: Expression;
  readonly context: Context;
}

/** What the default of a field is written as. */
export type WrittenDefault = { readonly kind: "value" | "factory" } & Written;

/** `null`: given as None. */
type AliasNames = readonly string[] | null | undefined;

/** The attributes of a field, merged from everything that `Annotated[…]` and the assignment say. */
export interface FieldState {
  readonly name: string;
  /** The class whose annotation made it. */
  readonly owner: ClassInfo;
  readonly statement: AssignStatement | undefined;
  readonly type: PyType;
  readonly bounds: Bounds;
  readonly default: WrittenDefault | undefined;
  /** May be left out although it has no default: a key of a TypedDict. */
  readonly absent?: true;
  readonly alias: AliasNames;
  readonly validationAlias: AliasNames;
  readonly serializationAlias: AliasNames;
  readonly aliasPriority: number | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly discriminator: string | undefined;
  /** Attributes that only running the code would tell. */
  readonly unread: readonly string[];
}

type Attributes = { -readonly [name in keyof FieldState]?: FieldState[name] };

/** Strips qualifiers and `Annotated[…]` from the outside of an annotation. */
export function unwrap(type: PyType): {
  readonly type: PyType;
  readonly metadata: readonly Metadata[];
  readonly qualifiers: readonly string[];
} {
  const metadata: Metadata[][] = [];
  const qualifiers: string[] = [];
  let inner = type;
  for (;;) {
    if (inner.kind === "annotated") {
      metadata.unshift([...inner.metadata]);
      inner = inner.of;
    } else if (inner.kind === "qualified") {
      qualifiers.push(inner.qualifier);
      if (inner.of === undefined) {
        const anything: PyType = { kind: "scalar", type: { kind: "scalar", family: "json" }, name: "Any" };
        return { type: anything, metadata: metadata.flat(), qualifiers };
      }
      inner = inner.of;
    } else return { type: inner, metadata: metadata.flat(), qualifiers };
  }
}

/** `dataclasses.field` names the attributes that matter as `Field` does. */
const FIELD_FUNCTIONS: ReadonlySet<string> = new Set(["pydantic.Field", "dataclasses.field"]);

/** The call of `Field` behind an assigned value, through a constant that holds it. */
export function fieldCall(
  value: Expression,
  program: Program,
  context: Context,
): { call: CallExpression; context: Context } | undefined {
  if (value.kind === "call") {
    const meaning = program.follow(program.resolve(value.of, context));
    const isField = meaning?.kind === "known" && FIELD_FUNCTIONS.has(meaning.name);
    return isField ? { call: value, context } : undefined;
  }
  if (value.kind !== "name" && value.kind !== "attribute") return undefined;
  const meaning = program.follow(program.resolve(value, context));
  if (meaning?.kind !== "variable" || meaning.binding.value?.kind !== "call") return undefined;
  const { module, owner } = meaning.binding;
  return fieldCall(meaning.binding.value, program, { module, owner, at: meaning.binding.value.from });
}

/** Makes a field of an annotation and what is assigned, as `FieldInfo` does. */
export function makeField(
  declared: {
    readonly name: string;
    readonly owner: ClassInfo;
    readonly statement: AssignStatement | undefined;
    readonly annotation: PyType;
    readonly assigned: Written | undefined;
  },
  program: Program,
): FieldState {
  const { name, owner, statement, assigned } = declared;
  const { type, metadata } = unwrap(declared.annotation);
  const attributes: Attributes = {};
  const unread: string[] = [];
  let bounds: Bounds = {};
  const apply = (call: CallExpression, context: Context) => {
    const read = readFieldCall(call, program, context);
    Object.assign(attributes, read.attributes);
    unread.push(...read.unread);
    return read.bounds;
  };
  const field = assigned === undefined ? undefined : fieldCall(assigned.expression, program, assigned.context);
  for (const one of metadata) {
    if (one.kind === "field") bounds = { ...bounds, ...apply(one.call, one.context) };
    else if (one.kind === "bounds") bounds = { ...bounds, ...one.bounds };
    else if (one.kind === "discriminator" && one.name !== undefined) attributes.discriminator = one.name;
    else if (one.kind === "deprecated") attributes.deprecated = true;
  }
  // Pydantic puts the bounds of an assigned Field before those of the annotation.
  if (field !== undefined) bounds = { ...apply(field.call, field.context), ...bounds };
  else if (assigned !== undefined) attributes.default = { kind: "value", ...assigned };
  if (attributes.default?.kind === "value" && attributes.default.expression.kind === "ellipsis")
    delete attributes.default;
  const isAliased = [attributes.alias, attributes.validationAlias, attributes.serializationAlias].some(
    (one) => one != null,
  );
  return {
    name,
    owner,
    statement,
    type,
    bounds,
    default: attributes.default,
    alias: attributes.alias,
    validationAlias: attributes.validationAlias,
    serializationAlias: attributes.serializationAlias,
    aliasPriority: attributes.aliasPriority ?? (isAliased ? 2 : undefined),
    description: attributes.description,
    deprecated: attributes.deprecated ?? false,
    discriminator: attributes.discriminator,
    unread,
  };
}

/** The attributes that one call of `Field` sets. */
function readFieldCall(
  call: CallExpression,
  program: Program,
  context: Context,
): { readonly attributes: Attributes; readonly bounds: Bounds; readonly unread: readonly string[] } {
  const attributes: Attributes = {};
  const unread: string[] = [];
  const [first] = call.args;
  const setDefault = (expression: Expression) => {
    if (expression.kind !== "ellipsis" && !isUndefined(expression, program, context)) {
      attributes.default = { kind: "value", expression, context };
    }
  };
  if (first?.kind === "starred") unread.push("*");
  else if (first !== undefined) setDefault(first);
  const alias = (key: "alias" | "validationAlias" | "serializationAlias", name: string, value: Expression) => {
    const read = readAlias(value, program, context);
    if (read === undefined) unread.push(name);
    else attributes[key] = read.names;
  };
  unread.push(...unreadBounds(call, program, context));
  for (const { name, value } of call.keywords) {
    switch (name) {
      case undefined:
        unread.push("**");
        break;
      case "default":
        setDefault(value);
        break;
      case "default_factory":
        if (value.kind !== "constant") attributes.default = { kind: "factory", expression: value, context };
        break;
      case "alias":
        alias("alias", name, value);
        break;
      case "validation_alias":
        alias("validationAlias", name, value);
        break;
      case "serialization_alias":
        alias("serializationAlias", name, value);
        break;
      case "alias_priority": {
        const priority = plain(evaluate(value, program, context));
        if (typeof priority === "number") attributes.aliasPriority = priority;
        break;
      }
      case "description": {
        const text = plain(evaluate(value, program, context));
        if (typeof text === "string") attributes.description = text;
        break;
      }
      case "deprecated": {
        const read = evaluate(value, program, context);
        attributes.deprecated = read === undefined || truthOf(read);
        break;
      }
      case "discriminator": {
        const text = plain(evaluate(value, program, context));
        if (typeof text === "string") attributes.discriminator = text;
        break;
      }
    }
  }
  // `alias` stands in for the two others, as `Field()` has it.
  if (attributes.alias != null) {
    attributes.serializationAlias ??= attributes.alias;
    attributes.validationAlias ??= attributes.alias;
  }
  return { attributes, bounds: boundsOfCall(call, [], program, context), unread };
}

function isUndefined(expression: Expression, program: Program, context: Context): boolean {
  const meaning = program.resolve(expression, context);
  return meaning?.kind === "known" && meaning.name.endsWith(".PydanticUndefined");
}

/** What an alias generator changes of a field; names that an author chose stay. */
export function generateAliases(field: FieldState, maker: AliasMaker | undefined): FieldState {
  if (maker === undefined || maker.kind === "dynamic") return field;
  const make = (one: ((name: string) => string) | undefined) => (one === undefined ? undefined : [one(field.name)]);
  const alias = make(maker.alias);
  const validation = make(maker.validation) ?? alias;
  const serialization = make(maker.serialization) ?? alias;
  if (field.aliasPriority === undefined || field.aliasPriority <= 1) {
    return { ...field, aliasPriority: 1, alias, validationAlias: validation, serializationAlias: serialization };
  }
  return {
    ...field,
    alias: field.alias ?? alias,
    validationAlias: field.validationAlias ?? validation,
    serializationAlias: field.serializationAlias ?? serialization,
  };
}
