import { type Asked, type Question, takeAhead } from "@nx-contracts/workspace/git";
import { run } from "./run.js";
import { processTerminal } from "./terminal.js";

/** How a command line ended. */
export interface Ended {
  readonly code: number;
  /** What git was asked that the next run asks again. */
  readonly asked: readonly Question[];
}

/**
 * Runs a command line in this process.
 *
 * @param ahead what git works at already
 */
export async function start(argv: readonly string[], ahead: readonly Asked[]): Promise<Ended> {
  const finish = takeAhead(ahead);
  const code = await run(argv, processTerminal());
  return { code, asked: finish() };
}
