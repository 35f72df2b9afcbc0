import type { ExecutorContext } from "@nx/devkit";
import { type JudgingOptions, runJudging } from "../judging.js";

/** Judges what changed in the project's contracts since an older version. */
export default function compat(options: JudgingOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runJudging(["compat", "lifecycle"], options, context);
}
