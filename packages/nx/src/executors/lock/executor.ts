import type { ExecutorContext } from "@nx/devkit";
import { type JudgingOptions, runJudging } from "../judging.js";

/** Writes the lock of the project, and reports what it could not take in. */
export default function lock(options: JudgingOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runJudging(["lifecycle"], options, context, { writesLock: true });
}
