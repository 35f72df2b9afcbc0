import { ContractsError } from "@nx-contracts/ir";
import type { Host } from "../host.js";

/**
 * The bytes of the file that holds an older version.
 *
 * @throws ContractsError `source-missing` or `source-unreadable`
 */
export function readBaselineFile(host: Host, path: string): Uint8Array {
  const file = host.relative(path);
  const kind = host.kind(file);
  if (kind === "missing" || kind === "folder") {
    throw new ContractsError("source-missing", {
      message: kind === "missing" ? `There is no file \`${path}\`.` : `\`${path}\` is a folder.`,
      next: "Name a compiled image or a release bundle.",
    });
  }
  const bytes = host.bytes(file);
  if (bytes !== undefined) return bytes;
  throw new ContractsError("source-unreadable", {
    message: `\`${path}\` cannot be read.`,
    next: "Check its permissions, and that it has less than 2 GiB.",
  });
}
