import type { Context } from "./meaning.js";
import type { Program } from "./program.js";
import type { Expression } from "./syntax/tree.js";
import { plain } from "./operators.js";
import { evaluate } from "./value.js";

type NameMaker = (name: string) => string;

/** What a model's `alias_generator` gives for a field; `undefined` parts are not generated. */
export type AliasMaker =
  | {
      readonly kind: "known";
      readonly alias: NameMaker | undefined;
      readonly validation: NameMaker | undefined;
      readonly serialization: NameMaker | undefined;
    }
  | { readonly kind: "dynamic"; readonly expression: Expression; readonly context: Context };

/** `str.title()`: the first letter of every run of letters is raised, the others are lowered. */
const title = (text: string) =>
  text.replace(/\p{L}+/gu, (word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1).toLowerCase()}`);

/** @see https://docs.pydantic.dev/latest/api/config/#pydantic.alias_generators.to_pascal */
export function toPascal(snake: string): string {
  return title(snake).replace(/([0-9A-Za-z])_(?=[0-9A-Z])/g, "$1");
}

/** @see https://docs.pydantic.dev/latest/api/config/#pydantic.alias_generators.to_camel */
export function toCamel(snake: string): string {
  if (/^[a-z]+[A-Za-z0-9]*$/.test(snake) && !/\d[a-z]/.test(snake)) return snake;
  return toPascal(snake).replace(/^_*[A-Z]/, (head) => head.toLowerCase());
}

/** @see https://docs.pydantic.dev/latest/api/config/#pydantic.alias_generators.to_snake */
export function toSnake(camel: string): string {
  return camel
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/([0-9])([A-Z])/g, "$1_$2")
    .replace(/([a-z])([0-9])/g, "$1_$2")
    .replaceAll("-", "_")
    .toLowerCase();
}

const KNOWN_MAKERS: { readonly [name: string]: NameMaker } = {
  "pydantic.to_pascal": toPascal,
  "pydantic.to_camel": toCamel,
  "pydantic.to_snake": toSnake,
};

/** Reads the value of `alias_generator`; `undefined` for none. */
export function aliasGenerator(expression: Expression, program: Program, context: Context): AliasMaker | undefined {
  if (expression.kind === "constant" && expression.value === null) return undefined;
  const meaning = program.follow(program.resolve(expression, context));
  if (meaning?.kind === "variable" && meaning.binding.value?.kind === "call") {
    const { value, module, owner } = meaning.binding;
    return aliasGenerator(value, program, { module, owner, at: value.from });
  }
  if (meaning?.kind === "known") {
    const maker = KNOWN_MAKERS[meaning.name];
    if (maker !== undefined) return { kind: "known", alias: maker, validation: undefined, serialization: undefined };
  }
  const dynamic: AliasMaker = { kind: "dynamic", expression, context };
  if (expression.kind !== "call") return dynamic;
  const called = program.follow(program.resolve(expression.of, context));
  if (called?.kind !== "known" || called.name !== "pydantic.AliasGenerator") return dynamic;
  const parts: { [name: string]: NameMaker | undefined } = {};
  const given = [
    ...expression.args.map((value, index) => ({
      name: ["alias", "validation_alias", "serialization_alias"][index],
      value,
    })),
    ...expression.keywords,
  ];
  for (const { name, value } of given) {
    if (name === undefined) return dynamic;
    if (value.kind === "constant" && value.value === null) continue;
    const maker = program.follow(program.resolve(value, context));
    const known = maker?.kind === "known" ? KNOWN_MAKERS[maker.name] : undefined;
    if (known === undefined) return dynamic;
    parts[name] = known;
  }
  return {
    kind: "known",
    alias: parts["alias"],
    validation: parts["validation_alias"],
    serialization: parts["serialization_alias"],
  };
}

/** The names that a field is accepted under: one, or several of `AliasChoices`; paths with dots. */
export function readAlias(
  expression: Expression,
  program: Program,
  context: Context,
): { readonly names: readonly string[] | null } | undefined {
  if (expression.kind === "call") {
    const called = program.follow(program.resolve(expression.of, context));
    if (called?.kind !== "known") return undefined;
    if (called.name === "pydantic.AliasPath") {
      const parts = expression.args.map((arg) => plain(evaluate(arg, program, context)));
      return parts.every((part) => part !== undefined) ? { names: [parts.join(".")] } : undefined;
    }
    if (called.name !== "pydantic.AliasChoices") return undefined;
    const choices = expression.args.map((arg) => readAlias(arg, program, context)?.names);
    return choices.every((names) => Array.isArray(names)) ? { names: choices.flat() } : undefined;
  }
  const value = plain(evaluate(expression, program, context));
  if (value === null) return { names: null };
  return typeof value === "string" ? { names: [value] } : undefined;
}
