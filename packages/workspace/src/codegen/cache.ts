import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import type { Host } from "../host.js";
import { isAlive } from "./swap/exclusive.js";

/** Absolute folder for what may be deleted at any time: the workspace's, else the user's. */
export function cacheOf(host: Host): string {
  return host.cacheFolder ?? join(homedir(), ".cache", "nx-contracts");
}

/**
 * Makes a folder once. It is made beside and renamed when it is whole, so that
 * an interrupted run leaves nothing that looks finished, and of several runs
 * that make it at the same time one wins.
 *
 * @param folder absolute
 * @param make fills the folder that it is given
 */
export async function makeOnce(folder: string, make: (draft: string) => Promise<void>): Promise<void> {
  if (isFolder(folder)) return;
  sweepFolders(dirname(folder), "draft");
  const draft = temporaryFolder(dirname(folder), "draft");
  try {
    await make(draft);
    try {
      renameSync(draft, folder);
    } catch (error) {
      if (!isFolder(folder)) throw error;
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * A new folder of this process alone, with the process's number in its name.
 *
 * @throws ContractsError `output-unwritable`
 */
export function temporaryFolder(parent: string, kind: string): string {
  try {
    mkdirSync(parent, { recursive: true });
    return mkdtempSync(join(parent, `${kind}-${process.pid}-`));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ContractsError(
      "output-unwritable",
      {
        message: `No folder can be made in \`${parent}\`: ${reason}.`,
        next: "Check its permissions and the space left.",
      },
      { cause },
    );
  }
}

/** Deletes what processes left behind that were cut off. */
export function sweepFolders(parent: string, kind: string): void {
  for (const name of isFolder(parent) ? readdirSync(parent) : []) {
    const pid = new RegExp(`^${kind}-(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
