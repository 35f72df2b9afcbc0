import type { JsonValue } from "@nx-contracts/ir";
import { READ_AS } from "./known.js";
import type { Context } from "./meaning.js";
import type { Program } from "./program.js";
import { binaryValue, plain, scalar, truthOf, unaryValue, type Value } from "./operators.js";
import type { CallExpression, Expression } from "./syntax/tree.js";

const MAX_DEPTH = 200;
/** Evaluates a constant expression; `undefined` for everything that depends on running code. */
export function evaluate(expression: Expression, program: Program, context: Context, depth = 0): Value | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const next = (inner: Expression) => evaluate(inner, program, context, depth + 1);
  switch (expression.kind) {
    case "string":
      return scalar(expression.value);
    case "constant":
      return scalar(expression.value);
    case "number":
      return { kind: "scalar", value: expression.value, ...(expression.float ? { float: true } : {}) };
    case "list":
    case "tuple":
    case "set": {
      const items: Value[] = [];
      for (const item of expression.items) {
        const value = next(item.kind === "starred" ? item.of : item);
        if (value === undefined) return undefined;
        if (item.kind !== "starred") items.push(value);
        else if (value.kind === "sequence") items.push(...value.items);
        else return undefined;
      }
      return { kind: "sequence", items, type: expression.kind };
    }
    case "dict":
      return evaluateDict(expression, next);
    case "unary":
      return unaryValue(expression.operator, next(expression.of));
    case "binary":
      return evaluateBinary(expression, next);
    case "conditional": {
      const test = next(expression.test);
      return test === undefined ? undefined : next(truthOf(test) ? expression.body : expression.otherwise);
    }
    case "subscript": {
      const of = next(expression.of);
      const [item] = expression.items;
      const index = item === undefined ? undefined : plain(next(item));
      if (of?.kind === "sequence" && typeof index === "number") return of.items.at(index);
      return of?.kind === "dict"
        ? of.entries.find(([key]) => plain(key) === index && index !== undefined)?.[1]
        : undefined;
    }
    case "call":
      return evaluateCall(expression, program, context, next);
    case "name":
    case "attribute":
      return evaluateName(expression, program, context, depth);
    default:
      return undefined;
  }
}

function evaluateName(
  expression: Extract<Expression, { kind: "name" | "attribute" }>,
  program: Program,
  context: Context,
  depth: number,
): Value | undefined {
  if (expression.kind === "attribute") {
    const member = program.enumMember(expression, context);
    if (member !== undefined) return { kind: "member", ...member };
    if (expression.name === "value" || expression.name === "name") {
      const of = evaluate(expression.of, program, context, depth + 1);
      if (of?.kind === "member") return scalar(expression.name === "value" ? of.value : of.member);
    }
  }
  const meaning = program.resolve(expression, context);
  if (meaning?.kind === "known") return knownValue(meaning.name);
  if (meaning?.kind !== "variable") return undefined;
  const { value, module, owner } = meaning.binding;
  // A name that is bound more than once or changed in place has no single value.
  if (value === undefined || meaning.binding.certainty === "maybe") return undefined;
  return evaluate(value, program, { module, owner, at: value.from }, depth + 1);
}

function knownValue(name: string): Value | undefined {
  if (name === "sys.version_info") {
    return { kind: "sequence", type: "tuple", items: READ_AS.python.map((part) => scalar(part)) };
  }
  if (name === "sys.platform") return scalar(READ_AS.platform);
  if (name === "pydantic.VERSION" || name === "pydantic.__version__") return scalar(READ_AS.pydantic);
  const extra = /^pydantic\.Extra\.(allow|forbid|ignore)$/.exec(name);
  return extra?.[1] === undefined ? undefined : scalar(extra[1]);
}

function evaluateDict(
  expression: Extract<Expression, { kind: "dict" }>,
  next: (inner: Expression) => Value | undefined,
): Value | undefined {
  const entries: [Value, Value][] = [];
  for (const entry of expression.entries) {
    const value = next(entry.value);
    const key = entry.key === undefined ? undefined : next(entry.key);
    if (value === undefined) return undefined;
    if (key !== undefined) entries.push([key, value]);
    else if (entry.key === undefined && value.kind === "dict")
      entries.push(...value.entries.map(([k, v]): [Value, Value] => [k, v]));
    else return undefined;
  }
  return { kind: "dict", entries };
}

function evaluateBinary(
  expression: Extract<Expression, { kind: "binary" }>,
  next: (inner: Expression) => Value | undefined,
): Value | undefined {
  const { operator } = expression;
  const left = next(expression.left);
  if (left === undefined) return undefined;
  if (operator === "and") return truthOf(left) ? next(expression.right) : left;
  if (operator === "or") return truthOf(left) ? left : next(expression.right);
  const right = next(expression.right);
  return right === undefined ? undefined : binaryValue(operator, left, right);
}

function evaluateCall(
  call: CallExpression,
  program: Program,
  context: Context,
  next: (inner: Expression) => Value | undefined,
): Value | undefined {
  const args = call.args.map(next);
  if (args.some((arg) => arg === undefined) || call.keywords.length > 0) return undefined;
  const texts = args.map((arg) => plain(arg));
  if (call.of.kind === "attribute") {
    const of = next(call.of.of);
    const text = of === undefined ? undefined : plain(of);
    return typeof text === "string" ? callText(text, call.of.name, texts) : undefined;
  }
  const meaning = program.resolve(call.of, context);
  if (meaning?.kind !== "known") return undefined;
  const [first, second] = args;
  switch (meaning.name) {
    case "builtins.int":
      return typeof texts[0] === "string" && /^\s*[-+]?\d{1,15}\s*$/.test(texts[0])
        ? scalar(Number(texts[0]))
        : undefined;
    case "builtins.str":
      return typeof texts[0] === "string" ? first : undefined;
    case "builtins.tuple":
    case "builtins.list":
      if (first === undefined)
        return { kind: "sequence", items: [], type: meaning.name === "builtins.list" ? "list" : "tuple" };
      return first.kind === "sequence" && second === undefined
        ? { ...first, type: meaning.name === "builtins.list" ? "list" : "tuple" }
        : undefined;
    case "builtins.set":
    case "builtins.frozenset":
      return first === undefined ? { kind: "sequence", items: [], type: "set" } : undefined;
    case "builtins.dict":
      return first === undefined ? { kind: "dict", entries: [] } : undefined;
    default:
      return undefined;
  }
}

function callText(text: string, method: string, args: readonly unknown[]): Value | undefined {
  const [first] = args;
  switch (method) {
    case "startswith":
      return typeof first === "string" ? scalar(text.startsWith(first)) : undefined;
    case "endswith":
      return typeof first === "string" ? scalar(text.endsWith(first)) : undefined;
    case "split":
      return typeof first === "string" && first !== "" && args.length === 1
        ? { kind: "sequence", type: "list", items: text.split(first).map(scalar) }
        : undefined;
    case "lower":
      return scalar(text.toLowerCase());
    case "upper":
      return scalar(text.toUpperCase());
    case "strip":
      return args.length === 0 ? scalar(text.trim()) : undefined;
    default:
      return undefined;
  }
}

/** As JSON would carry it; enum members as their values. */
export function toJson(value: Value): JsonValue | undefined {
  switch (value.kind) {
    case "scalar":
      return typeof value.value === "bigint" ? Number(value.value) : value.value;
    case "member":
      return value.value;
    case "sequence": {
      const items = value.items.map(toJson);
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case "dict": {
      const object: [string, JsonValue][] = [];
      for (const [key, inner] of value.entries) {
        const [name, json] = [toJson(key), toJson(inner)];
        if (typeof name !== "string" || json === undefined) return undefined;
        object.push([name, json]);
      }
      return Object.fromEntries(object);
    }
  }
}
