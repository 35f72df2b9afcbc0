import type { StubFact } from "@nx-contracts/engine/stubs";
import type { Outline, Span } from "@nx-contracts/ir";
import { hasDescriptor } from "@nx-contracts/readers/stubs/header";
import { compareCompanion, compareDescriptor, compareSet, type Comparison } from "./compare-stub.js";
import type { ExactProtos } from "./exact-protos.js";
import { expectedPaths, mainFileOf } from "./expected-path.js";
import type { FoundStub } from "./found-stub.js";
import type { ProjectProtos } from "./protos.js";

/** A fact and the proto that it is about, by its path. */
export interface PlacedFact {
  readonly fact: StubFact;
  readonly proto?: string;
}

/** What is so between every stub and its proto. A file without a descriptor is judged beside the one that has it. */
export function compareStubs(
  stubs: readonly FoundStub[],
  protos: ProjectProtos,
  exact: ExactProtos,
): readonly PlacedFact[] {
  const clean = new Set<string>();
  const facts: PlacedFact[] = [];
  const copies = copiesAmong(stubs);
  const isMain = ({ stub }: FoundStub) => hasDescriptor(stub.kind);
  for (const found of stubs.filter(isMain)) {
    const fact = found.isFresh ? undefined : (copies.get(found) ?? judgeMain(found, protos, exact));
    if (fact) facts.push(fact);
    else clean.add(found.path);
  }
  const byPath = new Map(stubs.map((found) => [found.path, found]));
  for (const found of stubs.filter((each) => !isMain(each))) {
    if (found.isFresh) continue;
    const beside = { clean, hasMain: byPath.has(mainFileOf(found.path) ?? "") };
    const fact = copies.get(found) ?? judgeCompanion(found, protos, exact, beside);
    if (fact) facts.push(fact);
  }
  return facts;
}

/** What nobody generated, of a proto whose own stub is where it belongs: copies that nothing keeps right. */
function copiesAmong(stubs: readonly FoundStub[]): ReadonlyMap<FoundStub, PlacedFact> {
  const keyOf = ({ stub: { kind }, target, importPath = "" }: FoundStub) => `${kind} ${target.output.id} ${importPath}`;
  const isInPlace = ({ path, target, importPath = "" }: FoundStub) =>
    target.isPathKnown && expectedPaths(target, importPath).includes(path);
  const originals = new Map(stubs.filter(isInPlace).map((found) => [keyOf(found), found.path]));
  const copies = new Map<FoundStub, PlacedFact>();
  for (const found of stubs) {
    const { isGenerated, importPath } = found;
    const original = originals.get(keyOf(found));
    if (isGenerated !== undefined || importPath === undefined || original === undefined || isInPlace(found)) continue;
    copies.set(found, { fact: { ...orphaned(found, importPath), original } });
  }
  return copies;
}

function judgeMain(found: FoundStub, protos: ProjectProtos, exact: ExactProtos): PlacedFact | undefined {
  const { stub, target, importPath } = found;
  if (stub.problem !== undefined) return withProto(found, protos, unreadable(found, stub.problem));
  const [descriptor] = stub.descriptors;
  if (target.kind === "descriptor-set") return placed(found, protos, compareSet(stub, [...target.selected], exact));
  if (importPath === undefined || descriptor === undefined)
    return { fact: unreadable(found, "its descriptor names no proto") };
  if (!target.selected.has(importPath)) return { fact: orphaned(found, importPath) };
  const proto = exact.outline(importPath);
  if (proto === undefined) return undefined;
  return placed(found, protos, compareDescriptor(stub, descriptor, target, importPath, proto, exact));
}

function judgeCompanion(
  found: FoundStub,
  protos: ProjectProtos,
  exact: ExactProtos,
  { clean, hasMain }: { readonly clean: ReadonlySet<string>; readonly hasMain: boolean },
): PlacedFact | undefined {
  const { path, stub, bytes, target, importPath, isGenerated } = found;
  if (importPath === undefined || !target.selected.has(importPath)) {
    // What it belongs to says so already.
    return hasMain ? undefined : { fact: orphaned(found, importPath ?? mainFileOf(path) ?? path) };
  }
  const proto: Outline | undefined = exact.outline(importPath);
  if (proto === undefined) return undefined;
  const differences = compareCompanion(stub, bytes, proto);
  if (isGenerated === false) return withProto(found, protos, edited(found, protos, "manifest", differences));
  if (differences.length === 0) return undefined;
  const isMainClean = clean.has(mainFileOf(path) ?? "");
  if (isGenerated === undefined && isMainClean)
    return withProto(found, protos, edited(found, protos, "contents", differences));
  return hasMain && !isMainClean ? undefined : withProto(found, protos, stale(found, protos, differences));
}

function placed(found: FoundStub, protos: ProjectProtos, comparison: Comparison): PlacedFact | undefined {
  if ("problem" in comparison) return withProto(found, protos, unreadable(found, comparison.problem));
  const { differences } = comparison;
  if (found.isGenerated === false) return withProto(found, protos, edited(found, protos, "manifest", differences));
  return differences.length === 0 ? undefined : withProto(found, protos, stale(found, protos, differences));
}

function withProto({ importPath }: FoundStub, protos: ProjectProtos, fact: StubFact): PlacedFact {
  return importPath === undefined ? { fact } : { fact, proto: protos.pathOf(importPath) };
}

function onStub({ path, target }: FoundStub): { subject: string; at: Span; output: string; related: readonly [] } {
  return { subject: path, at: { file: path, line: 1, column: 1 }, output: target.output.id, related: [] };
}

type Differences = Extract<StubFact, { readonly kind: "stale" }>["differences"];

function stale(found: FoundStub, protos: ProjectProtos, differences: Differences): StubFact {
  return { ...ofProto(found, protos, differences), kind: "stale", differences };
}

/** An edited stub, by what shows it. */
export function edited(
  found: FoundStub,
  protos: ProjectProtos,
  seenBy: "manifest" | "contents" | "generator",
  differences: Differences,
): Extract<StubFact, { readonly kind: "edited" }> {
  return { ...ofProto(found, protos, differences), kind: "edited", seenBy, differences };
}

function ofProto(found: FoundStub, protos: ProjectProtos, differences: Differences) {
  const { importPath } = found;
  if (importPath === undefined) return { ...onStub(found), proto: "the protos" };
  return {
    ...onStub(found),
    proto: protos.pathOf(importPath),
    related: protos.placesOf(importPath, differences),
  };
}

function orphaned(found: FoundStub, source: string): Extract<StubFact, { readonly kind: "orphaned" }> {
  return { ...onStub(found), kind: "orphaned", source };
}

function unreadable(found: FoundStub, problem: string): StubFact {
  return { ...onStub(found), kind: "unreadable", problem };
}
