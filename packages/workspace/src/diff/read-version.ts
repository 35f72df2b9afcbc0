import {
  ContractsError,
  type Language,
  READ_RULES,
  type ReadDiagnostic,
  type ReadResult,
  type Schema,
} from "@nx-contracts/ir";
import { guessProtoRoots } from "../config/proto-roots.js";
import type { Host } from "../host.js";
import { readFiles, SourceTexts } from "../read/read-side.js";
import { findSources } from "./find-sources.js";
import { hostOver, type SourceTree } from "./source-tree.js";

/** One version of some sources. */
export interface VersionSource {
  /** Files and folders as typed, relative to the current folder. */
  readonly paths: readonly string[];
  /** Where they stand; the disk when absent. */
  readonly tree?: SourceTree;
}

/** What one version says in each language. */
export type ReadVersion = ReadonlyMap<Language, ReadResult>;

/**
 * Reads one version, language by language.
 *
 * @throws ContractsError `usage`, `source-missing`, or `source-unreadable` for a
 *   file that leaves a hole: its definitions would look as if they were removed
 */
export async function readVersion(
  host: Host,
  { paths, tree = host }: VersionSource,
  language: Language | undefined,
): Promise<ReadVersion> {
  const { files, folders } = findSources(host, tree, paths, language);
  const over = hostOver(host, tree);
  const texts = new SourceTexts(over);
  const version = new Map<Language, ReadResult>();
  for (const [each, own] of files) {
    const roots = each === "proto" ? [...guessProtoRoots(over, own), ...folders] : [];
    const result = await readFiles(over, texts, each, own, { roots, also: [] });
    refuseHoles(result);
    version.set(each, result);
  }
  return version;
}

/** A file with errors that defines nothing was not understood. */
function refuseHoles({ schema, diagnostics }: ReadResult): void {
  const understood = new Set(definedIn(schema));
  const holes = diagnostics.filter(({ rule, at }) => READ_RULES[rule] === "error" && !understood.has(at.file));
  if (holes.length > 0) throw new ContractsError("source-unreadable", holes.map(toProblem));
}

function definedIn({ records, enums, services }: Schema): readonly string[] {
  return [...records, ...enums, ...services].map(({ at }) => at.file);
}

function toProblem({ message, at, help }: ReadDiagnostic) {
  return { message, at, next: help ?? "Compare again when both versions can be read." };
}
