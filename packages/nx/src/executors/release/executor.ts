import type { ExecutorContext } from "@nx/devkit";
import { type ReleaseOptions, runRelease } from "../releasing.js";

/** Makes the assets of a release of the project. */
export default function release(options: ReleaseOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runRelease(options, context);
}
