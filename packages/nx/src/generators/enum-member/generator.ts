import type { Tree } from "@nx/devkit";
import type { MemberAddition } from "@nx-contracts/workspace/change";
import { type ChangeOptions, changeTree } from "../apply-plan.js";

/** Options as `schema.json` describes them. */
export type MemberOptions = ChangeOptions & Omit<MemberAddition, "kind">;

/** Adds a member to an enum of the source, to every mirror, to the lock and to the stubs. */
export default function member(
  tree: Tree,
  { config, project, generate, ...asked }: MemberOptions,
): Promise<() => void> {
  const place = { ...(config !== undefined && { config }), ...(project !== undefined && { project }) };
  return changeTree(tree, { ...place, ...(generate !== undefined && { generate }) }, { kind: "add-member", ...asked });
}
