import type { Context } from "./meaning.js";
import type { Program } from "./program.js";
import type { Expression } from "./syntax/tree.js";
import { truthOf } from "./operators.js";
import { evaluate } from "./value.js";

/** Truth of a condition at module or class level; `undefined` where only running it would tell. */
export function decideCondition(test: Expression, program: Program, context: Context): boolean | "typing" | undefined {
  if (isTypeChecking(test, program, context)) return "typing";
  if (test.kind === "unary" && test.operator === "not" && isTypeChecking(test.of, program, context)) return true;
  if (test.kind === "binary" && test.operator === "or") {
    if (isTypeChecking(test.left, program, context)) return decideCondition(test.right, program, context) ?? "typing";
  }
  if (test.kind === "binary" && test.operator === "and" && isTypeChecking(test.left, program, context)) return "typing";
  const value = evaluate(test, program, context);
  return value === undefined ? undefined : truthOf(value);
}

function isTypeChecking(test: Expression, program: Program, context: Context): boolean {
  if (test.kind !== "name" && test.kind !== "attribute") return false;
  const meaning = program.resolve(test, context);
  if (meaning?.kind === "known") return meaning.name === "typing.TYPE_CHECKING";
  return test.kind === "name" && test.id === "TYPE_CHECKING" && meaning?.kind === "variable";
}
