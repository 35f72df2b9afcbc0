import type { ExecutorContext } from "@nx/devkit";
import { type JudgingOptions, runJudging } from "../judging.js";

/** Compares the sources of the project's contracts with their mirrors. */
export default function parity(options: JudgingOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runJudging(["parity"], options, context);
}
