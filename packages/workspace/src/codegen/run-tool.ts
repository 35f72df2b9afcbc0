import { ContractsError, type Problem } from "@nx-contracts/ir";
import { type Finished, lastLines, run, type RunOptions } from "../process.js";

export interface ToolOptions extends RunOptions {
  /** What the tool is called in messages. */
  readonly name: string;
  /** What is said where the program does not exist. */
  readonly missing: Problem;
  /** What to do where it fails. */
  readonly next?: string;
}

/**
 * Runs a generator to its end.
 *
 * @returns its standard output
 * @throws ContractsError `tool-missing`, or `tool-failed` with its arguments, exit status and last lines
 */
export async function runTool(argv: readonly [string, ...string[]], options: ToolOptions): Promise<string> {
  const { name, next, status, stdout, stderr } = { ...options, ...(await start(argv, options)) };
  if (status === 0) return stdout;
  const problem = { message: `\`${name}\` failed.`, next: next ?? "What it printed says why." };
  throw new ContractsError("tool-failed", problem, { tool: { argv, status, output: lastLines(stderr || stdout) } });
}

async function start(argv: readonly [string, ...string[]], options: ToolOptions): Promise<Finished> {
  try {
    return await run(argv, options);
  } catch (cause) {
    throw new ContractsError("tool-missing", options.missing, { cause });
  }
}

/** The command that installs a language where its own package manager does not. */
export function installCommand(packages: {
  readonly apt: string;
  readonly brew: string;
  readonly winget: string;
}): string {
  if (process.platform === "darwin") return `brew install ${packages.brew}`;
  if (process.platform === "win32") return `winget install ${packages.winget}`;
  return `apt-get install ${packages.apt}`;
}
