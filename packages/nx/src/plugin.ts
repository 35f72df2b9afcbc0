import type { CreateNodes } from "@nx/devkit";
import { openHost } from "@nx-contracts/workspace/inputs";
import { inferProject } from "./graph/infer-project.js";
import type { PluginOptions } from "./options.js";
import { fingerprint } from "./version.js";

export type { PluginOptions } from "./options.js";

export const name = "nx-contracts";

/**
 * Infers a project with the targets `check`, `parity` and `lint` for every
 * `contracts.yaml`.
 *
 * No edge runs from it to the projects whose files it names: Nx takes the
 * inputs of the targets for that, file by file. An edge would select the
 * contracts for every change in those projects.
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
