import type { Constraints } from "@nx-contracts/ir";
import { ts } from "ts-morph";
import type { Context } from "../context.js";
import { excerpt } from "../context.js";
import { bare, constantValue, initializerOf } from "../initializer.js";
import type { Core, ZodSchema } from "./schema.js";

type Bound = number | string;
type Family = "number" | "string" | "list" | "none";

/** What a check states for each kind of value it may stand on. */
const BOUNDS: { readonly [name: string]: ((family: Family, bound: Bound) => Constraints) | undefined } = {
  min: (family, bound) => least(family, bound),
  max: (family, bound) => most(family, bound),
  gte: (family, bound) => least(family, bound),
  lte: (family, bound) => most(family, bound),
  minimum: (family, bound) => least(family, bound),
  maximum: (family, bound) => most(family, bound),
  gt: (_, bound) => ({ exclusiveMinimum: bound }),
  lt: (_, bound) => ({ exclusiveMaximum: bound }),
  multipleOf: (_, bound) => ({ multipleOf: bound }),
  step: (_, bound) => ({ multipleOf: bound }),
  minLength: (family, bound) => least(family, bound),
  maxLength: (family, bound) => most(family, bound),
  minSize: (family, bound) => least(family, bound),
  maxSize: (family, bound) => most(family, bound),
  length: (family, bound) => ({ ...least(family, bound), ...most(family, bound) }),
  size: (family, bound) => ({ ...least(family, bound), ...most(family, bound) }),
};

/** Checks without an argument. */
const SIGNS: { readonly [name: string]: ((family: Family) => Constraints) | undefined } = {
  positive: () => ({ exclusiveMinimum: 0 }),
  nonnegative: () => ({ minimum: 0 }),
  negative: () => ({ exclusiveMaximum: 0 }),
  nonpositive: () => ({ maximum: 0 }),
  nonempty: (family) => least(family, 1),
};

/** Names of the checks that state a bound, a length or a pattern. */
export const CHECKS: readonly string[] = [...Object.keys(BOUNDS), ...Object.keys(SIGNS), "regex"];

/** The schema with what a check states added to its constraints; bounds of dates and the like have no place there. */
export function addCheck(context: Context, schema: ZodSchema, name: string, args: readonly ts.Expression[]): ZodSchema {
  const family = familyOf(schema.core);
  if (family === "none") return schema;
  const [first] = args;
  const stated = SIGNS[name]?.(family) ?? (first === undefined ? {} : statedBy(context, name, family, first));
  return { ...schema, constraints: { ...schema.constraints, ...stated } };
}

function statedBy(context: Context, name: string, family: Family, node: ts.Expression): Constraints {
  if (name === "regex") {
    const pattern = patternOf(context, node);
    if (pattern !== undefined) return { pattern };
  }
  const value = name === "regex" ? undefined : constantValue(context, node);
  if (typeof value === "number" || typeof value === "string") return BOUNDS[name]?.(family, asBound(value)) ?? {};
  context.report(
    "read/dynamic-definition",
    excerpt(node.getText()),
    node,
    `The argument "${excerpt(node.getText())}" of ".${name}()" is computed at run time, so the constraint is left out; write it as a literal.`,
  );
  return {};
}

/** A bigint within the safe range is a number like any other. */
function asBound(value: number | string): Bound {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function patternOf(context: Context, node: ts.Expression): string | undefined {
  const expression = bare(node);
  if (ts.isIdentifier(expression)) {
    const initializer = initializerOf(context, expression);
    return initializer === undefined ? undefined : patternOf(context, initializer);
  }
  if (!ts.isRegularExpressionLiteral(expression)) return undefined;
  return expression.text.slice(1, expression.text.lastIndexOf("/"));
}

function familyOf(core: Core): Family {
  if (core.kind === "list" || core.kind === "map") return "list";
  if (core.kind !== "scalar") return "none";
  const { family } = core.type;
  if (family === "int" || family === "float") return "number";
  return family === "timestamp" && core.type.encoding === undefined ? "none" : "string";
}

function least(family: Family, bound: Bound): Constraints {
  if (family === "number") return { minimum: bound };
  return family === "string" ? { minLength: Number(bound) } : { minItems: Number(bound) };
}

function most(family: Family, bound: Bound): Constraints {
  if (family === "number") return { maximum: bound };
  return family === "string" ? { maxLength: Number(bound) } : { maxItems: Number(bound) };
}
