import { ContractsError, ERROR_CODES } from "@nx-contracts/ir";
import type { Terminal } from "./terminal.js";

/** Says on standard error why there is no answer, and gives the exit code. */
export function reportError(error: unknown, terminal: Terminal, version: string): number {
  if (!(error instanceof ContractsError)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err(
      `nx-contracts ${version} failed. This is a bug in nx-contracts: please report it with these lines.\n${stack}\n`,
    );
    return ERROR_CODES.internal.exit;
  }
  for (const { message, at, next } of error.problems) {
    const place = at ? `${at.file}:${at.line}:${at.column}: ` : "";
    terminal.err(`${visible(place)}error: ${visible(message)}${next === undefined ? "" : `\n  ${visible(next)}`}\n`);
  }
  if (error.tool) {
    const { argv, status, output } = error.tool;
    terminal.err(`  $ ${visible(argv.join(" "))}\n  exit status ${status}\n`);
    for (const line of output.split("\n")) terminal.err(`  | ${visible(line)}\n`);
  }
  return ERROR_CODES[error.code].exit;
}

/** Control characters of a hostile name must not reach the terminal. */
function visible(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
    (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}
