import { createHash } from "node:crypto";
import type { Circumstances } from "./circumstances.js";

/** The base branch of an Nx run; like `NX_BASE`, and ahead of it. */
export const BRANCH_VARIABLE = "NX_CONTRACTS_BRANCH";
/** A digest of the circumstances of all projects. */
export const STATE_VARIABLE = "NX_CONTRACTS_STATE";
/** In the task of a project: the name of the variable that says what it is compared with. */
export const HASHED_VARIABLE = "NX_CONTRACTS_HASHED";

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

/** What the environment says about the run that a command is part of. */
export interface RunEnvironment {
  readonly base?: string;
  /** See `JudgeRequest`. */
  readonly hashed?: string;
}

/** Reads what Nx, or whoever called it, handed on. */
export function runEnvironment(env: { readonly [name: string]: string | undefined }): RunEnvironment {
  const base = env[BRANCH_VARIABLE] || env["NX_BASE"];
  const hashed = env[env[HASHED_VARIABLE] ?? ""];
  return { ...(base !== undefined && base !== "" && { base }), ...(hashed !== undefined && { hashed }) };
}
