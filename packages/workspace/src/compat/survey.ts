import { losesDefinition, outlineChange, type OutlineChange } from "@nx-contracts/engine/compat";
import type { ProtoFile } from "@nx-contracts/ir";
import { describeAside } from "./describe-aside.js";
import { type Described, describeModule } from "./describe-module.js";
import { type Difference, findFile, type Unchanged } from "./difference.js";
import { readHeader } from "./header.js";
import type { ModuleLayout, ModulePair, Modules } from "./modules.js";

/** Two versions of one module, described as far as they may differ. */
export interface DescribedPair {
  readonly before: Described;
  readonly after: Described;
}

export interface SurveyRequest {
  readonly before: Modules;
  readonly after: Modules;
  readonly pair: ModulePair;
  readonly difference: Difference;
  /** Rules ask what else a package holds. */
  readonly withPackages: boolean;
  /** How the modules were found. */
  readonly layout: ModuleLayout;
}

/**
 * Describes what may differ between two versions of a module: the files that
 * changed and, only where the changes ask for it, files that read differently
 * because of those, files of a package that lost something, and what the
 * others import from outside. The answer is that of describing everything.
 */
export async function surveyPair(request: SurveyRequest): Promise<DescribedPair> {
  const { before, after, difference, withPackages } = request;
  const isAlone = before.modules.length === 1 && after.modules.length === 1;
  const first = isAlone ? await describePair(request, difference.changed, NOTHING) : undefined;
  const changes = first ? outlineChanges(request, first) : allChanged(difference);
  const packages = withPackages ? lostPackages(first, difference.changed) : NOTHING;
  if (first && changes.size === 0 && packages.size === 0 && !losesImport(request, first)) return first;

  const unchanged = difference.unchanged();
  const affected = new Set([...difference.changed, ...unchanged.unclear, ...importersOf(changes, unchanged)]);
  if (withPackages) addPackages(affected, first ? packages : packagesOf(request, affected), unchanged);
  const outside = importsOutside(request, affected, unchanged);
  const isKnown = affected.size === difference.changed.size && outside.size === 0;
  return first && isKnown ? first : describePair(request, affected, outside);
}

const NOTHING: ReadonlySet<string> = new Set();

async function describePair(
  { before, after, pair, difference, layout }: SurveyRequest,
  paths: ReadonlySet<string>,
  alsoImported: ReadonlySet<string>,
): Promise<DescribedPair> {
  const isAlone = before.modules.length === 1 && after.modules.length === 1;
  const check = (path: string) => difference.changed.has(path);
  const aside = isAlone
    ? describeAside(after.tree, layout, { paths, alsoImported, checked: difference.changed })
    : undefined;
  // Of the other files both versions say the same: the newer one is asked for them, and both are given them.
  const own = { ...after, modules: [pair.after] };
  const isShared = (path: string) => !paths.has(path) && findFile(own, path) !== undefined;
  const older = { side: before, module: pair.before, paths, alsoImported, check, leaveOut: isShared };
  const then = describeModule(older);
  const today = (await aside) ?? describeModule({ side: after, module: pair.after, paths, alsoImported, check });
  const known = new Set(today.files.map(({ path }) => path));
  const dropped = then.leftOut.filter((path) => !known.has(path));
  const more = { side: after, module: pair.after, paths: dropped, alsoImported: [], check };
  const rest = dropped.length > 0 ? describeModule(more).files : [];
  const shared = [...today.files, ...rest].filter(({ path }) => isShared(path));
  return {
    before: { ...then, files: [...then.files, ...distinct(shared)] },
    after: { ...today, files: [...today.files.filter(({ path }) => !isShared(path)), ...distinct(shared)] },
  };
}

function distinct(files: readonly ProtoFile[]): readonly ProtoFile[] {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

function allChanged({ changed }: Difference): ReadonlyMap<string, OutlineChange> {
  return new Map([...changed].map((path) => [path, "everything"]));
}

/** What importers see of the changed files that is no longer what it was. */
function outlineChanges(request: SurveyRequest, { before, after }: DescribedPair): ReadonlyMap<string, OutlineChange> {
  const [old, now] = [byPath(before.files), byPath(after.files)];
  const changes = new Map<string, OutlineChange>();
  for (const path of request.difference.changed) {
    const change = handsOnOther(request, path) ? "everything" : outlineChange(old.get(path), now.get(path));
    if (change === "everything" || change.size > 0) changes.set(path, change);
  }
  return changes;
}

function handsOnOther({ before, after }: SurveyRequest, path: string): boolean {
  const [old, now] = [before, after].map((side) => handedOn(side.tree.bytes(findFile(side, path) ?? "")));
  return old === undefined || now === undefined || old !== now;
}

/** The public imports of a file; `undefined` where only a parser can read them, or there is no file. */
function handedOn(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Hardly any file has the word.
  return text.includes("public") ? readHeader(bytes)?.publicImports.toSorted().join("\n") : "";
}

function byPath(files: readonly ProtoFile[]): ReadonlyMap<string, ProtoFile> {
  return new Map(files.map((file) => [file.path, file]));
}

/** Whether a file from outside the module is no longer imported by what changed; another may import it still. */
function losesImport({ pair, after }: SurveyRequest, described: DescribedPair): boolean {
  const now = new Set(described.after.files.map(({ path }) => path));
  const own = { ...after, modules: [pair.after] };
  return described.before.files.some(({ path }) => !now.has(path) && findFile(own, path) === undefined);
}

/** The packages that may have lost a definition. */
function lostPackages(pair: DescribedPair | undefined, changed: ReadonlySet<string>): ReadonlySet<string> {
  if (pair === undefined) return NOTHING;
  const now = byPath(pair.after.files);
  const lost = pair.before.files.filter((file) => changed.has(file.path) && losesDefinition(file, now.get(file.path)));
  return new Set(lost.map((file) => file.package));
}

function packagesOf({ before, after }: SurveyRequest, paths: ReadonlySet<string>): ReadonlySet<string> {
  const packages = new Set<string>();
  for (const path of paths) {
    for (const side of [before, after]) {
      const bytes = side.tree.bytes(findFile(side, path) ?? "");
      for (const name of (bytes && readHeader(bytes)?.packages) ?? []) packages.add(name);
    }
  }
  return packages;
}

function addPackages(affected: Set<string>, packages: ReadonlySet<string>, { headers }: Unchanged): void {
  if (packages.size === 0) return;
  for (const [path, header] of headers) if (header.packages.some((name) => packages.has(name))) affected.add(path);
}

/** Files that read differently: they import a changed one, or a file that hands it on, and name what changed. */
function importersOf(changes: ReadonlyMap<string, OutlineChange>, unchanged: Unchanged): readonly string[] {
  if (changes.size === 0) return [];
  const seen = new Map(changes);
  for (let grows = true; grows;) {
    grows = false;
    for (const [path, { publicImports }] of unchanged.headers) {
      const change = joined(publicImports.flatMap((each) => seen.get(each) ?? []));
      const known = seen.get(path);
      if (
        change === undefined ||
        known === "everything" ||
        (known && change !== "everything" && change.size <= known.size)
      )
        continue;
      seen.set(path, change);
      grows = true;
    }
  }
  return [...unchanged.headers].flatMap(([path, { imports }]) => {
    const change = joined(imports.flatMap((each) => seen.get(each) ?? []));
    return change !== undefined && mentions(path, change, unchanged) ? [path] : [];
  });
}

function joined(changes: readonly OutlineChange[]): OutlineChange | undefined {
  if (changes.length === 0 || changes.includes("everything")) return changes[0] && "everything";
  return new Set(changes.flatMap((change) => (change === "everything" ? [] : [...change])));
}

function mentions(path: string, change: OutlineChange, { bytes }: Unchanged): boolean {
  if (change === "everything") return true;
  const found = bytes(path);
  if (found === undefined) return true;
  const text = Buffer.from(found.buffer, found.byteOffset, found.byteLength);
  return [...change].some((name) => text.includes(name));
}

/** What the files that are not described import from outside the module. */
function importsOutside(
  { pair, before, after }: SurveyRequest,
  affected: ReadonlySet<string>,
  { headers }: Unchanged,
): ReadonlySet<string> {
  const isAlone = before.modules.length === 1 && after.modules.length === 1;
  const own = { ...after, modules: [pair.after] };
  const lies = (path: string) => (isAlone && headers.has(path)) || findFile(own, path) !== undefined;
  const imported = new Set<string>();
  const seen = new Map<string, boolean>();
  for (const [path, { imports }] of headers) {
    if (affected.has(path) || !lies(path)) continue;
    for (const each of imports) {
      if (!seen.has(each)) seen.set(each, lies(each));
      if (seen.get(each) === false) imported.add(each);
    }
  }
  return imported;
}
