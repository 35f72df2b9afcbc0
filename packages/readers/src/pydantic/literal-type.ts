import type { Context } from "./meaning.js";
import { unsupportedType } from "./obstacle.js";
import type { Program } from "./program.js";
import type { Expression } from "./syntax/tree.js";
import type { PyType } from "./type-model.js";
import type { TypeReader } from "./types.js";
import { evaluate } from "./value.js";

interface Place {
  readonly program: Program;
  readonly context: Context;
  readonly reader: TypeReader;
}

/** `Literal[…]`: enum members stand for their values, other literals for theirs. */
export function readLiteral(items: readonly Expression[], text: string, place: Place): PyType {
  const values: (string | number | boolean | null)[] = [];
  const shown: string[] = [];
  const add = (value: string | number | boolean | null, as: string) => {
    if (values.some((one) => one === value)) return;
    values.push(value);
    shown.push(as);
  };
  for (const item of items) {
    const nested =
      item.kind === "constant" || item.kind === "string" || item.kind === "number"
        ? undefined
        : nestedLiteral(item, place);
    if (nested?.kind === "literal") nested.values.forEach((value, index) => add(value, nested.shown[index] ?? ""));
    else {
      const value = evaluate(item, place.program, place.context);
      if (value?.kind === "member") add(value.value, `<${value.cls.name}.${value.member}: ${pythonRepr(value.value)}>`);
      else if (value?.kind === "scalar" && typeof value.value !== "bigint") add(value.value, pythonRepr(value.value));
      else return unsupportedType(text, "one of its values is no string, integer or boolean");
    }
  }
  return { kind: "literal", values, shown };
}

/** `Literal[OtherLiteral, "more"]`. */
function nestedLiteral(item: Expression, { program, context, reader }: Place): PyType | undefined {
  if (item.kind !== "name" && item.kind !== "attribute" && item.kind !== "subscript") return undefined;
  const meaning = item.kind === "subscript" ? undefined : program.resolve(item, context);
  if (item.kind !== "subscript" && meaning?.kind !== "variable" && meaning?.kind !== "alias") return undefined;
  const type = reader.read(item, context);
  return type.kind === "alias" ? type.of : type;
}

function pythonRepr(value: string | number | boolean | null): string {
  if (typeof value === "string")
    return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value.replaceAll("'", "\\'")}'`;
  if (value === null) return "None";
  return typeof value === "boolean" ? (value ? "True" : "False") : String(value);
}
