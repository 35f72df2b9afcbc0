import type { Constraints, Span, TypeRef } from "@nx-contracts/ir";
import type { ClassKind } from "./classes.js";
import type { Bounds } from "./known-types.js";
import { boundsOfCall } from "./metadata.js";
import { describeOutside } from "./obstacle.js";
import type { Program } from "./program.js";
import type { ClassInfo } from "./scope.js";
import { instanceName, type Obstacle, type PyType } from "./type-model.js";
import { plain } from "./operators.js";
import { evaluate } from "./value.js";

/** What a field's annotation comes to in the words of the schema. */
export interface LoweredType {
  readonly type: TypeRef;
  readonly nullable: boolean;
  readonly bounds: Bounds;
}

/** A type that could not be represented. */
export interface Obstruction {
  readonly text: string;
  readonly obstacle: Obstacle;
}

const JSON_TYPE: TypeRef = { kind: "scalar", family: "json" };
const MAX_DEPTH = 250;

export interface LowerInput {
  readonly program: Program;
  /** Kinds that are records besides models. */
  readonly also: ReadonlySet<string>;
  /** Called for every generic that is instantiated; gives its name, or nothing where that would never end. */
  readonly instantiate: (cls: ClassInfo, args: readonly PyType[]) => string | undefined;
}

/** Puts types of Python in the words of the schema, and collects what has none. */
export class Lowering {
  readonly obstructions: Obstruction[] = [];
  readonly #input: LowerInput;
  #depth = 0;

  constructor(input: LowerInput) {
    this.#input = input;
  }

  /** A field's type: null among the alternatives becomes `nullable`, bounds move to the field. */
  field(type: PyType, discriminator: string | undefined): LoweredType {
    const { alternatives, nullable, inner, bounds } = this.#alternatives(type);
    const key = discriminator ?? inner;
    return { type: this.#union(alternatives, key), nullable, bounds };
  }

  #inner(type: PyType): TypeRef {
    const { type: of, nullable } = this.field(type, undefined);
    return nullable ? { kind: "nullable", of } : of;
  }

  /** Takes a type apart into what may stand in its place, null kept apart. */
  #alternatives(type: PyType): {
    readonly alternatives: readonly TypeRef[];
    readonly nullable: boolean;
    readonly inner: string | undefined;
    readonly bounds: Bounds;
  } {
    switch (type.kind) {
      case "none":
        return { alternatives: [], nullable: true, inner: undefined, bounds: {} };
      case "union": {
        const parts = type.of.map((one) => this.#alternatives(one));
        const alternatives = parts.flatMap((part) =>
          part.inner === undefined || part.alternatives.length < 2
            ? part.alternatives
            : [this.#union(part.alternatives, part.inner)],
        );
        const told = parts.filter((part) => part.alternatives.length > 0);
        const [only] = told;
        return {
          alternatives: told.length === 1 && only !== undefined ? only.alternatives : alternatives,
          nullable: parts.some((part) => part.nullable),
          inner: told.length === 1 ? only?.inner : undefined,
          // With one type besides None, its bounds are those of the field.
          bounds: told.length === 1 && only !== undefined ? only.bounds : {},
        };
      }
      case "annotated": {
        const of = this.#alternatives(type.of);
        let { bounds, inner } = of;
        for (const one of type.metadata) {
          if (one.kind === "bounds") bounds = { ...bounds, ...one.bounds };
          else if (one.kind === "discriminator") inner = one.name ?? inner;
          else if (one.kind === "field") {
            const keyword = one.call.keywords.find(({ name }) => name === "discriminator");
            const name =
              keyword === undefined ? undefined : plain(evaluate(keyword.value, this.#input.program, one.context));
            if (typeof name === "string") inner = name;
            bounds = { ...bounds, ...boundsOfCall(one.call, [], this.#input.program, one.context) };
          }
        }
        return { ...of, bounds, inner };
      }
      case "alias":
        return this.#alternatives(type.of);
      case "qualified":
        return type.of === undefined ? this.#single(JSON_TYPE) : this.#alternatives(type.of);
      case "variable":
        return this.#deeper(type, () => this.#alternatives(type.variable.fallback()));
      case "literal": {
        const values = type.values.filter((value) => value !== null);
        const alternatives: TypeRef[] = values.length > 0 ? [{ kind: "literal", values }] : [];
        return { ...this.#single(JSON_TYPE), alternatives, nullable: values.length < type.values.length };
      }
      default:
        return this.#single(this.#deeper(type, () => this.#one(type)));
    }
  }

  #single(type: TypeRef) {
    return { alternatives: [type], nullable: false, inner: undefined, bounds: {} } as const;
  }

  #deeper<Result>(type: PyType, read: () => Result): Result;
  #deeper(type: PyType, read: () => unknown): unknown {
    this.#depth++;
    try {
      if (this.#depth <= MAX_DEPTH) return read();
      const unknown = this.#unknown("…", {
        rule: "read/unsupported",
        reason: "it is nested too deeply",
        help: "split the type",
        at: undefined,
      });
      return type.kind === "variable" ? this.#single(unknown) : unknown;
    } finally {
      this.#depth--;
    }
  }

  #union(alternatives: readonly TypeRef[], discriminator: string | undefined): TypeRef {
    const distinct = [...new Map(alternatives.map((one) => [JSON.stringify(one), one])).values()];
    const [only] = distinct;
    // Null alone: a literal of no other value.
    if (only === undefined) return { kind: "literal", values: [] };
    if (distinct.length === 1) return only;
    return discriminator === undefined
      ? { kind: "union", of: distinct }
      : { kind: "union", of: distinct, discriminator };
  }

  #one(type: PyType): TypeRef {
    switch (type.kind) {
      case "scalar":
        return type.type;
      case "list":
        return type.unique
          ? { kind: "list", item: this.#inner(type.item), unique: true }
          : { kind: "list", item: this.#inner(type.item) };
      case "tuple": {
        const tuple = type.items.map((item) => this.#inner(item));
        const item = type.items.length === 0 ? JSON_TYPE : this.#inner({ kind: "union", of: type.items });
        return { kind: "list", item, tuple };
      }
      case "map":
        return { kind: "map", key: this.#inner(type.key), value: this.#inner(type.value) };
      case "enum":
        return { kind: "ref", name: type.qualifiedName };
      case "class":
        return this.#class(type.cls, type.args);
      case "unknown":
        return this.#unknown(type.text, type.obstacle);
      default:
        return JSON_TYPE;
    }
  }

  #class(cls: ClassInfo, args: readonly PyType[] | undefined): TypeRef {
    const { program, also, instantiate } = this.#input;
    const kind = program.classes.kind(cls);
    const text = args === undefined ? cls.name : instanceName(cls.name, args);
    const obstacle = (
      reason: string,
      help: string,
      rule: Obstacle["rule"] = "read/unsupported",
      at: Span | undefined = undefined,
    ) => this.#unknown(text, { rule, reason, help, at });
    if (kind === "enum" || kind === "model" || also.has(kind)) {
      if (cls.certainty !== "always") {
        return obstacle(
          `"${cls.name}" stands under a condition that reading cannot decide`,
          "define it without a condition",
          "read/dynamic-definition",
        );
      }
      const name = args === undefined || kind === "enum" ? cls.qualifiedName : instantiate(cls, args);
      return name === undefined
        ? obstacle("it fills itself in without end", "write the type arguments out")
        : { kind: "ref", name };
    }
    if (kind === "legacy")
      return obstacle(`"${cls.name}" is a model of Pydantic 1`, "derive it from pydantic.BaseModel");
    for (const ancestor of program.classes.order(cls)) {
      if (typeof ancestor === "string") continue;
      for (const base of program.classes.bases(ancestor)) {
        if (base.kind !== "external") continue;
        const { reason, help } = describeOutside(base.meaning, program);
        return obstacle(reason, help, "read/unresolved-type", ancestor.module.spanOf(base.expression));
      }
    }
    return obstacle(NOUNS[kind] ?? "it is no model", "make it a model, or ignore the field with a reason");
  }

  #unknown(text: string, obstacle: Obstacle): TypeRef {
    this.obstructions.push({ text, obstacle });
    return { kind: "unknown", text };
  }
}

const NOUNS: { readonly [kind in ClassKind]?: string } = {
  dataclass: "it is a dataclass, and dataclasses are not read here",
  TypedDict: "it is a TypedDict, and TypedDicts are not read here",
  NamedTuple: "it is a NamedTuple, and NamedTuples are not read here",
};

/** Bounds in the words of JSON Schema, which depend on what is bounded. */
export function toConstraints(bounds: Bounds, type: TypeRef): Constraints {
  const result: { -readonly [name in keyof Constraints]: Constraints[name] } = {};
  const isCollection = type.kind === "list" || type.kind === "map";
  const { gt, ge, lt, le, multiple_of: multipleOf, min_length: min, max_length: max, pattern } = bounds;
  if (ge !== undefined) result.minimum = ge;
  if (le !== undefined) result.maximum = le;
  if (gt !== undefined) result.exclusiveMinimum = gt;
  if (lt !== undefined) result.exclusiveMaximum = lt;
  if (multipleOf !== undefined) result.multipleOf = multipleOf;
  if (typeof min === "number") result[isCollection ? "minItems" : "minLength"] = min;
  if (typeof max === "number") result[isCollection ? "maxItems" : "maxLength"] = max;
  if (typeof pattern === "string") result.pattern = pattern;
  return result;
}
