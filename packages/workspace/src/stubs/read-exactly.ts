import { nameOfFile, readStub } from "@nx-contracts/readers/stubs";
import { hasDescriptor, readHeader } from "@nx-contracts/readers/stubs/header";
import { digestOf } from "../codegen/manifest.js";
import type { Host } from "../host.js";
import { mainFileOf } from "./expected-path.js";
import { type Expectations, type FoundStub, targetOf } from "./found-stub.js";
import type { Candidate } from "./scan.js";

/**
 * Reads the files that are stubs among those that are called so, with their
 * descriptors.
 *
 * @param known stubs that were read already
 */
export function readExactly(
  host: Host,
  candidates: readonly Candidate[],
  expectations: Expectations,
  known: readonly FoundStub[],
): readonly FoundStub[] {
  const found = new Map(known.map((each) => [each.path, each]));
  const read: FoundStub[] = [];
  // Those that hold a descriptor first: the others belong to them.
  const isMain = ({ kind }: Candidate) => hasDescriptor(kind);
  for (const candidate of [...candidates.filter(isMain), ...candidates.filter((each) => !isMain(each))]) {
    const one = readOne(host, candidate, expectations, found);
    if (one === undefined) continue;
    found.set(one.path, one);
    read.push(one);
  }
  return read;
}

function readOne(
  host: Host,
  candidate: Candidate,
  expectations: Expectations,
  found: ReadonlyMap<string, FoundStub>,
): FoundStub | undefined {
  const { path, kind } = candidate;
  if (targetOf(expectations, candidate, undefined) === undefined) return undefined;
  const bytes = host.bytes(path);
  if (bytes === undefined) return undefined;
  const stub = readStub(kind, bytes);
  const expected = expectations.files.get(path);
  const digests = expectations.manifest.stubs.get(path);
  // A file by hand that is only called like one of them.
  if (!stub.isGenerated && expected === undefined && digests === undefined) return undefined;
  const [descriptor] = stub.descriptors;
  const source = descriptor === undefined ? readHeader(kind, bytes).source : nameOfFile(descriptor);
  const said = expected?.importPath ?? source ?? found.get(mainFileOf(path) ?? "")?.importPath;
  const target = targetOf(expectations, candidate, said);
  if (target === undefined) return undefined;
  const isGenerated = digests?.has(digestOf(bytes));
  const hasProto = said !== undefined && kind !== "descriptor-set";
  return { path, target, bytes, stub, isGenerated, ...(hasProto && { importPath: said }) };
}
