import type { Stub } from "@nx-contracts/readers/stubs";
import type { Manifest } from "../codegen/manifest.js";
import { expectedPaths } from "./expected-path.js";
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
  /** So are those of its proto, and of all that this one imports: nothing has to be compared. */
  readonly isFresh?: true;
}

/** What is known before a generated file is read. */
export interface Expectations {
  readonly targets: readonly SelectedTarget[];
  /** The files that follow from the protos, by their paths. */
  readonly files: ReadonlyMap<string, { readonly target: SelectedTarget; readonly importPath: string }>;
  readonly manifest: Manifest;
}

export function expectationsOf(targets: readonly SelectedTarget[], manifest: Manifest): Expectations {
  const files = new Map<string, { readonly target: SelectedTarget; readonly importPath: string }>();
  for (const target of targets) {
    if (!target.isPathKnown || target.kind === "descriptor-set") continue;
    for (const importPath of target.selected)
      for (const path of expectedPaths(target, importPath)) files.set(path, { target, importPath });
  }
  return { targets, files, manifest };
}

/**
 * The target that a file belongs to; `undefined` where it is none of a generator.
 *
 * @param said import path of the proto that it names
 */
export function targetOf(
  { targets, files }: Expectations,
  { path, kind }: Candidate,
  said: string | undefined,
): SelectedTarget | undefined {
  const expected = files.get(path);
  if (expected) return expected.target;
  const own = targets.filter((target) => isOf(target, path, kind));
  return own.find(({ selected }) => selected.has(said ?? "")) ?? own[0];
}

function isOf(target: SelectedTarget, path: string, kind: Candidate["kind"]): boolean {
  const { folder } = target;
  if (kind === "descriptor-set") return target.kind === kind && path === folder;
  const isSameKind = target.kind === kind || (target.kind === "es" && kind === "es-types");
  return isSameKind && (folder === "." || path.startsWith(`${folder}/`));
}

export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
