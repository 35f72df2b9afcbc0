import type { Tree } from "@nx/devkit";
import type { ConsumerRequest } from "@nx-contracts/workspace/scaffold";
import { contractProject, knownProjects } from "../contract-project.js";
import { scaffold } from "../scaffolding.js";

/** Options of the generator, as its `schema.json` describes them. */
export interface ConsumerOptions extends Pick<ConsumerRequest, "name" | "language" | "directory" | "record"> {
  readonly contracts?: string;
}

/** Makes a project that consumes a contract. */
export default function consumer(tree: Tree, { contracts, ...options }: ConsumerOptions): Promise<() => void> {
  return scaffold(tree, async (host) => {
    const { planConsumer } = await import("@nx-contracts/workspace/scaffold");
    const projects = await knownProjects();
    const found = await contractProject(host, tree, projects, contracts);
    const progress = (step: string) => void process.stderr.write(`${step} …\n`);
    return planConsumer(host, { ...options, ...found, projects, progress });
  });
}
