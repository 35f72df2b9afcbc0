import type { Tree } from "@nx/devkit";
import type { ChangeRequest } from "@nx-contracts/workspace/change";
import { type ChangeOptions, changeTree } from "../apply-plan.js";

/** Options as `schema.json` describes them. */
export interface RemoveOptions extends ChangeOptions {
  /** A record or an enum; absent for a whole contract. */
  readonly name?: string;
  readonly contract?: string;
}

/** Takes a record, an enum or a whole contract away, with its files, unless something uses it. */
export default async function remove(tree: Tree, options: RemoveOptions): Promise<() => void> {
  const { name = "", contract, ...place } = options;
  if (name === "" && contract === undefined)
    throw new Error("Name a record or an enum, or a contract with --contract.");
  const named = { name, ...(contract !== undefined && { contract }) };
  const request: ChangeRequest =
    name === "" ? { kind: "remove-contract", contract: contract ?? "" } : { kind: "remove-record", ...named };
  return changeTree(tree, place, request);
}
