import { ContractsError, nearestName } from "@nx-contracts/ir";
import { programHelp, verbHelp } from "./help.js";
import { parse } from "./parse.js";
import { reportError } from "./report-error.js";
import type { Terminal } from "./terminal.js";
import { VERBS } from "./verbs/catalogue.js";
import { VERSION } from "./version.js";

/** Runs one command line, without the program's name, and gives its exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    return reportError(error, terminal, VERSION);
  }
}

async function dispatch([name, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  const summaries = Object.fromEntries(Object.entries(VERBS).map(([verb, { summary }]) => [verb, summary]));
  if (name === "--version" || name === "-V") {
    terminal.out(`${VERSION}\n`);
    return 0;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    terminal.out(programHelp(summaries, VERSION));
    return 0;
  }
  if (!isVerb(name)) {
    const near = nearestName(name, Object.keys(VERBS));
    throw new ContractsError("usage", {
      message: `There is no verb \`${name}\`.`,
      next: near ? `Did you mean \`${near}\`?` : `Known: ${Object.keys(VERBS).join(", ")}.`,
    });
  }
  const verb = await VERBS[name].load();
  const { values, positionals } = parse(name, verb, rest);
  if (values["help"] === true) {
    terminal.out(verbHelp(verb));
    return 0;
  }
  return verb.run(terminal, values, positionals);
}

function isVerb(name: string): name is keyof typeof VERBS {
  return Object.hasOwn(VERBS, name);
}
