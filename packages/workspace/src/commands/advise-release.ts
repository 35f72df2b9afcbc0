import type { Host } from "../host.js";
import type { AdviseRequest, ReleaseAdvice } from "../release/advise.js";

export type { AdviseRequest, ReleaseAdvice } from "../release/advise.js";

/**
 * Says which version the changes since the last release ask for.
 *
 * @throws ContractsError when it cannot
 */
export async function adviseRelease(host: Host, request: AdviseRequest): Promise<ReleaseAdvice> {
  const { adviseSinceRelease } = await import("../release/advise.js");
  return adviseSinceRelease(host, request);
}
