import type { Side } from "@nx-contracts/engine";
import { ContractsError, READ_RULES } from "@nx-contracts/ir";

/**
 * Refuses sides with errors: what was not understood would look as if nobody
 * used it, or as if it had been removed.
 *
 * @throws ContractsError `source-unreadable`
 */
export function refuseHoles(sides: readonly Side[]): void {
  const errors = sides.flatMap(({ diagnostics }) => diagnostics.filter(({ rule }) => READ_RULES[rule] === "error"));
  if (errors.length === 0) return;
  throw new ContractsError(
    "source-unreadable",
    errors.map(({ message, at, help }) => ({ message, at, next: help ?? "Ask again when every source can be read." })),
  );
}
