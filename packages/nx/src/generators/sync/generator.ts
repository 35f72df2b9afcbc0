import type { Tree } from "@nx/devkit";
import { ContractsError } from "@nx-contracts/ir";
import { findConfigs, openHost, planSync } from "@nx-contracts/workspace";
import { parse } from "jsonc-parser";
import { registrationOf } from "../registration.js";

/** What Nx shows when files are out of date; nothing when none are. */
interface OutOfSync {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

/**
 * Generates again what is checked in and not what its protos say, for `nx sync`
 * and `nx sync:check`. Starts no tool while nothing is out of date.
 */
export default async function sync(tree: Tree): Promise<OutOfSync | undefined> {
  const host = openHost({ cwd: tree.root, root: tree.root });
  try {
    const configs = await findConfigs(host, registrationOf(parse(tree.read("nx.json", "utf8") ?? "{}")));
    const { files, removed, reasons } = await planSync(host, configs);
    for (const [path, bytes] of files) tree.write(path, Buffer.from(bytes));
    for (const path of removed) tree.delete(path);
    if (reasons.size === 0) return undefined;
    return {
      outOfSyncMessage: "Generated files are not what their protos say.",
      outOfSyncDetails: [...reasons].map(([path, rule]) => (rule === undefined ? path : `${path} (${rule})`)),
    };
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    throw new Error(error.problems.flatMap(describe).join("\n"), { cause: error });
  }
}

function describe({ message, at, next }: ContractsError["problems"][number]): readonly string[] {
  const place = at ? `${at.file}:${at.line}:${at.column}: ` : "";
  return [`${place}${message}`, ...(next === undefined ? [] : [next])];
}
