import type { Tree } from "@nx/devkit";
import { ContractsError } from "@nx-contracts/ir";
import type { CiRequest } from "@nx-contracts/workspace/scaffold";
import { contractProjects, knownProjects, NO_CONTRACTS } from "../contract-project.js";
import { defaultBranch } from "../registration.js";
import { scaffold } from "../scaffolding.js";
import { parse } from "jsonc-parser";

/** Options of the generator, as its `schema.json` describes them. */
export type CiOptions = Pick<CiRequest, "provider" | "file" | "attest">;

/** Writes pipelines that check and release the contracts of the workspace. */
export default function ci(tree: Tree, options: CiOptions): Promise<() => void> {
  return scaffold(tree, async (host) => {
    const { planCi } = await import("@nx-contracts/workspace/scaffold");
    const projects = await contractProjects(host, tree, await knownProjects());
    if (projects.length === 0) throw new ContractsError("config-missing", NO_CONTRACTS);
    const branch = defaultBranch(parse(tree.read("nx.json", "utf8") ?? "{}"));
    const listed = projects.map(({ config, contracts }) => ({ ...contracts, config, name: contracts.project }));
    return planCi(host, { ...options, projects: listed, branch });
  });
}
