/** The base branch of an Nx run; like `NX_BASE`, and ahead of it. */
export const BRANCH_VARIABLE = "NX_CONTRACTS_BRANCH";
/** A digest of the circumstances of all projects. */
export const STATE_VARIABLE = "NX_CONTRACTS_STATE";
/** In the task of a project: the name of the variable that says what it is compared with. */
export const HASHED_VARIABLE = "NX_CONTRACTS_HASHED";

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
