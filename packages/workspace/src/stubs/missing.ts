import type { ProjectProtos } from "./protos.js";
import { expectedPaths } from "./expected-path.js";
import type { FoundStub, SelectedTarget } from "./read-stubs.js";
import type { PlacedFact } from "./stub-facts.js";

const COMPANIONS: { readonly [kind: string]: string } = {
  "python-types": "the types",
  "python-grpc": "the services",
  "go-grpc": "the services",
};

/** The files that the configuration wants of the protos, and that are not there. */
export function findMissing(
  targets: readonly SelectedTarget[],
  stubs: readonly FoundStub[],
  protos: ProjectProtos,
): readonly PlacedFact[] {
  const paths = new Set(stubs.map(({ path }) => path));
  const sources = new Set(stubs.map(({ target, importPath = "" }) => `${keyOf(target)} ${importPath}`));
  const facts: PlacedFact[] = [];
  for (const target of targets) {
    if (target.kind === "descriptor-set") {
      if (!paths.has(target.folder)) facts.push(missingSet(target));
      continue;
    }
    for (const importPath of target.selected) {
      const isFound = sources.has(`${keyOf(target)} ${importPath}`);
      if (isFound && target.kind !== "es") continue;
      if (!target.isForAll && !hasServices(protos, importPath)) continue;
      for (const path of expectedPaths(target, importPath)) {
        if (paths.has(path) || (isFound && isElsewhere(stubs, target, importPath))) continue;
        facts.push(missing(target, importPath, path, protos));
      }
    }
  }
  return facts;
}

/** Two outputs may write the same kind of file into one folder. */
function keyOf({ kind, folder }: SelectedTarget): string {
  return `${kind} ${folder}`;
}

/** Another script may put the files of a proto into other folders. */
function isElsewhere(stubs: readonly FoundStub[], target: SelectedTarget, importPath: string): boolean {
  const expected = new Set(expectedPaths(target, importPath));
  return stubs.some(
    (each) => each.importPath === importPath && keyOf(each.target) === keyOf(target) && !expected.has(each.path),
  );
}

function hasServices(protos: ProjectProtos, importPath: string): boolean {
  const outline = protos.outline(importPath);
  if (outline === undefined) return false;
  for (const { kind } of outline.elements.values()) if (kind === "service") return true;
  return false;
}

function missing(
  { kind, output, isPathKnown }: SelectedTarget,
  importPath: string,
  path: string,
  protos: ProjectProtos,
): PlacedFact {
  const proto = protos.pathOf(importPath);
  const companion = path.endsWith(".d.ts") ? "the types" : COMPANIONS[kind];
  return {
    proto,
    fact: {
      kind: "missing",
      subject: path,
      at: protos.startOf(importPath),
      output: output.id,
      related: [{ message: "The output that it belongs to", at: output.at }],
      proto,
      isPathKnown,
      ...(companion !== undefined && { companion }),
    },
  };
}

function missingSet({ folder, output }: SelectedTarget): PlacedFact {
  return {
    fact: {
      kind: "missing",
      subject: folder,
      at: output.at,
      output: output.id,
      related: [],
      proto: "the protos",
      companion: "the descriptor set",
      isPathKnown: true,
    },
  };
}
