import type { Tree } from "@nx/devkit";
import { baseBranch, openHost } from "@nx-contracts/workspace";
import { dayOf } from "@nx-contracts/workspace/circumstances";
import { applyPlan, orReadable, unwritten } from "../apply-plan.js";

/**
 * Puts the workspace under contract: registers the plugin and its sync
 * generator in `nx.json`, proposes pairs of models and protos, and writes
 * `contracts.yaml` and the lock. What exists is left as it is.
 *
 * @throws Error that Nx prints; the tree is as it was
 */
export default async function init(tree: Tree, { folder }: { readonly folder?: string } = {}): Promise<() => void> {
  const { describeProposals, nextSteps, planInit } = await import("@nx-contracts/workspace/init");
  const { overlay } = await import("@nx-contracts/workspace/change");
  const host = overlay(openHost({ cwd: tree.root, root: tree.root }), unwritten(tree));
  const today = dayOf(new Date());
  const request = { base: baseBranch(host, undefined), today, registers: true, ...(folder && { folder }) };
  const plan = await orReadable(planInit(host, request));
  return applyPlan(tree, { files: plan.files, done: [describeProposals(plan).trimEnd()], left: nextSteps(plan) });
}
