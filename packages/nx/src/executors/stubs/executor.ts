import type { ExecutorContext } from "@nx/devkit";
import { type JudgingOptions, runJudging } from "../judging.js";

/** Judges whether generated files are what the protos say. */
export default function stubs(options: JudgingOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runJudging(["stubs"], options, context);
}
