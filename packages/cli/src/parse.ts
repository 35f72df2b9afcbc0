import { type ParseArgsConfig, parseArgs } from "node:util";
import { ContractsError, nearestName } from "@nx-contracts/ir";
import type { Values, Verb } from "./verb.js";

export interface Parsed {
  readonly values: Values;
  readonly positionals: readonly string[];
}

/**
 * Parses what stands after a verb.
 *
 * @throws ContractsError `usage` with the nearest option that exists
 */
export function parse(name: string, { options }: Verb, args: readonly string[]): Parsed {
  const known: NonNullable<ParseArgsConfig["options"]> = { help: { type: "boolean", short: "h" } };
  for (const [option, { type, short, multiple }] of Object.entries(options)) {
    known[option] = { type, ...(short !== undefined && { short }), ...(multiple !== undefined && { multiple }) };
  }
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: known,
      allowPositionals: true,
      strict: true,
    });
    return { values, positionals };
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    const option = /'(?:-\w, )?(--?[\w-]+)/.exec(text)?.[1];
    const near = option === undefined ? undefined : nearestName(option.replace(/^-+/, ""), Object.keys(known));
    if (text.includes("argument is ambiguous")) {
      const message = `What follows \`${option}\` begins with a dash, as an option does.`;
      throw new ContractsError(
        "usage",
        { message, next: `Where it is the value, join them: \`${option}=-…\`` },
        { cause },
      );
    }
    const isUnknown = text.startsWith("Unknown option");
    throw new ContractsError(
      "usage",
      {
        message: isUnknown ? `\`${name}\` has no option \`${option}\`.` : `${text.split(". ")[0]}.`,
        next:
          isUnknown && near ? `Did you mean \`--${near}\`?` : `\`nx-contracts ${name} --help\` shows what it takes.`,
      },
      { cause },
    );
  }
}
