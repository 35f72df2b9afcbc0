import { relative } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import type { Host } from "../host.js";
import { parentOf } from "../path.js";

export const CONFIG_NAME = "contracts.yaml";

/**
 * Finds the configuration: `given`, or the nearest `contracts.yaml` in `from`
 * and above, up to the workspace root; else the only one of the workspace, so
 * that a command of a report runs where the paths of the report start from.
 *
 * @throws ContractsError `config-missing`
 */
export async function findConfig(host: Host, from: string, given?: string): Promise<string> {
  if (given !== undefined) {
    const path = host.relative(given);
    const file = host.kind(path) === "folder" ? `${path}/${CONFIG_NAME}` : path;
    if (host.kind(file) === "file") return file;
    throw new ContractsError("config-missing", {
      message: `\`${file}\` does not exist.`,
      next: "Name a contracts.yaml with `--config FILE`.",
    });
  }
  const near = nearConfig(host, from);
  if (near !== undefined) return near;
  const { findConfigs } = await import("../circumstances/find-configs.js");
  const [only, ...others] = [...(await findConfigs(host))].sort();
  if (only === undefined) {
    throw new ContractsError("config-missing", {
      message: `There is no ${CONFIG_NAME} in this workspace.`,
      next: "Name one with `--config FILE`, or let `nx-contracts init` write one.",
    });
  }
  if (others.length === 0) return only;
  throw new ContractsError("config-missing", {
    message: `There is no ${CONFIG_NAME} in this folder or above it, and there are ${others.length + 1} below the workspace root.`,
    next: `Name one: ${[only, ...others].map((path) => `\`--config ${relative(from, host.absolute(path))}\``).join(", ")}.`,
  });
}

/** The nearest `contracts.yaml` in a folder and above, up to the workspace root. */
export function nearConfig(host: Host, from: string): string | undefined {
  for (let folder = host.relative(from); ; folder = parentOf(folder)) {
    const path = folder === "." ? CONFIG_NAME : `${folder}/${CONFIG_NAME}`;
    if (host.kind(path) === "file") return path;
    if (folder === "." || folder.startsWith("..")) return undefined;
  }
}
