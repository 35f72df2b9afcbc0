import type { Tree } from "@nx/devkit";
import { type ChangeOptions, changeTree } from "../apply-plan.js";
import { type FieldAsked, fieldRequest } from "./request.js";

/** Options as `schema.json` describes them. */
export type FieldOptions = ChangeOptions & FieldAsked;

/** Adds, removes, deprecates or renames a field in the source model, in every mirror, the lock and the stubs. */
export default function field(tree: Tree, { config, project, generate, ...asked }: FieldOptions): Promise<() => void> {
  const place = { ...(config !== undefined && { config }), ...(project !== undefined && { project }) };
  return changeTree(tree, { ...place, ...(generate !== undefined && { generate }) }, fieldRequest(asked));
}
