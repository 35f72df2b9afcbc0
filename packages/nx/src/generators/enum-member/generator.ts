import type { Tree } from "@nx/devkit";
import type { MemberAddition } from "@nx-contracts/workspace/change";
import { type ChangeOptions, changeTree } from "../apply-plan.js";

/** Options as `schema.json` describes them. */
export type MemberOptions = ChangeOptions & Omit<MemberAddition, "kind"> & { readonly remove?: boolean };

/** Adds a member to an enum of the source, to every mirror, to the lock and to the stubs; or takes it away. */
export default function member(tree: Tree, options: MemberOptions): Promise<() => void> {
  const { config, project, generate, remove = false, ...asked } = options;
  const place = { ...(config !== undefined && { config }), ...(project !== undefined && { project }) };
  const { enum: name, name: member, contract } = asked;
  const named = { enum: name, name: member, ...(contract !== undefined && { contract }) };
  const request = remove ? { kind: "remove-member" as const, ...named } : { kind: "add-member" as const, ...asked };
  return changeTree(tree, { ...place, ...(generate !== undefined && { generate }) }, request);
}
