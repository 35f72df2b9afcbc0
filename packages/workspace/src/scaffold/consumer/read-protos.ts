import { ContractsError, READ_RULES } from "@nx-contracts/ir";
import type { ProtoSet } from "../../codegen/discover.js";
import type { Host } from "../../host.js";
import { packageIn } from "../../layout/protos.js";
import { readFiles, SourceTexts } from "../../read/read-side.js";
import { textAt } from "../../read/text.js";
import type { ReadProtos } from "./subject.js";

/**
 * Reads protos, to choose a record of theirs.
 *
 * @param contracted paths of those that contracts name
 * @throws ContractsError `source-unreadable` for protos that cannot be read whole
 */
export async function readProtos(
  host: Host,
  { roots, files }: Pick<ProtoSet, "roots" | "files">,
  contracted: readonly string[],
): Promise<ReadProtos> {
  const texts = new SourceTexts(host);
  const { schema, diagnostics } = await readFiles(host, texts, "proto", [...files.values()], { roots, also: [] });
  const errors = diagnostics.filter(({ rule }) => READ_RULES[rule] === "error");
  if (errors.length > 0) {
    const problems = errors.map(({ message, at }) => ({ message, at, next: "Mend the proto, and run this again." }));
    throw new ContractsError("source-unreadable", problems);
  }
  return {
    schema,
    files,
    packageAt: (path) => packageIn(textAt(host, path)) ?? "",
    contracted: [...new Set(contracted)],
  };
}
