import type { Tree } from "@nx/devkit";
import { baseBranch } from "@nx-contracts/workspace";
import { dayOf } from "@nx-contracts/workspace/circumstances";
import { applyPlan, orReadable, treeHost } from "../apply-plan.js";

/**
 * Puts the workspace under contract: registers the plugin and its sync
 * generator in `nx.json`, proposes pairs of models and protos, and writes
 * `contracts.yaml` and the lock. What exists is left as it is.
 *
 * @throws Error that Nx prints; the tree is as it was
 */
export default async function init(tree: Tree, { folder }: { readonly folder?: string } = {}): Promise<() => void> {
  const { describeProposals, nextSteps, planInit } = await import("@nx-contracts/workspace/init");
  const host = treeHost(tree, tree.root);
  const today = dayOf(new Date());
  const request = { base: baseBranch(host, undefined), today, registers: true, ...(folder && { folder }) };
  const plan = await orReadable(planInit(host, request));
  return applyPlan(tree, { files: plan.files, done: [describeProposals(plan).trimEnd()], left: nextSteps(plan) });
}
