import { statSync } from "node:fs";
import { resolve } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { reasonOf } from "../../host.js";
import { DIGEST_ENDING } from "../make-assets.js";
import type { Verification } from "./verification.js";
import { verifyAsset, verifyFolder } from "./verify-folder.js";

/**
 * Verifies what a person names: an asset, the folder of an unpacked bundle, or
 * a folder of assets. Nothing is written.
 *
 * @param cwd absolute folder that it is named from
 * @throws ContractsError `source-missing`, `source-unreadable` or `usage`
 */
export function verifyPath(cwd: string, named: string): Verification {
  try {
    return verifyNamed(cwd, named);
  } catch (cause) {
    if (!(cause instanceof Error && "syscall" in cause)) throw cause;
    const message = `\`${named}\` cannot be read: ${reasonOf(cause)}.`;
    throw new ContractsError(
      "source-unreadable",
      { message, next: "Check the permissions of what it holds." },
      { cause },
    );
  }
}

function verifyNamed(cwd: string, named: string): Verification {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(named)) {
    throw new ContractsError("usage", {
      message: `\`${named}\` is a URL, and what is verified lies on the disk.`,
      next: "Download it with the `.sha256` beside it, and name the file.",
    });
  }
  const stats = statSync(resolve(cwd, named), { throwIfNoEntry: false });
  if (stats === undefined)
    throw new ContractsError("source-missing", {
      message: `There is no \`${named}\`.`,
      next: "Name an asset of a release, a folder of them, or an unpacked bundle.",
    });
  if (stats.isDirectory()) return verifyFolder(cwd, named);
  if (!stats.isFile())
    throw new ContractsError("source-unreadable", {
      message: `\`${named}\` is no plain file.`,
      next: "Name an asset of a release.",
    });
  return verifyAsset(cwd, named.endsWith(DIGEST_ENDING) ? named.slice(0, -DIGEST_ENDING.length) : named, true);
}
