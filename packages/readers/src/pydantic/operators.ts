import type { ClassInfo } from "./scope.js";
import { narrowInteger } from "./syntax/literal.js";

/** What an expression is worth, when reading is enough to know. */
export type Value =
  | { readonly kind: "scalar"; readonly value: string | number | bigint | boolean | null; readonly float?: boolean }
  | { readonly kind: "sequence"; readonly items: readonly Value[]; readonly type: "list" | "tuple" | "set" }
  | { readonly kind: "dict"; readonly entries: readonly (readonly [Value, Value])[] }
  | {
      readonly kind: "member";
      readonly cls: ClassInfo;
      readonly member: string;
      readonly value: string | number | boolean;
    };

/** A repeated constant that grows beyond this is left alone. */
const MAX_LENGTH = 100_000;

export const scalar = (value: string | number | bigint | boolean | null): Value => ({ kind: "scalar", value });

export function truthOf(value: Value): boolean {
  if (value.kind === "scalar") return value.value !== 0n && Boolean(value.value);
  if (value.kind === "sequence") return value.items.length > 0;
  return value.kind === "dict" ? value.entries.length > 0 : true;
}

/** The value as a plain scalar, where it is one. */
export function plain(value: Value | undefined): string | number | bigint | boolean | null | undefined {
  return value?.kind === "scalar" ? value.value : undefined;
}

/** Negative, zero or positive as Python orders them; `undefined` when it would not. */
function compareValues(a: Value, b: Value): number | undefined {
  if (a.kind === "sequence" && b.kind === "sequence") {
    for (let i = 0; i < Math.min(a.items.length, b.items.length); i++) {
      const [left, right] = [a.items[i], b.items[i]];
      const order = left === undefined || right === undefined ? undefined : compareValues(left, right);
      if (order !== 0) return order;
    }
    return a.items.length - b.items.length;
  }
  if (a.kind === "member" && b.kind === "member") return a.cls === b.cls && a.member === b.member ? 0 : 1;
  if (a.kind !== "scalar" || b.kind !== "scalar") return undefined;
  const [left, right] = [a.value, b.value];
  if (left === right) return 0;
  if (left === null || right === null) return 1;
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : 1;
  return typeof left === "string" || typeof right === "string" ? undefined : left < right ? -1 : left > right ? 1 : 0;
}

/** Value of a binary operator as Python has it; `and` and `or` excepted. */
export function binaryValue(operator: string, left: Value, right: Value): Value | undefined {
  if (/^(?:[<>=!]=?|==|<=|>=|!=|is|is not)$/.test(operator)) {
    const order = compareValues(left, right);
    if (order === undefined) return undefined;
    switch (operator) {
      case "==":
      case "is":
        return scalar(order === 0);
      case "!=":
      case "is not":
        return scalar(order !== 0);
      case "<":
        return scalar(order < 0);
      case "<=":
        return scalar(order <= 0);
      case ">":
        return scalar(order > 0);
      default:
        return scalar(order >= 0);
    }
  }
  if (operator === "in" || operator === "not in") {
    if (right.kind !== "sequence") return undefined;
    const found = right.items.some((item) => compareValues(item, left) === 0);
    return scalar(found === (operator === "in"));
  }
  if (left.kind === "sequence" && right.kind === "sequence" && operator === "+" && left.type === right.type) {
    return { ...left, items: [...left.items, ...right.items] };
  }
  return left.kind === "scalar" && right.kind === "scalar" ? arithmetic(operator, left, right) : undefined;
}

/** Value of a unary operator as Python has it. */
export function unaryValue(operator: string, of: Value | undefined): Value | undefined {
  if (of === undefined) return undefined;
  if (operator === "not") return scalar(!truthOf(of));
  if (of.kind !== "scalar" || (typeof of.value !== "number" && typeof of.value !== "bigint")) return undefined;
  if (operator === "-") return { ...of, value: -of.value };
  return operator === "+" ? of : undefined;
}

type Scalar = Extract<Value, { kind: "scalar" }>;

function arithmetic(operator: string, left: Scalar, right: Scalar): Value | undefined {
  const [a, b] = [left.value, right.value];
  if (typeof a === "string" && typeof b === "string") return operator === "+" ? scalar(a + b) : undefined;
  if (typeof a === "string" && typeof b === "number" && operator === "*") {
    return a.length * b <= MAX_LENGTH ? scalar(a.repeat(Math.max(0, b))) : undefined;
  }
  if ((typeof a !== "number" && typeof a !== "bigint") || (typeof b !== "number" && typeof b !== "bigint"))
    return undefined;
  if (left.float === true || right.float === true || operator === "/") {
    const result = floating(operator, Number(a), Number(b));
    return result === undefined || !Number.isFinite(result)
      ? undefined
      : { kind: "scalar", value: result, float: true };
  }
  const result = integer(operator, BigInt(a), BigInt(b));
  return result === undefined ? undefined : scalar(narrowInteger(result));
}

function floating(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? undefined : a / b;
    case "**":
      return a ** b;
    default:
      return undefined;
  }
}

function integer(operator: string, a: bigint, b: bigint): bigint | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "//":
      return b === 0n ? undefined : (a - (((a % b) + b) % b)) / b;
    case "%":
      return b === 0n ? undefined : ((a % b) + b) % b;
    case "**":
      return b >= 0n && b <= 256n ? a ** b : undefined;
    case "<<":
      return b >= 0n && b <= 256n ? a << b : undefined;
    case "|":
      return a | b;
    case "&":
      return a & b;
    default:
      return undefined;
  }
}
