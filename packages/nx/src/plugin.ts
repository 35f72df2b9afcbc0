import type { CreateDependencies, CreateNodes, PreTasksExecution } from "@nx/devkit";
import { openHost } from "@nx-contracts/workspace/inputs";
import { dayOf } from "@nx-contracts/workspace/circumstances";
import { inferProject } from "./graph/infer-project.js";
import type { PluginOptions } from "./options.js";
import { runVariables } from "./run/variables.js";
import { fingerprint } from "./version.js";

export type { PluginOptions } from "./options.js";

export const name = "nx-contracts";

/**
 * Infers a project with the targets `check`, `parity`, `lint`, `compat`, `diff`,
 * `lock` and, where it says what to generate, `generate` for every
 * `contracts.yaml`.
 *
 * No edge runs from it to the projects whose files it names: Nx takes the
 * inputs of the targets for that, file by file. An edge would select the
 * contracts for every change in those projects. Edges run the other way, from
 * those who use what is made of the protos, see `createDependencies`.
 */
export const createNodes: CreateNodes<PluginOptions> = [
  "**/contracts.yaml",
  (files, options, { workspaceRoot }) => {
    const host = openHost({ cwd: workspaceRoot, root: workspaceRoot });
    const version = fingerprint();
    return files.map((file) => {
      const root = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".";
      return [file, { projects: { [root]: inferProject(host, file, options ?? {}, version) } }];
    });
  },
];

/**
 * Draws an edge to the project of a `contracts.yaml` from every project that
 * uses what is made of its protos, so that a change of a proto affects exactly
 * these.
 */
export const createDependencies: CreateDependencies<PluginOptions> = async (_options, context) => {
  // Most commands take the graph from the daemon and never come here.
  const { createEdges } = await import("./graph/create-edges.js");
  return createEdges(context, fingerprint(), process.env["NX_WORKSPACE_DATA_DIRECTORY"]);
};

/**
 * Finds the commits to compare with, once for all tasks of a run, and the days
 * that came, and writes them into the environment, where Nx hashes them.
 */
export const preTasksExecution: PreTasksExecution<PluginOptions> = async (_options, { workspaceRoot, argv }) => {
  // Nx notes what is written into the environment as it stands here; other plugins replace it while this one waits.
  const { env } = process;
  Object.assign(env, await runVariables({ root: workspaceRoot, argv, env, today: dayOf(new Date()) }));
};
