import type { Outline, OutlineElement } from "@nx-contracts/ir";
import { compareOutlines, type StubDifference } from "@nx-contracts/engine/stubs";
import { esImportName, nameOfFile, readCompanion, type Stub } from "@nx-contracts/readers/stubs";
import type { ExactProtos } from "./exact-protos.js";
import type { Target } from "./targets.js";

/** What a stub says differently from its proto, or in words why that cannot be told. */
export type Comparison = { readonly differences: readonly StubDifference[] } | { readonly problem: string };

/** Compares a stub that holds the descriptor of one file with the proto of that import path, which compiles. */
export function compareDescriptor(
  stub: Stub,
  descriptor: Uint8Array,
  target: Target,
  importPath: string,
  proto: Outline,
  protos: ExactProtos,
): Comparison {
  const name = nameOfFile(descriptor);
  if (name !== undefined && name !== importPath) return { differences: [ofAnotherFile(name, importPath)] };
  const decoded = protos.outlines.decode(descriptor);
  if (decoded.outline === undefined) return { problem: `its descriptor is damaged: ${decoded.problem}` };
  const { imports } = stub;
  const said = imports === undefined ? decoded.outline : withImports(decoded.outline, imports, proto);
  const differences = compareOutlines(said, proto);
  return { differences: target.isManaged ? withoutManaged(differences) : differences };
}

/** Compares a file without a descriptor with the proto. */
export function compareCompanion(stub: Stub, bytes: Uint8Array, proto: Outline): readonly StubDifference[] {
  const companion = readCompanion(stub.kind, bytes, proto);
  return companion ? compareOutlines(companion.stub, companion.proto) : [];
}

/** Compares a descriptor set with the protos that it is made from; what else is in it is imported. */
export function compareSet(stub: Stub, selected: readonly string[], protos: ExactProtos): Comparison {
  const byName = new Map(stub.descriptors.map((descriptor) => [nameOfFile(descriptor), descriptor]));
  const differences: StubDifference[] = [];
  for (const importPath of selected) {
    const proto = protos.outline(importPath);
    if (proto === undefined) continue;
    const descriptor = byName.get(importPath);
    if (descriptor === undefined) {
      differences.push({ kind: "file", name: importPath, change: "missing", traits: [], at: 0 });
      continue;
    }
    const decoded = protos.outlines.decode(descriptor);
    if (decoded.outline === undefined)
      return { problem: `the descriptor of \`${importPath}\` in it is damaged: ${decoded.problem}` };
    differences.push(...compareOutlines(decoded.outline, proto));
  }
  return { differences };
}

function ofAnotherFile(name: string, importPath: string): StubDifference {
  return {
    kind: "file",
    name: importPath,
    change: "changed",
    traits: [{ trait: "path", stub: name, proto: importPath }],
    at: 0,
  };
}

const IMPORTS = ["imports", "public imports", "weak imports"];

/** The descriptor of protobuf-es has no imports: they are handed to it beside it, by other names. */
function withImports(outline: Outline, imports: readonly string[], proto: Outline): Outline {
  const [ours, theirs] = [outline, proto].map(({ path, elements }) => elements.get(`file ${path}`));
  if (ours === undefined || theirs === undefined) return outline;
  const written = theirs.traits.get("imports")?.split(", ") ?? [];
  const isSame = written.map(esImportName).join() === imports.join();
  const traits = new Map([...ours.traits].filter(([trait]) => !IMPORTS.includes(trait)));
  if (isSame) for (const trait of IMPORTS) copyTrait(theirs, trait, traits);
  else traits.set("imports", imports.join(", "));
  const elements = new Map(outline.elements).set(`file ${outline.path}`, { ...ours, traits });
  return { ...outline, elements };
}

function copyTrait(from: OutlineElement, trait: string, to: Map<string, string>): void {
  const value = from.traits.get(trait);
  if (value !== undefined) to.set(trait, value);
}

/** What buf sets by itself in managed mode. */
const MANAGED_FILE = /^option (?:java_|go_|csharp_|objc_|php_|ruby_|swift_|cc_|optimize_for$)/;
const MANAGED_FIELD = "option jstype";

function withoutManaged(differences: readonly StubDifference[]): readonly StubDifference[] {
  return differences.flatMap((difference) => {
    if (difference.change !== "changed") return [difference];
    const traits = difference.traits.filter(
      ({ trait }) => !(difference.kind === "file" ? MANAGED_FILE.test(trait) : trait === MANAGED_FIELD),
    );
    return traits.length === 0 ? [] : [{ ...difference, traits }];
  });
}
