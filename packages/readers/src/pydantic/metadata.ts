import type { BoundName, Bounds } from "./known-types.js";
import type { Context } from "./meaning.js";
import type { Program } from "./program.js";
import type { CallExpression, Expression } from "./syntax/tree.js";
import type { Metadata } from "./type-model.js";
import { plain } from "./operators.js";
import { evaluate } from "./value.js";

const BOUND_NAMES: ReadonlySet<string> = new Set<BoundName>([
  "gt",
  "ge",
  "lt",
  "le",
  "multiple_of",
  "min_length",
  "max_length",
  "pattern",
]);

const isBoundName = (name: string): name is BoundName => BOUND_NAMES.has(name);

/** What older spellings are called now. */
const RENAMED: { readonly [name: string]: BoundName } = {
  min_items: "min_length",
  max_items: "max_length",
  regex: "pattern",
};

/** Bounds that are made by position: `Gt(0)`, `Len(1, 3)`. */
const POSITIONAL: { readonly [name: string]: readonly BoundName[] } = {
  "annotated_types.Gt": ["gt"],
  "annotated_types.Ge": ["ge"],
  "annotated_types.Lt": ["lt"],
  "annotated_types.Le": ["le"],
  "annotated_types.MultipleOf": ["multiple_of"],
  "annotated_types.MinLen": ["min_length"],
  "annotated_types.MaxLen": ["max_length"],
  "annotated_types.Len": ["min_length", "max_length"],
  "annotated_types.Interval": ["gt", "ge", "lt", "le"],
  "pydantic.StringConstraints": [],
};

/** What one element of `Annotated[…]` says, a constant that holds it included. */
export function readMetadata(expression: Expression, program: Program, context: Context, depth = 0): Metadata[] {
  if (expression.kind === "name" || expression.kind === "attribute") {
    const meaning = program.follow(program.resolve(expression, context));
    if (meaning?.kind !== "variable" || meaning.binding.value === undefined || depth > 10) return [{ kind: "other" }];
    const { value, module, owner } = meaning.binding;
    return readMetadata(value, program, { module, owner, at: value.from }, depth + 1);
  }
  if (expression.kind !== "call") return [{ kind: "other" }];
  const meaning = program.follow(program.resolve(expression.of, context));
  if (meaning?.kind !== "known") return [{ kind: "other" }];
  const positional = POSITIONAL[meaning.name];
  if (positional !== undefined)
    return [{ kind: "bounds", bounds: boundsOfCall(expression, positional, program, context) }];
  switch (meaning.name) {
    case "pydantic.Field":
      return [{ kind: "field", call: expression, context }];
    case "pydantic.PrivateAttr":
      return [{ kind: "private" }];
    case "pydantic.Discriminator": {
      const [first] = expression.args;
      const name = first === undefined ? undefined : plain(evaluate(first, program, context));
      return [{ kind: "discriminator", name: typeof name === "string" ? name : undefined }];
    }
    case "typing.deprecated":
    case "warnings.deprecated":
      return [{ kind: "deprecated" }];
    default:
      return [{ kind: "other" }];
  }
}

/** Bounds among the arguments of a call. */
export function boundsOfCall(
  call: CallExpression,
  positional: readonly BoundName[],
  program: Program,
  context: Context,
): Bounds {
  const bounds: { [name in BoundName]?: number | string } = {};
  const set = (name: BoundName, expression: Expression) => {
    const value = boundValue(expression, program, context);
    if (value !== undefined) bounds[name] = value;
  };
  call.args.forEach((arg, index) => {
    const name = positional[index];
    if (name !== undefined) set(name, arg);
  });
  for (const { name, value } of call.keywords) {
    const bound = name === undefined ? undefined : (RENAMED[name] ?? name);
    if (bound !== undefined && isBoundName(bound)) set(bound, value);
  }
  // `Len(0)` says nothing.
  if (positional.length === 2 && bounds.min_length === 0) delete bounds.min_length;
  return bounds;
}

/** Names of bounds among the keywords of a call whose values are neither constants nor None. */
export function unreadBounds(call: CallExpression, program: Program, context: Context): readonly string[] {
  return call.keywords.flatMap(({ name, value }) => {
    if (name === undefined || !isBoundName(RENAMED[name] ?? name)) return [];
    const isNone = plain(evaluate(value, program, context)) === null;
    return isNone || boundValue(value, program, context) !== undefined ? [] : [name];
  });
}

/** A number, a text, or a decimal as the number it is, or as text where no number is exact. */
function boundValue(expression: Expression, program: Program, context: Context): number | string | undefined {
  if (expression.kind === "call") {
    const meaning = program.follow(program.resolve(expression.of, context));
    const [first] = expression.args;
    const inner = first === undefined ? undefined : plain(evaluate(first, program, context));
    if (meaning?.kind !== "known" || inner === undefined || inner === null || typeof inner === "boolean")
      return undefined;
    if (meaning.name === "re.compile" && expression.args.length === 1) return String(inner);
    if (meaning.name === "decimal.Decimal") return decimal(String(inner));
    if (meaning.name === "builtins.float" && typeof inner === "number") return inner;
  }
  const value = plain(evaluate(expression, program, context));
  if (typeof value === "bigint") return String(value);
  return typeof value === "number" || typeof value === "string" ? value : undefined;
}

function decimal(text: string): number | string | undefined {
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return undefined;
  const significant = text.replace(/^[-+]?0*\.?0*/, "").replace(".", "");
  return significant.length <= 15 ? Number(text) : text;
}
