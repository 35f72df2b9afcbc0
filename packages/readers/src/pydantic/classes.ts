import { ENUM_ROOTS, MODEL_ROOTS } from "./known.js";
import type { Context, Meaning } from "./meaning.js";
import type { Program } from "./program.js";
import type { ClassInfo } from "./scope.js";
import type { Expression } from "./syntax/tree.js";

/** One base of a class, as far as reading tells. */
export type Base = {
  readonly expression: Expression;
  /** Type arguments with the place they stand in; absent for a bare name. */
  readonly args: readonly Expression[] | undefined;
  readonly context: Context;
} & (
  | { readonly kind: "class"; readonly cls: ClassInfo }
  | { readonly kind: "known"; readonly name: string }
  | { readonly kind: "external"; readonly meaning: Extract<Meaning, { kind: "external" }> }
  | { readonly kind: "unresolved" }
);

/** What a class is to Pydantic. `legacy` is a model of Pydantic 1. */
export type ClassKind = "model" | "enum" | "dataclass" | "TypedDict" | "NamedTuple" | "legacy" | "other";

/** A class of the sources, or the canonical name of a known one. */
export type Ancestor = ClassInfo | string;

/** Bases that Python puts last, wherever they are written. */
const UNORDERED: ReadonlySet<string> = new Set(["builtins.object", "typing.Generic", "typing.Protocol"]);

/** Bases, method resolution order and kind of the classes of one program. */
export class Classes {
  readonly #program: Program;
  readonly #bases = new Map<ClassInfo, readonly Base[]>();
  readonly #orders = new Map<ClassInfo, { readonly order: readonly Ancestor[]; readonly consistent: boolean }>();
  readonly #kinds = new Map<ClassInfo, ClassKind>();

  constructor(program: Program) {
    this.#program = program;
  }

  bases(cls: ClassInfo): readonly Base[] {
    let bases = this.#bases.get(cls);
    if (bases === undefined) {
      this.#bases.set(cls, []);
      const context = { module: cls.module, owner: cls.outer, at: cls.statement.from };
      bases = cls.statement.bases.map((expression) => this.#base(expression, undefined, context, 0));
      this.#bases.set(cls, bases);
    }
    return bases;
  }

  #base(expression: Expression, args: Base["args"], context: Context, depth: number): Base {
    const common = { expression, args, context };
    if (expression.kind === "subscript") return this.#base(expression.of, args ?? expression.items, context, depth);
    if (expression.kind === "call") {
      const called = this.#program.follow(this.#program.resolve(expression.of, context));
      return called?.kind === "known"
        ? { kind: "known", name: called.name, ...common }
        : { kind: "unresolved", ...common };
    }
    const meaning = this.#program.resolve(expression, context);
    switch (meaning?.kind) {
      case "class":
        return { kind: "class", cls: meaning.cls, ...common };
      case "known":
        return { kind: "known", name: meaning.name, ...common };
      case "external":
        return { kind: "external", meaning, ...common };
      case "variable": {
        const { value, module, owner } = meaning.binding;
        if (value === undefined || depth > 20) return { kind: "unresolved", ...common };
        return this.#base(value, args, { module, owner, at: value.from }, depth + 1);
      }
      default:
        return { kind: "unresolved", ...common };
    }
  }

  /** The class and its ancestors in the order in which Python looks for attributes. */
  order(cls: ClassInfo): readonly Ancestor[] {
    return this.#linearise(cls, new Set()).order;
  }

  /** Whether Python accepts the bases of a class. */
  isConsistent(cls: ClassInfo): boolean {
    return this.#linearise(cls, new Set()).consistent;
  }

  #linearise(cls: ClassInfo, active: Set<ClassInfo>): { order: readonly Ancestor[]; consistent: boolean } {
    const known = this.#orders.get(cls);
    if (known !== undefined) return known;
    if (active.has(cls)) return { order: [cls], consistent: false };
    active.add(cls);
    let consistent = true;
    const heads: Ancestor[] = [];
    const sequences: Ancestor[][] = [];
    for (const base of this.bases(cls)) {
      if (base.kind === "class") {
        const inherited = this.#linearise(base.cls, active);
        consistent &&= inherited.consistent;
        heads.push(base.cls);
        sequences.push([...inherited.order]);
      } else if (base.kind === "known" && !UNORDERED.has(base.name)) {
        heads.push(base.name);
        sequences.push([base.name]);
      }
    }
    active.delete(cls);
    const merged = merge([...sequences, heads]);
    const result = { order: [cls, ...merged.order], consistent: consistent && merged.consistent };
    this.#orders.set(cls, result);
    return result;
  }

  kind(cls: ClassInfo): ClassKind {
    let kind = this.#kinds.get(cls);
    if (kind === undefined) {
      kind = this.#kindOf(cls);
      this.#kinds.set(cls, kind);
    }
    return kind;
  }

  #kindOf(cls: ClassInfo): ClassKind {
    const ancestors = this.order(cls);
    const known = ancestors.filter((ancestor) => typeof ancestor === "string");
    if (known.some((name) => MODEL_ROOTS.has(name))) return "model";
    if (known.some((name) => ENUM_ROOTS.has(name))) return "enum";
    if (known.includes("typing.TypedDict")) return "TypedDict";
    if (known.some((name) => name === "typing.NamedTuple" || name === "collections.namedtuple")) return "NamedTuple";
    if (known.some((name) => /^pydantic\.v1\b.*\bBaseModel$/.test(name) || name === "pydantic.v1.BaseSettings"))
      return "legacy";
    for (const ancestor of ancestors) {
      if (
        typeof ancestor !== "string" &&
        this.hasDecorator(ancestor, /^(?:dataclasses|pydantic)(?:\.dataclasses)?\.dataclass$/)
      ) {
        return "dataclass";
      }
    }
    return "other";
  }

  /** Whether a decorator of the class, called or not, has a canonical name that matches. */
  hasDecorator(cls: ClassInfo, name: RegExp): boolean {
    const context = { module: cls.module, owner: cls.outer, at: cls.statement.from };
    return cls.statement.decorators.some((decorator) => {
      const meaning = this.#program.follow(
        this.#program.resolve(decorator.kind === "call" ? decorator.of : decorator, context),
      );
      return meaning?.kind === "known" && name.test(meaning.name);
    });
  }

  isRootModel(cls: ClassInfo): boolean {
    return this.order(cls).includes("pydantic.RootModel") || cls.qualifiedName === "pydantic.root_model.RootModel";
  }
}

/** C3: takes the first head that stands in no other sequence's tail; where there is none, the first head. */
function merge(input: readonly (readonly Ancestor[])[]): { order: Ancestor[]; consistent: boolean } {
  const order: Ancestor[] = [];
  const sequences = input.map((sequence) => [...sequence]).filter((sequence) => sequence.length > 0);
  let consistent = true;
  while (sequences.length > 0) {
    const inTail = (candidate: Ancestor) => sequences.some((sequence) => sequence.indexOf(candidate, 1) > 0);
    let next = sequences.map((sequence) => sequence[0]).find((head) => head !== undefined && !inTail(head));
    if (next === undefined) {
      consistent = false;
      next = sequences[0]?.[0];
    }
    if (next === undefined) break;
    order.push(next);
    for (let i = sequences.length - 1; i >= 0; i--) {
      const sequence = sequences[i]?.filter((ancestor) => ancestor !== next) ?? [];
      if (sequence.length === 0) sequences.splice(i, 1);
      else sequences[i] = sequence;
    }
  }
  return { order, consistent };
}
