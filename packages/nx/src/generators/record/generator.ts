import type { Tree } from "@nx/devkit";
import { type ChangeOptions, changeTree } from "../apply-plan.js";
import { type RecordAsked, recordRequest } from "./request.js";

/** Options as `schema.json` describes them. */
export type RecordOptions = ChangeOptions & RecordAsked;

/** Adds a record or an enum to the source, to every mirror, to the lock and to the stubs. */
export default async function record(tree: Tree, options: RecordOptions): Promise<() => void> {
  const { config, project, generate, ...asked } = options;
  const place = { ...(config !== undefined && { config }), ...(project !== undefined && { project }) };
  return changeTree(tree, { ...place, ...(generate !== undefined && { generate }) }, await recordRequest(asked));
}
