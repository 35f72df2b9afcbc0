import type { Config } from "../../config/config.js";
import { loadConfig } from "../../config/load.js";
import type { Host } from "../../host.js";
import { readTemplate } from "../../layout/templates.js";
import { type PackageManager, packageManagerOf } from "./package-manager.js";

/** A contract project that pipelines check and release. */
export interface PipelineProject {
  /** As Nx calls it. */
  readonly name: string;
  /** Path of its `contracts.yaml`, relative to the workspace root. */
  readonly config: string;
  /** Names of its targets. */
  readonly check: string;
  readonly release: string;
}

/** What pipelines have to know of a workspace. */
export interface PipelineFacts {
  readonly packageManager: PackageManager;
  /** File that says which Node it takes. */
  readonly nodeVersionFile?: string;
  readonly branch: string;
  readonly projects: readonly ReleasedProject[];
}

export interface ReleasedProject extends PipelineProject {
  /** Pattern of the tags of its releases. */
  readonly tags: string;
  /** Folder of its assets, relative to the workspace root. */
  readonly assets: string;
  /** There is something to release. */
  readonly releases: boolean;
  /** What generating needs besides Node. */
  readonly needsPython: boolean;
  readonly needsGo: boolean;
}

export const NODE_VERSION = "22";

/** Reads what pipelines depend on. */
export function readFacts(host: Host, projects: readonly PipelineProject[], branch: string): PipelineFacts {
  const nodeVersionFile = [".nvmrc", ".node-version"].find((file) => host.kind(file) === "file");
  return {
    packageManager: packageManagerOf(host),
    ...(nodeVersionFile !== undefined && { nodeVersionFile }),
    branch,
    projects: projects.map((project) => ({ ...project, ...releaseOf(host, project.config) })),
  };
}

function releaseOf(host: Host, path: string): Omit<ReleasedProject, keyof PipelineProject> {
  const config = loadConfig(host, path);
  const { release, generate } = config;
  return {
    tags: release.tag,
    assets: release.out,
    releases: generate.length > 0 || release.bundles !== undefined,
    needsPython: needs(host, config, "grpcio-tools", /^(?:python|pyi|grpc-python|mypy)/),
    needsGo: needs(host, config, "protoc-gen-go", /^go/),
  };
}

function needs(host: Host, { generate }: Config, tool: string, plugins: RegExp): boolean {
  return generate.some((output) =>
    output.template === undefined
      ? output.tool.startsWith(tool)
      : readTemplate(host, output.template).plugins.some(({ name }) => plugins.test(name)),
  );
}
