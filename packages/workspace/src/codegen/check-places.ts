import { realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { ContractsError, type Problem } from "@nx-contracts/ir";
import type { GenerateOutput } from "../config/config.js";
import type { Host } from "../host.js";
import { writesDescriptorSet } from "../layout/outputs.js";
import { parentOf } from "../path.js";

/**
 * Checks that outputs may be written, before anything is made.
 *
 * @throws ContractsError `config-invalid` for a place outside the workspace, a file where a folder has to be, or the
 *   other way round
 */
export function checkPlaces(host: Host, outputs: readonly GenerateOutput[]): void {
  const problems = outputs.flatMap((output) => describePlace(host, output) ?? []);
  if (problems.length > 0) throw new ContractsError("config-invalid", problems);
}

function describePlace(host: Host, { id, tool, out, at }: GenerateOutput): Problem | undefined {
  const isFile = writesDescriptorSet(tool);
  if (isOutside(host, out)) {
    const message = `\`${out}\`, the output of \`${id}\`, lies outside the workspace.`;
    return { message, at, next: "Name a place inside it, without a symbolic link that leads out." };
  }
  if (isFile && (host.kind(out) === "folder" || out === ".")) {
    const message = `\`${out}\`, the descriptor set of \`${id}\`, is a folder.`;
    return { message, at, next: "Name the file to write, such as `proto/contracts.binpb`." };
  }
  for (let folder = isFile ? parentOf(out) : out; folder !== "."; folder = parentOf(folder)) {
    if (host.kind(folder) !== "file") continue;
    const message = `\`${folder}\`, where \`${id}\` is written to, is a file.`;
    return { message, at, next: "Name a folder, or move the file away." };
  }
  return undefined;
}

/**
 * Whether a path lies outside the workspace, links followed as far as there
 * are files.
 */
export function isOutside(host: Host, path: string): boolean {
  if (path === ".." || path.startsWith("../")) return true;
  const way = relative(realpathSync(host.root), realOf(host.absolute(path)));
  return way === ".." || way.startsWith(`..${sep}`);
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realOf(parent), path.slice(parent.length));
  }
}
