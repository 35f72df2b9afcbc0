import type { Tree } from "@nx/devkit";
import { openHost } from "@nx-contracts/workspace";
import type { ConsumerRequest } from "@nx-contracts/workspace/scaffold";
import { applyPlan, orReadable } from "../apply-plan.js";
import { contractProject, knownProjects } from "../contract-project.js";
import { installing } from "../install-packages.js";

/** Options of the generator, as its `schema.json` describes them. */
export interface ConsumerOptions extends Pick<ConsumerRequest, "name" | "language" | "directory" | "record"> {
  readonly contracts?: string;
  readonly skipInstall?: boolean;
}

/** Makes a project that consumes a contract. */
export default async function consumer(tree: Tree, options: ConsumerOptions): Promise<() => void> {
  const { contracts, skipInstall, ...asked } = options;
  const { planConsumer } = await import("@nx-contracts/workspace/scaffold");
  const host = openHost({ cwd: tree.root, root: tree.root });
  const projects = await knownProjects();
  const progress = (step: string) => void process.stderr.write(`${step} …\n`);
  const found = await orReadable(contractProject(host, tree, projects, contracts));
  const plan = await orReadable(planConsumer(host, { ...asked, ...found, projects, progress }));
  const say = applyPlan(tree, plan);
  return skipInstall === true ? say : installing(tree, plan, say);
}
