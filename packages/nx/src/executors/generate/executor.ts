import type { ExecutorContext } from "@nx/devkit";
import { type GenerateOptions, runGenerate } from "../generating.js";

/** Generates code from the protos of the project. */
export default function generate(options: GenerateOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runGenerate(options, context);
}
