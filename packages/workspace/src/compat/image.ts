import { ContractsError, type ProtoFile } from "@nx-contracts/ir";
import { describeImage } from "@nx-contracts/readers/proto/image";
import type { Host } from "../host.js";
import { readBaselineFile } from "./baseline-file.js";

/**
 * The files of a compiled image (`buf build -o image.binpb`, `protoc -o
 * image.pb`, either packed with gzip), imports included where it has them.
 *
 * @throws ContractsError `source-missing` or `source-unreadable`
 */
export function readImage(host: Host, path: string): readonly ProtoFile[] {
  const { files, problem } = describeImage(readBaselineFile(host, path));
  if (problem === undefined) return files;
  throw new ContractsError("source-unreadable", {
    message: `\`${path}\` cannot be read as a compiled image. ${problem.message}`,
    next: problem.help,
  });
}
