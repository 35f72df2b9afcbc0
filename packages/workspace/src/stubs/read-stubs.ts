import { hasDescriptor, nameOfFile, readStub, type Stub } from "@nx-contracts/readers/stubs";
import type { Host } from "../host.js";
import { isBelow } from "../path.js";
import { expectedPaths, mainFileOf } from "./expected-path.js";
import type { KnownDigests } from "./manifest.js";
import type { Candidate } from "./scan.js";
import type { Target } from "./targets.js";

/** A target with the protos that it is made from. */
export interface SelectedTarget extends Target {
  /** Import paths. */
  readonly selected: ReadonlySet<string>;
}

/** A generated file of the project. */
export interface FoundStub {
  readonly path: string;
  readonly target: SelectedTarget;
  readonly bytes: Uint8Array;
  readonly stub: Stub;
  /** Import path of its proto, by the place where it lies, else by what it says; absent for a descriptor set. */
  readonly importPath?: string;
  /** Its bytes are those that the manifest records; `undefined` where it records none. */
  readonly isGenerated: boolean | undefined;
}

/** Reads the files that are stubs among those that are called so. */
export function readStubs(
  host: Host,
  candidates: readonly Candidate[],
  targets: readonly SelectedTarget[],
  digests: KnownDigests,
): readonly FoundStub[] {
  const expected = expectedFiles(targets);
  const found = new Map<string, FoundStub>();
  // Those that hold a descriptor first: the others belong to them.
  const isMain = ({ kind }: Candidate) => hasDescriptor(kind);
  for (const candidate of [...candidates.filter(isMain), ...candidates.filter((each) => !isMain(each))]) {
    const read = readCandidate(host, candidate, targets, { expected, digests, found });
    if (read) found.set(read.path, read);
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Known {
  readonly expected: ReadonlyMap<string, { readonly target: SelectedTarget; readonly importPath: string }>;
  readonly digests: KnownDigests;
  readonly found: ReadonlyMap<string, FoundStub>;
}

function readCandidate(
  host: Host,
  { path, kind }: Candidate,
  targets: readonly SelectedTarget[],
  { expected, digests, found }: Known,
): FoundStub | undefined {
  const own = targets.filter((target) => isOf(target, path, kind));
  if (own.length === 0) return undefined;
  const bytes = host.bytes(path);
  if (bytes === undefined) return undefined;
  const stub = readStub(kind, bytes);
  const wanted = expected.get(path);
  // A file by hand that is only called like one of them.
  if (!stub.isGenerated && wanted === undefined && !digests.has(path)) return undefined;
  const said = wanted?.importPath ?? sourceOf(stub, bytes) ?? found.get(mainFileOf(path) ?? "")?.importPath;
  const target = wanted?.target ?? own.find(({ selected }) => selected.has(said ?? "")) ?? own[0];
  if (target === undefined) return undefined;
  const isGenerated = digests.isGenerated(path, bytes);
  const hasProto = said !== undefined && kind !== "descriptor-set";
  return { path, target, bytes, stub, isGenerated, ...(hasProto && { importPath: said }) };
}

function isOf(target: SelectedTarget, path: string, kind: Candidate["kind"]): boolean {
  const { folder } = target;
  if (kind === "descriptor-set") return target.kind === kind && path === folder;
  const isSameKind = target.kind === kind || (target.kind === "es" && kind === "es-types");
  return isSameKind && isBelow(folder, path);
}

/** The files that follow from the protos, by their paths. */
function expectedFiles(targets: readonly SelectedTarget[]): Known["expected"] {
  const expected = new Map<string, { readonly target: SelectedTarget; readonly importPath: string }>();
  for (const target of targets) {
    if (!target.isPathKnown || target.kind === "descriptor-set") continue;
    for (const importPath of target.selected)
      for (const path of expectedPaths(target, importPath)) expected.set(path, { target, importPath });
  }
  return expected;
}

const SOURCE = /^(?:#|\/\/) (?:@generated from file|source:) (\S+\.proto)/m;

/** The proto that a stub names: in its descriptor, else in its header. */
function sourceOf({ descriptors: [descriptor] }: Stub, bytes: Uint8Array): string | undefined {
  if (descriptor !== undefined) return nameOfFile(descriptor);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 65_536)).toString("latin1");
  return SOURCE.exec(head)?.[1];
}
