import type { ExecutorContext } from "@nx/devkit";
import { type JudgingOptions, runJudging } from "../judging.js";

/** Runs buf lint on the project's protos. */
export default function lint(options: JudgingOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runJudging(["lint"], options, context);
}
