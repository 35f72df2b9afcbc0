import type { ProjectConfiguration, TargetConfiguration } from "@nx/devkit";
import { HASHED_VARIABLE, projectVariables } from "@nx-contracts/workspace/circumstances";
import { type ConfigInputs, deriveInputs, type Host } from "@nx-contracts/workspace/inputs";
import type { PluginOptions } from "../options.js";
import { inferRelease } from "./infer-release.js";

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
  const root = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".";
  const inputs = deriveInputs(host, file, new TextDecoder().decode(host.bytes(file)));
  const verbs = VERBS.filter((verb) => (verb !== "generate" && verb !== "stubs") || inputs[verb] !== undefined);
  const targets = verbs.map((verb): [string, TargetConfiguration] => [
    options[`${verb}TargetName`] ?? verb,
    inferTarget(verb, inputs, root, version),
  ]);
  if (inputs.release) {
    const { out } = inputs.release;
    targets.push([options.releaseTargetName ?? "release", inferRelease(out, root, version)]);
  }
  return {
    name: inputs.name ?? (root === "." ? "contracts" : root.replaceAll("/", "-")),
    targets: Object.fromEntries(targets),
    metadata: {
      technologies: ["nx-contracts", ...inputs.readers],
      ...(inputs.description !== undefined && { description: inputs.description }),
    },
  };
}

const VERBS = ["check", "parity", "lint", "compat", "cochange", "diff", "impact", "lock", "generate", "stubs"] as const;
type Verb = (typeof VERBS)[number];

interface Inference {
  readonly description: string;
  /** After the verb. */
  readonly arguments: string;
  readonly example: string;
  readonly inputs: "parity" | "lint" | "changes" | "check" | "generate" | "stubs";
  /** The same files do not always give the same answer: it depends on commits and days as well. */
  readonly dependsOnRun?: true;
  /** Which generated files git knows is part of the answer. */
  readonly dependsOnIndex?: true;
  /** It writes, or nobody waits for it twice. */
  readonly isNeverCached?: true;
}

const INFERENCES: { readonly [verb in Verb]: Inference } = {
  check: {
    description: "Judge every contract by every family of rules.",
    arguments: "--no-time",
    example: "--format=json",
    inputs: "check",
    dependsOnRun: true,
    dependsOnIndex: true,
  },
  parity: {
    description: "Compare every source with its mirrors.",
    arguments: "--no-time",
    example: "--format=json",
    inputs: "parity",
  },
  lint: {
    description: "Run buf lint as diagnostics.",
    arguments: "--no-time",
    example: "--format=json",
    inputs: "lint",
  },
  compat: {
    description: "Judge what changed since the branch left its base.",
    arguments: "--no-time",
    example: "--against=main",
    inputs: "changes",
    dependsOnRun: true,
  },
  cochange: {
    description: "Judge what has to change together since the branch left its base.",
    arguments: "--no-time",
    example: "--base=main",
    inputs: "check",
    dependsOnRun: true,
  },
  diff: {
    description: "Say what changed since the branch left its base.",
    arguments: "--against merge-base",
    example: "--format=json",
    inputs: "changes",
    isNeverCached: true,
  },
  impact: {
    description: "Say which projects a change reaches, field by field.",
    arguments: "",
    example: "--format=html --output=impact.html",
    inputs: "changes",
    isNeverCached: true,
  },
  lock: {
    description: "Write every number and name that the protos use into contracts.lock.",
    arguments: "--no-time",
    example: "--format=json",
    inputs: "changes",
    isNeverCached: true,
  },
  generate: {
    description: "Generate code from the protos.",
    arguments: "--no-time",
    example: "--dry-run",
    inputs: "generate",
  },
  stubs: {
    description: "Judge whether generated files are what the protos say.",
    arguments: "--no-time",
    example: "--regenerate",
    inputs: "stubs",
    dependsOnIndex: true,
  },
};

/**
 * A command and no executor: Nx forks a process for an executor, which costs
 * more than the command takes. `externalDependencies` is left out, so that
 * every npm package is hashed, the plugin itself and what TypeScript mirrors
 * import among them: naming them would fail the task wherever the lock file
 * lists them differently.
 */
function inferTarget(verb: Verb, inputs: ConfigInputs, root: string, version: string): TargetConfiguration {
  const inference = INFERENCES[verb];
  const { against, due, beside } = projectVariables(root);
  const leaves = inputs.leavesWorkspace || (inference.dependsOnRun === true && inputs.comparesOutside);
  const made = inference.inputs === "generate" ? inputs.generate : undefined;
  const named = inference.inputs;
  const patterns = named === "generate" || named === "stubs" ? (inputs[named]?.inputs ?? []) : inputs[named];
  const index = inference.dependsOnIndex ? indexInput(inputs) : [];
  const files = [...patterns.map((pattern) => toInput(pattern, root)), ...index];
  return {
    command: `nx-contracts ${verb} ${inference.arguments}`.trimEnd(),
    options: {
      cwd: "{projectRoot}",
      env: { NX_CONTRACTS_VERSION: version, ...(inference.dependsOnRun && { [HASHED_VARIABLE]: against }) },
    },
    // What lies outside the workspace cannot be hashed.
    cache: inference.isNeverCached !== true && !leaves && made?.isExact !== false,
    inputs: inference.dependsOnRun ? [...files, { env: against }, { env: due }, { env: beside }] : files,
    outputs: (made?.outputs ?? []).map((pattern) => toInput(pattern, root)),
    metadata: {
      technologies: ["nx-contracts"],
      description: inference.description,
      help: { command: `npx nx-contracts ${verb} --help`, example: { args: [inference.example] } },
    },
  };
}

/** Adding a file to git changes what is said of it, and no file that is hashed. Outside of git there is nothing to know. */
function indexInput({ stubs }: ConfigInputs): readonly { readonly runtime: string }[] {
  if (stubs === undefined) return [];
  const quoted = stubs.pathspecs.filter((spec) => !/["$`\\%!\n]/.test(spec)).map((spec) => `"${spec}"`);
  return quoted.length === 0 ? [] : [{ runtime: `git ls-files -- ${quoted.join(" ")} || exit 0` }];
}

function toInput(pattern: string, root: string): string {
  return pattern.startsWith(`${root}/`)
    ? `{projectRoot}/${pattern.slice(root.length + 1)}`
    : `{workspaceRoot}/${pattern}`;
}
