import { createHash } from "node:crypto";
import type { Circumstances } from "./circumstances.js";

/**
 * Names of the variables that hold a project's circumstances.
 *
 * @param folder relative to the workspace root
 */
export function projectVariables(folder: string): {
  readonly [circumstance in Exclude<keyof Circumstances, "folder">]: string;
} {
  const digest = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  return {
    against: `NX_CONTRACTS_AGAINST_${digest}`,
    due: `NX_CONTRACTS_DUE_${digest}`,
    beside: `NX_CONTRACTS_BESIDE_${digest}`,
  };
}
