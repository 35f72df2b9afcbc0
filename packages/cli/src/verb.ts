import type { ParseArgsConfig } from "node:util";
import type { Terminal } from "./terminal.js";

/** One option as `parseArgs` takes it, with a line for `--help`. */
export type VerbOption = NonNullable<ParseArgsConfig["options"]>[string] & {
  readonly help: string;
  /** What stands for the value in `--help`. */
  readonly value?: string;
};

export interface VerbOptions {
  readonly [name: string]: VerbOption;
}

/** Values of parsed options; a repeatable one is a list. */
export interface Values {
  readonly [name: string]: string | boolean | readonly (string | boolean)[] | undefined;
}

/** One word after `nx-contracts`. */
export interface Verb {
  readonly summary: string;
  /** After the verb: `read <language> FILE…`. */
  readonly usage: string;
  /** One real example, printed by `--help`. */
  readonly example: string;
  readonly options: VerbOptions;
  /** When it exits with 1, after "when"; left out where it never does. */
  readonly findings?: string;
  /** Exit code: 0 nothing to say, 1 findings. Whatever it throws is an error. */
  readonly run: (terminal: Terminal, values: Values, positionals: readonly string[]) => Promise<0 | 1>;
}

/** Text of an option that takes one value. */
export function textValue(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** Texts of a repeatable option whose values may hold commas. */
export function textValues(values: Values, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** Texts of a repeatable option, commas allowed. */
export function listValue(values: Values, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.flatMap((each) => String(each).split(",")).filter((each) => each !== "") : [];
}
