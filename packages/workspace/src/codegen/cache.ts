import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import type { Host } from "../host.js";

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
  const draft = temporaryFolder(dirname(folder), "draft-");
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
 * A new folder of this run alone.
 *
 * @throws ContractsError `output-unwritable`
 */
export function temporaryFolder(parent: string, prefix: string): string {
  try {
    mkdirSync(parent, { recursive: true });
    return mkdtempSync(join(parent, prefix));
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

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
