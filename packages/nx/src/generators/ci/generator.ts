import type { Tree } from "@nx/devkit";
import { openHost } from "@nx-contracts/workspace";
import type { CiRequest } from "@nx-contracts/workspace/scaffold";
import { parse } from "jsonc-parser";
import { applyPlan, orReadable } from "../apply-plan.js";
import { allContractProjects, knownProjects } from "../contract-project.js";
import { defaultBranch } from "../registration.js";

/** Options of the generator, as its `schema.json` describes them. */
export type CiOptions = Pick<CiRequest, "provider" | "file" | "attest">;

/** Writes pipelines that check and release the contracts of the workspace. */
export default async function ci(tree: Tree, options: CiOptions): Promise<() => void> {
  const { planCi } = await import("@nx-contracts/workspace/scaffold");
  const host = openHost({ cwd: tree.root, root: tree.root });
  const found = await orReadable(allContractProjects(host, tree, await knownProjects()));
  const projects = found.map(({ config, contracts: { project: name, ...targets } }) => ({ name, config, ...targets }));
  const branch = defaultBranch(parse(tree.read("nx.json", "utf8") ?? "{}"));
  return applyPlan(tree, await orReadable(planCi(host, { ...options, projects, branch })));
}
