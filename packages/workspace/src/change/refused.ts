import { ContractsError, type Problem } from "@nx-contracts/ir";

/** A request that cannot be honoured: the tree stays as it is. */
export function refused(message: string, next: string, at?: Problem["at"]): ContractsError {
  return new ContractsError("change-refused", { message, next, ...(at && { at }) });
}
