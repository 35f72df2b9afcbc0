import type { ProjectProtos } from "./protos.js";
import { expectedPaths } from "./expected-path.js";
import type { FoundStub, SelectedTarget } from "./found-stub.js";
import type { PlacedFact } from "./stub-facts.js";

const COMPANIONS: { readonly [kind: string]: string } = {
  "python-types": "the types",
  "python-grpc": "the services",
  "go-grpc": "the services",
};

/** What may be the beginning of a service, in a comment as well. */
const SERVICE = /\bservice(?:\s*\/[/*]|\s+\w+\s*[{/])/;

/**
 * Import paths of protos that files are made of where they have services, that
 * may have some, and of which no such file was seen yet.
 */
export function doubtfulServices(
  targets: readonly SelectedTarget[],
  stubs: readonly FoundStub[],
  protos: ProjectProtos,
): ReadonlySet<string> {
  const sources = sourcesOf(stubs);
  const doubtful = new Set<string>();
  for (const target of targets) {
    if (target.isForAll) continue;
    for (const importPath of target.selected) {
      if (sources.has(`${keyOf(target)} ${importPath}`)) continue;
      if (SERVICE.test(protos.textOf(importPath))) doubtful.add(importPath);
    }
  }
  return doubtful;
}

/**
 * The files that the configuration wants of the protos, and that are not there.
 *
 * @param withServices import paths of protos without such a file that have services
 */
export function findMissing(
  targets: readonly SelectedTarget[],
  stubs: readonly FoundStub[],
  protos: ProjectProtos,
  withServices: ReadonlySet<string>,
): readonly PlacedFact[] {
  const paths = new Set(stubs.map(({ path }) => path));
  const sources = sourcesOf(stubs);
  const facts: PlacedFact[] = [];
  for (const target of targets) {
    if (target.kind === "descriptor-set") {
      if (!paths.has(target.folder)) facts.push(missingSet(target));
      continue;
    }
    for (const importPath of target.selected) {
      const isFound = sources.has(`${keyOf(target)} ${importPath}`);
      if (isFound && target.kind !== "es") continue;
      if (!target.isForAll && !withServices.has(importPath)) continue;
      for (const path of expectedPaths(target, importPath)) {
        if (paths.has(path) || (isFound && isElsewhere(stubs, target, importPath))) continue;
        facts.push(missing(target, importPath, path, protos));
      }
    }
  }
  return facts;
}

function sourcesOf(stubs: readonly FoundStub[]): ReadonlySet<string> {
  return new Set(stubs.map(({ target, importPath = "" }) => `${keyOf(target)} ${importPath}`));
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
