import type { RawFinding } from "@nx-contracts/engine";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import type { JudgeRequest } from "./judge.js";

/**
 * Judges the generated files that are checked in. Where there are none,
 * nothing of it is loaded.
 *
 * @throws ContractsError
 */
export async function judgeGenerated(
  host: Host,
  config: Config,
  { cwd, regenerate = false }: Pick<JudgeRequest, "cwd" | "regenerate">,
): Promise<readonly RawFinding[]> {
  if (!config.generate.some(({ isCheckedIn }) => isCheckedIn)) return [];
  const { judgeStubs } = await import("../stubs/judge-stubs.js");
  const judged = await judgeStubs(host, config);
  if (!regenerate) return judged.findings;
  const { regeneratedFindings } = await import("../stubs/regenerate.js");
  return [...judged.findings, ...(await regeneratedFindings(host, config, judged, cwd))];
}
