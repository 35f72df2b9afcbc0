import { lstatSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { ContractsError } from "@nx-contracts/ir";

const MIB = 1024 * 1024;
const LARGEST_ASSET = 512 * MIB;

/**
 * The bytes of a file; `undefined` where there is none. What is no plain file
 * is not opened: a pipe would never end.
 *
 * @throws ContractsError `source-unreadable`, and what the file system throws
 */
export function readAsset(cwd: string, file: string): Uint8Array | undefined {
  const path = resolve(cwd, file);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  const stats = statSync(path);
  if (!stats.isFile()) throw unreadable(`\`${file}\` is no plain file.`);
  if (stats.size > LARGEST_ASSET)
    throw unreadable(`\`${file}\` has more than ${LARGEST_ASSET / MIB} MiB, which no release has.`);
  return readFileSync(path);
}

function unreadable(message: string): ContractsError {
  return new ContractsError("source-unreadable", {
    message,
    next: "Name assets of a release, as they were downloaded.",
  });
}
