import type { ExecutorContext } from "@nx/devkit";
import { FAMILIES } from "@nx-contracts/workspace";
import { type JudgingOptions, runJudging } from "../judging.js";

/** Judges the project's contracts by every family of rules. */
export default function check(options: JudgingOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runJudging(FAMILIES, options, context);
}
