import type { ScalarType } from "@nx-contracts/ir";
import type { ReadRule, Span } from "@nx-contracts/ir";
import type { Bounds } from "./known-types.js";
import type { Context } from "./meaning.js";
import type { ClassInfo } from "./scope.js";
import type { CallExpression } from "./syntax/tree.js";

/** One element of `Annotated[…]` after the type. */
export type Metadata =
  | { readonly kind: "field"; readonly call: CallExpression; readonly context: Context }
  | { readonly kind: "bounds"; readonly bounds: Bounds }
  /** `undefined` for a discriminator that is a function. */
  | { readonly kind: "discriminator"; readonly name: string | undefined }
  | { readonly kind: "deprecated" }
  | { readonly kind: "private" }
  | { readonly kind: "other" };

/** A type variable; two are the same when their keys are. */
export interface Variable {
  readonly key: string;
  readonly name: string;
  /** What stands for it when nothing is given: its default, constraints or bound. */
  readonly fallback: () => PyType;
  readonly default: (() => PyType) | undefined;
}

/** Why a type is not represented, and what would mend it. */
export interface Obstacle {
  readonly rule: ReadRule;
  readonly reason: string;
  readonly help: string;
  /** Where it must be mended, if that is not where the type is used. */
  readonly at: Span | undefined;
}

/** A type as Python's `typing` has it, before it is put in the words of the schema. */
export type PyType =
  | { readonly kind: "none" }
  /** `name` is what Python shows for it. */
  | { readonly kind: "scalar"; readonly type: ScalarType; readonly name: string }
  | { readonly kind: "list"; readonly head: string; readonly item: PyType; readonly unique: boolean }
  | { readonly kind: "tuple"; readonly head: string; readonly items: readonly PyType[] }
  | { readonly kind: "map"; readonly head: string; readonly key: PyType; readonly value: PyType }
  | { readonly kind: "class"; readonly cls: ClassInfo; readonly args: readonly PyType[] | undefined }
  | { readonly kind: "enum"; readonly qualifiedName: string; readonly name: string }
  | { readonly kind: "union"; readonly of: readonly PyType[] }
  | {
      readonly kind: "literal";
      readonly values: readonly (string | number | boolean | null)[];
      readonly shown: readonly string[];
    }
  | { readonly kind: "annotated"; readonly of: PyType; readonly metadata: readonly Metadata[] }
  /** A named alias (`type X = …`): what is inside belongs to the type, not to a field of it. */
  | { readonly kind: "alias"; readonly name: string; readonly of: PyType }
  | { readonly kind: "variable"; readonly variable: Variable }
  | {
      readonly kind: "qualified";
      readonly qualifier: "ClassVar" | "Final" | "InitVar" | "Required" | "NotRequired" | "ReadOnly";
      readonly of: PyType | undefined;
    }
  | { readonly kind: "unknown"; readonly text: string; readonly obstacle: Obstacle };

/** Puts types in place of type variables. */
export function substitute(type: PyType, replacements: ReadonlyMap<string, PyType>): PyType {
  if (replacements.size === 0) return type;
  const inner = (one: PyType) => substitute(one, replacements);
  switch (type.kind) {
    case "variable":
      return replacements.get(type.variable.key) ?? type;
    case "list":
      return { ...type, item: inner(type.item) };
    case "tuple":
      return { ...type, items: type.items.map(inner) };
    case "map":
      return { ...type, key: inner(type.key), value: inner(type.value) };
    case "class":
      return type.args === undefined ? type : { ...type, args: type.args.map(inner) };
    case "union":
      return { ...type, of: type.of.map(inner) };
    case "annotated":
    case "alias":
      return { ...type, of: inner(type.of) };
    case "qualified":
      return type.of === undefined ? type : { ...type, of: inner(type.of) };
    default:
      return type;
  }
}

/** Type variables inside a type, in order of appearance. */
export function variablesIn(type: PyType, found = new Map<string, Variable>()): Map<string, Variable> {
  switch (type.kind) {
    case "variable":
      found.set(type.variable.key, type.variable);
      break;
    case "list":
      variablesIn(type.item, found);
      break;
    case "tuple":
      for (const item of type.items) variablesIn(item, found);
      break;
    case "map":
      variablesIn(type.key, found);
      variablesIn(type.value, found);
      break;
    case "class":
      for (const arg of type.args ?? []) variablesIn(arg, found);
      break;
    case "union":
      for (const one of type.of) variablesIn(one, found);
      break;
    case "annotated":
    case "alias":
      variablesIn(type.of, found);
      break;
    default:
      break;
  }
  return found;
}

/**
 * The name that Python shows for a type; Pydantic names instantiated generics with it.
 * @see https://github.com/pydantic/pydantic/blob/main/pydantic/_internal/_repr.py
 */
export function displayType(type: PyType): string {
  switch (type.kind) {
    case "none":
      return "NoneType";
    case "scalar":
      return type.name;
    case "list":
      return `${type.head}[${displayType(type.item)}]`;
    case "tuple":
      return `${type.head}[${type.items.length === 0 ? "()" : type.items.map(displayType).join(", ")}]`;
    case "map":
      return `${type.head}[${displayType(type.key)}, ${displayType(type.value)}]`;
    case "class":
      return type.args === undefined ? type.cls.qualname : instanceName(type.cls.name, type.args);
    case "enum":
      return type.name;
    case "union":
      return `Union[${type.of.map(displayType).join(", ")}]`;
    case "literal":
      return `Literal[${type.shown.join(", ")}]`;
    case "annotated":
      return displayType(type.of);
    case "alias":
      return type.name;
    case "variable":
      return type.variable.name;
    case "qualified":
      return type.of === undefined ? "Any" : displayType(type.of);
    case "unknown":
      return type.text;
  }
}

/** Name of an instantiated generic: `Page[Book]`. */
export function instanceName(generic: string, args: readonly PyType[]): string {
  return `${generic}[${args.map(displayType).join(", ")}]`;
}

/** A union as `typing.Union` makes it: flat, without repetition; of one type, that type. */
export function unionOf(types: readonly PyType[]): PyType {
  const flat: PyType[] = [];
  const seen = new Set<string>();
  for (const type of types.flatMap((one) => (one.kind === "union" ? one.of : [one]))) {
    const key = JSON.stringify(type, replacer);
    if (!seen.has(key)) flat.push(type);
    seen.add(key);
  }
  const [only] = flat;
  return only !== undefined && flat.length === 1 ? only : { kind: "union", of: flat };
}

/** Classes by name, metadata by place: what makes two types the same to Python. */
function replacer(key: string, value: unknown): unknown {
  if (key === "cls" && typeof value === "object" && value !== null && "qualifiedName" in value)
    return value.qualifiedName;
  if (key === "context" || key === "obstacle" || key === "variable")
    return key === "variable" ? (value as { key: string }).key : undefined;
  return typeof value === "bigint" ? String(value) : value;
}

/** How deep types are nested inside a type. */
export function depthOf(type: PyType): number {
  const deepest = (types: readonly PyType[]) => 1 + Math.max(0, ...types.map(depthOf));
  switch (type.kind) {
    case "list":
      return deepest([type.item]);
    case "tuple":
      return deepest(type.items);
    case "map":
      return deepest([type.key, type.value]);
    case "class":
      return deepest(type.args ?? []);
    case "union":
      return deepest(type.of);
    case "annotated":
    case "alias":
      return depthOf(type.of);
    default:
      return 0;
  }
}
