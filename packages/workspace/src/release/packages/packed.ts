import { ContractsError } from "@nx-contracts/ir";
import { gunzipSync, gzipSync, unzipSync } from "fflate";
import type { PackageConfig } from "../../config/packages.js";
import { readArchive } from "../verify/read-archive.js";
import type { PackageFiles } from "./package.js";

/** What a tool packed, and what it was given to pack. */
export interface Packed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Ahead of the path of each file in the archive. */
  readonly prefix: string;
  /** That have to be in it. */
  readonly files: PackageFiles;
}

/**
 * Takes what a tool packed, when everything that it was given is in it: some
 * tools leave out what they take for rubbish, such as `vendor` or `*.orig`.
 *
 * A tar archive stays as the tool made it, but is compressed anew: by which
 * bytes is no matter of the zlib that Python, Node or Cargo has on this machine.
 *
 * @throws ContractsError `config-invalid` for a file that is not in it
 */
export function takePacked({ name, bytes, prefix, files }: Packed, { at }: PackageConfig): Uint8Array {
  const isTar = !/\.(?:whl|zip)$/.test(name);
  const inside = isTar ? readArchive(bytes) : new Map(Object.entries(unzipSync(bytes)));
  for (const [path, content] of files) {
    const found = inside.get(`${prefix}${path}`);
    if (found !== undefined && Buffer.compare(found, Buffer.from(content)) === 0) continue;
    throw new ContractsError("config-invalid", {
      message: `\`${name}\` does not hold \`${path}\`: the tool that packs it leaves out files of that name.`,
      at,
      next: "Rename the proto or its folder, or take this package out of `release.packages`.",
    });
  }
  return isTar ? gzipSync(gunzipSync(bytes), { level: 9, mtime: 0 }) : bytes;
}
