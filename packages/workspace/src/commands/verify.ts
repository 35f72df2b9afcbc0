import type { Verification } from "../release/verify/verification.js";

export type { Verification } from "../release/verify/verification.js";

export interface VerifyRequest {
  /** Folder that paths are relative to, absolute. */
  readonly cwd: string;
  /** Assets, folders of assets, and unpacked bundles. */
  readonly paths: readonly string[];
}

/**
 * Verifies assets of a release without any tool, and without a configuration.
 * Writes nothing.
 *
 * @throws ContractsError for what cannot be looked at
 */
export async function verify({ cwd, paths }: VerifyRequest): Promise<Verification> {
  const { verifyPath } = await import("../release/verify/index.js");
  const parts = paths.map((path) => verifyPath(cwd, path));
  return { assets: parts.flatMap(({ assets }) => assets), findings: parts.flatMap(({ findings }) => findings) };
}
