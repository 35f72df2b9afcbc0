import type { Argument, Expression } from "../program.js";
import { once, type Scope } from "./scope.js";

/** Methods that call a function with what an `Option` holds, where it holds something. */
const OPTION = new Set(
  (
    "map and_then filter inspect map_or map_or_else is_some_and is_none_or is_ok_and take_if " +
    "for_each filter_map flat_map find find_map any all position map_while then_some"
  ).split(" "),
);

/**
 * A call. Whether `map` is that of an `Option` or of an iterator only types tell; what no list gives a function is the
 * value itself, so that is its default.
 */
export function methodCall(callee: Expression, given: readonly Argument[], scope: Scope): Expression {
  const plain: Expression = { kind: "call", callee, arguments: given };
  const isClosure = given.some(({ value }) => value.kind === "closure");
  if (callee.kind !== "member" || !isClosure || !OPTION.has(callee.name)) return plain;
  const owner = once(callee.of, callee.at[0], scope);
  const args = given.map((argument): Argument => {
    if (argument.value.kind !== "closure") return argument;
    const [first, ...others] = argument.value.function.parameters;
    if (!first || first.type) return argument;
    const parameters = [{ ...first, default: owner }, ...others];
    return { value: { kind: "closure", function: { ...argument.value.function, parameters } } };
  });
  return { kind: "call", callee: { ...callee, of: owner }, arguments: args };
}
