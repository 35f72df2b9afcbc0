import type { TargetConfiguration } from "@nx/devkit";
import { RELEASE_VARIABLES, releaseVariable } from "@nx-contracts/workspace/circumstances";

/**
 * The target that releases. An executor and no command: a tag is a value, and
 * Nx hands arguments to commands through a shell. What it depends on is the
 * commit of the tag and the releases before it, which `preTasksExecution`
 * finds, and no file of the work tree.
 *
 * @param out folder of the assets, relative to the workspace root
 * @param root of the project
 * @param version of the plugin
 */
export function inferRelease(out: string, root: string, version: string): TargetConfiguration {
  const variables = [releaseVariable(root), ...Object.values(RELEASE_VARIABLES).flat()];
  return {
    executor: "nx-contracts:release",
    options: { out, version },
    // What lies outside the workspace cannot be kept.
    cache: !out.startsWith("../"),
    inputs: variables.map((env) => ({ env })),
    outputs: ["{options.out}"],
    metadata: {
      technologies: ["nx-contracts"],
      description: "Make the assets of a release from the commit of a tag.",
      help: { command: "npx nx-contracts release --help", example: { options: { tag: "proto-v7" } } },
    },
  };
}
