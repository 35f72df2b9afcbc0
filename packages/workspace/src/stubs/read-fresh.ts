import { hasDescriptor, readHeader } from "@nx-contracts/readers/stubs/header";
import { digestOf } from "../codegen/manifest.js";
import type { Host } from "../host.js";
import { mainFileOf } from "./expected-path.js";
import { type Expectations, type FoundStub, targetOf } from "./found-stub.js";
import type { ProjectProtos } from "./protos.js";
import type { Candidate } from "./scan.js";

/** Generated files, and those among them of which more has to be read. */
export interface FreshStubs {
  readonly fresh: readonly FoundStub[];
  readonly rest: readonly Candidate[];
}

/**
 * Finds the stubs that the manifest says everything about: they have the bytes
 * that it records, and so have their protos with all that these import. Then
 * only their headers are read.
 */
export function readFresh(
  host: Host,
  candidates: readonly Candidate[],
  expectations: Expectations,
  protos: ProjectProtos,
): FreshStubs {
  if (protos.changed.size === protos.files.size) return { fresh: [], rest: candidates };
  const fresh = new Map<string, FoundStub>();
  const rest: Candidate[] = [];
  // A companion is as fresh as what it belongs to.
  const isMain = ({ kind }: Candidate) => hasDescriptor(kind);
  for (const candidate of [...candidates.filter(isMain), ...candidates.filter((each) => !isMain(each))]) {
    const main = isMain(candidate) ? undefined : fresh.get(mainFileOf(candidate.path) ?? "");
    const isJudgeable = candidate.kind !== "descriptor-set" && (isMain(candidate) || main !== undefined);
    const found = isJudgeable ? readOne(host, candidate, expectations, protos, main) : undefined;
    if (found) fresh.set(found.path, found);
    else rest.push(candidate);
  }
  return { fresh: [...fresh.values()], rest };
}

function readOne(
  host: Host,
  candidate: Candidate,
  expectations: Expectations,
  protos: ProjectProtos,
  main: FoundStub | undefined,
): FoundStub | undefined {
  const { path, kind } = candidate;
  const digests = expectations.manifest.stubs.get(path);
  const expected = expectations.files.get(path);
  // What is to be compared anyway is not read here.
  if (digests === undefined || protos.changed.has(expected?.importPath ?? "")) return undefined;
  const bytes = host.bytes(path);
  if (bytes === undefined || !digests.has(digestOf(bytes))) return undefined;
  const { tools, source = main?.importPath } = readHeader(kind, bytes);
  if (source === undefined || (main !== undefined && source !== main.importPath)) return undefined;
  // Where the folders of protos were moved, the same bytes stand for another file.
  if (expected !== undefined && expected.importPath !== source) return undefined;
  const target = targetOf(expectations, candidate, source);
  if (target?.selected.has(source) !== true || protos.changed.has(source)) return undefined;
  const stub = { kind, isGenerated: true, tools, descriptors: [] };
  return { path, target, bytes, stub, importPath: source, isGenerated: true, isFresh: true };
}
