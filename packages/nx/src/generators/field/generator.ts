import type { Tree } from "@nx/devkit";
import type { FieldAddition } from "@nx-contracts/workspace/change";
import { type ChangeOptions, changeTree } from "../apply-plan.js";

/** Options as `schema.json` describes them. */
export type FieldOptions = ChangeOptions & Omit<FieldAddition, "kind">;

/** Adds a field to the source model, to every mirror, to the lock and to the stubs. */
export default function field(tree: Tree, { config, project, generate, ...asked }: FieldOptions): Promise<() => void> {
  const place = { ...(config !== undefined && { config }), ...(project !== undefined && { project }) };
  return changeTree(tree, { ...place, ...(generate !== undefined && { generate }) }, { kind: "add-field", ...asked });
}
