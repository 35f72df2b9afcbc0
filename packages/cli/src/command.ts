import { run } from "./run.js";
import { processTerminal } from "./terminal.js";

/** Runs a command line in this process, and gives its exit code. */
export function start(argv: readonly string[]): Promise<number> {
  return run(argv, processTerminal());
}
