import { mkdirSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import { foldersUp, joinPath } from "../path.js";

/**
 * Lets plugins that npm installed be found from a laid out commit: installed
 * packages of the real workspace, around the outputs of TypeScript, are linked
 * where the commit has none.
 */
export function linkPackages(real: Host, laidOut: Host, { generate, folder }: Config): void {
  const outputs = generate.filter(({ tool }) => tool === "protobuf-es").map(({ out }) => out);
  const folders = new Set([folder, ...outputs].flatMap((start) => [...foldersUp(start)]));
  for (const path of [...folders].map((at) => joinPath(at, "node_modules"))) {
    if (real.kind(path) !== "folder" || laidOut.kind(path) !== "missing") continue;
    const target = laidOut.absolute(path);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(real.absolute(path), target, "junction");
  }
}
