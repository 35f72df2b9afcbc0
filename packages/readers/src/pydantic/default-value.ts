import type { DefaultValue } from "@nx-contracts/ir";
import type { WrittenDefault } from "./field.js";
import { textOf } from "./meaning.js";
import type { Program } from "./program.js";
import { evaluate, toJson } from "./value.js";

const EMPTY_FACTORIES: { readonly [name: string]: "list" | "map" } = {
  "builtins.list": "list",
  "builtins.set": "list",
  "builtins.frozenset": "list",
  "builtins.tuple": "list",
  "typing.List": "list",
  "typing.Set": "list",
  "typing.Deque": "list",
  "builtins.dict": "map",
  "typing.Dict": "map",
  "typing.OrderedDict": "map",
  "typing.DefaultDict": "map",
  "typing.Counter": "map",
};

/** What a field holds when nothing is given. */
export function readDefault(written: WrittenDefault, program: Program): DefaultValue {
  const { expression, context } = written;
  const dynamic: DefaultValue = { kind: "dynamic", text: textOf(expression, context) };
  if (written.kind === "factory") {
    const made = expression.kind === "subscript" ? expression.of : expression;
    const meaning = program.follow(program.resolve(made, context));
    if (meaning?.kind === "known") {
      const of = EMPTY_FACTORIES[meaning.name];
      return of === undefined ? dynamic : { kind: "empty", of };
    }
    return meaning?.kind === "class" && program.classes.kind(meaning.cls) === "model"
      ? { kind: "empty", of: "record" }
      : dynamic;
  }
  const value = evaluate(expression, program, context);
  if (value === undefined) return dynamic;
  if (value.kind === "member") return { kind: "member", enum: value.cls.qualifiedName, member: value.member };
  if (value.kind === "sequence" && value.items.length === 0) return { kind: "empty", of: "list" };
  if (value.kind === "dict" && value.entries.length === 0) return { kind: "empty", of: "map" };
  const json = toJson(value);
  return json === undefined ? dynamic : { kind: "value", value: json };
}
