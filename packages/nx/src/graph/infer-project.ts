import type { ProjectConfiguration, TargetConfiguration } from "@nx/devkit";
import { type ConfigInputs, deriveInputs, type Host } from "@nx-contracts/workspace/inputs";
import type { PluginOptions } from "../options.js";

/** A project as the plugin states it; its root is the key that Nx files it under. */
export type InferredProject = Omit<ProjectConfiguration, "root">;

/**
 * Infers the project of a `contracts.yaml`. A broken file has its targets too:
 * running them says what is wrong, and the graph of the others stands.
 *
 * @param file relative to the workspace root
 * @param version of the plugin, hashed with every target
 */
export function inferProject(host: Host, file: string, options: PluginOptions, version: string): InferredProject {
  const { checkTargetName = "check", parityTargetName = "parity", lintTargetName = "lint" } = options;
  const root = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".";
  const inputs = deriveInputs(host, file, new TextDecoder().decode(host.bytes(file)));
  const target = (verb: Verb): TargetConfiguration => inferTarget(verb, inputs, root, version);
  return {
    name: inputs.name ?? (root === "." ? "contracts" : root.replaceAll("/", "-")),
    targets: {
      [checkTargetName]: target("check"),
      [parityTargetName]: target("parity"),
      [lintTargetName]: target("lint"),
    },
    metadata: {
      technologies: ["nx-contracts", ...inputs.readers],
      ...(inputs.description !== undefined && { description: inputs.description }),
    },
  };
}

const VERBS = {
  check: { description: "Judge every contract by every family of rules.", inputs: "parity" },
  parity: { description: "Compare every source with its mirrors.", inputs: "parity" },
  lint: { description: "Run buf lint as diagnostics.", inputs: "lint" },
} as const satisfies { readonly [verb: string]: { readonly description: string; readonly inputs: keyof ConfigInputs } };

type Verb = keyof typeof VERBS;

/**
 * A command and no executor: Nx forks a process for an executor, which costs
 * more than the command takes. `externalDependencies` is left out, so that
 * every npm package is hashed, the plugin itself and what TypeScript mirrors
 * import among them: naming them would fail the task wherever the lock file
 * lists them differently.
 */
function inferTarget(verb: Verb, inputs: ConfigInputs, root: string, version: string): TargetConfiguration {
  const command = `nx-contracts ${verb}`;
  return {
    command: `${command} --no-time`,
    options: { cwd: "{projectRoot}", env: { NX_CONTRACTS_VERSION: version } },
    // What lies outside the workspace cannot be hashed.
    cache: !inputs.leavesWorkspace,
    inputs: inputs[VERBS[verb].inputs].map((pattern) => toInput(pattern, root)),
    outputs: [],
    metadata: {
      technologies: ["nx-contracts"],
      description: VERBS[verb].description,
      help: { command: `npx ${command} --help`, example: { args: ["--format=json"] } },
    },
  };
}

function toInput(pattern: string, root: string): string {
  return pattern.startsWith(`${root}/`)
    ? `{projectRoot}/${pattern.slice(root.length + 1)}`
    : `{workspaceRoot}/${pattern}`;
}
