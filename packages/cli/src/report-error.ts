import { formatError } from "@nx-contracts/engine";
import { ContractsError, ERROR_CODES } from "@nx-contracts/ir";
import type { Terminal } from "./terminal.js";

/** Says on standard error why there is no answer, and gives the exit code. */
export function reportError(error: unknown, terminal: Terminal, version: string): number {
  if (error instanceof ContractsError) {
    terminal.err(formatError(error));
    return ERROR_CODES[error.code].exit;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(
    `nx-contracts ${version} failed. This is a bug in nx-contracts: please report it with these lines.\n${stack}\n`,
  );
  return ERROR_CODES.internal.exit;
}
