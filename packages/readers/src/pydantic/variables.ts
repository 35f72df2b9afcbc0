import type { Context } from "./meaning.js";
import type { CallExpression, Expression } from "./syntax/tree.js";
import { unionOf, type PyType, type Variable } from "./type-model.js";
import type { TypeReader } from "./types.js";

const ANYTHING: PyType = { kind: "scalar", type: { kind: "scalar", family: "json" }, name: "Any" };

interface Declared {
  readonly name: string;
  readonly context: Context;
}

/** The type variable of `TypeVar(…)` or of a type parameter in brackets. */
export function makeVariable(
  declared: Declared &
    (
      | { readonly call: CallExpression }
      | { readonly bound: Expression | undefined; readonly default: Expression | undefined; readonly owner: string }
    ),
  reader: TypeReader,
): Variable {
  const { name, context } = declared;
  const read = (expression: Expression) => reader.read(expression, { ...context, at: Infinity });
  if (!("call" in declared)) {
    const { bound, owner, default: byDefault } = declared;
    // A bound in parentheses lists constraints.
    const fallback = () => {
      if (byDefault !== undefined) return read(byDefault);
      if (bound === undefined) return ANYTHING;
      return bound.kind === "tuple" ? unionOf(bound.items.map(read)) : read(bound);
    };
    const given = byDefault === undefined ? undefined : () => read(byDefault);
    return { key: `${owner}[${name}]`, name, fallback, default: given };
  }
  const keyword = (wanted: string) => declared.call.keywords.find((one) => one.name === wanted)?.value;
  const [bound, byDefault] = [keyword("bound"), keyword("default")];
  const constraints = declared.call.args.slice(1);
  const fallback = () => {
    if (byDefault !== undefined) return read(byDefault);
    if (constraints.length > 0) return unionOf(constraints.map(read));
    return bound === undefined ? ANYTHING : read(bound);
  };
  return {
    key: `${context.module.name}.${name}`,
    name,
    fallback,
    default: byDefault === undefined ? undefined : () => read(byDefault),
  };
}
