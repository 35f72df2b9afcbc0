import type { Tree } from "@nx/devkit";
import { openHost } from "@nx-contracts/workspace";
import type { ConsumerRequest } from "@nx-contracts/workspace/scaffold";
import { applyPlan, orReadable } from "../apply-plan.js";
import { knownProjects, sourceOf } from "../contract-project.js";
import { installing } from "../install-packages.js";

/** Options of the generator, as its `schema.json` describes them. */
export interface ConsumerOptions extends Pick<
  ConsumerRequest,
  "name" | "language" | "directory" | "record" | "bundle"
> {
  readonly from?: "stubs" | "bundle";
  readonly contracts?: string;
  readonly skipInstall?: boolean;
}

/** Makes a project that consumes a contract. */
export default async function consumer(tree: Tree, options: ConsumerOptions): Promise<() => void> {
  const { contracts, skipInstall, from, bundle, ...asked } = options;
  const { planConsumer } = await import("@nx-contracts/workspace/scaffold");
  const host = openHost({ cwd: process.cwd(), root: tree.root });
  const projects = await knownProjects();
  const progress = (step: string) => void process.stderr.write(`${step} …\n`);
  const source = await orReadable(sourceOf(host, tree, projects, { contracts, from, bundle }));
  const plan = await orReadable(planConsumer(host, { ...asked, ...source, projects, progress }));
  const say = applyPlan(tree, plan);
  return skipInstall === true ? say : installing(tree, plan, say);
}
