import { compareProto, type CompatFact } from "@nx-contracts/engine/compat";
import type { ProtoFile, ReadDiagnostic } from "@nx-contracts/ir";
import type { Versions } from "./baseline.js";
import { type Described, describeModule } from "./describe-module.js";
import { type Difference, differenceOfPaths, differenceOfTrees, findFile } from "./difference.js";
import { filesOf, type ModuleLayout, type Modules, modulesOf, pairModules, type ProtoModule } from "./modules.js";
import { surveyPair } from "./survey.js";

/** What is so between two versions of one module. */
export interface Comparison {
  readonly module: ProtoModule;
  /** Computed each time, so that nothing holds the facts of thousands of files. */
  readonly facts: () => Iterable<CompatFact>;
  /** What was described of the module and what it imports. */
  readonly before: readonly ProtoFile[];
  readonly after: readonly ProtoFile[];
}

/** A file that does not compile, and in which version. */
export interface Uncomparable {
  /** As a person would name the version. */
  readonly version: string;
  readonly isNewer: boolean;
  readonly problem: ReadDiagnostic;
}

export interface CompareOptions {
  readonly layout: ModuleLayout;
  /** Rules ask what else a package holds. */
  readonly withPackages: boolean;
  /** Look into files that are the same too: slower, and the answer is the same. */
  readonly everything?: boolean;
}

export interface Compared {
  readonly after: Modules;
  readonly comparisons: readonly Comparison[];
  /** Import paths of the files that say something else, where that was found out. */
  readonly changed: ReadonlySet<string>;
  /** The same, with those whose comments or white space differ. */
  readonly touched: ReadonlySet<string>;
  /** With any of these there is no comparison. */
  readonly problems: readonly Uncomparable[];
}

/**
 * What is so between two versions.
 *
 * @throws ContractsError `config-invalid` or `source-unreadable`
 */
export async function compareVersions(versions: Versions, options: CompareOptions): Promise<Compared> {
  const after = modulesOf(versions.after, options.layout);
  const { before } = versions;
  if (!("list" in before)) return compareCompiled(versions.name, before, after);
  const older = modulesOf(before, options.layout);
  const difference = differenceOf(versions, older, after);
  const problems: Uncomparable[] = [];
  const comparisons: Comparison[] = [];
  for (const pair of pairModules(older, after)) {
    if (pair.after.isDisabled) continue;
    const { withPackages, layout } = options;
    const request = { before: older, after, pair, difference, withPackages, layout };
    const described = options.everything
      ? describeEverything(older, after, pair, difference)
      : await surveyPair(request);
    problems.push(...uncomparable(versions.name, described.before, described.after));
    comparisons.push(toComparison(pair.after, described.before.files, described.after.files));
  }
  const { changed, touched } = difference;
  return { after, changed, touched, comparisons: problems.length > 0 ? [] : comparisons, problems };
}

/** Where the configuration of the modules changed, what belongs to them has to be found out anew. */
function differenceOf({ changed }: Versions, before: Modules, after: Modules): Difference {
  const isKnown = changed !== undefined && ![...changed].some((path) => path.endsWith(".yaml"));
  return isKnown ? differenceOfPaths(changed, before, after) : differenceOfTrees(before, after);
}

function uncomparable(name: string, before: Described, after: Described): Uncomparable[] {
  const of = (problems: readonly ReadDiagnostic[], version: string, isNewer: boolean) =>
    problems.map((problem) => ({ version, isNewer, problem }));
  return [...of(before.problems, name, false), ...of(after.problems, "the newer version", true)];
}

function describeEverything(
  before: Modules,
  after: Modules,
  pair: { readonly before: ProtoModule; readonly after: ProtoModule },
  { changed }: Difference,
): { readonly before: Described; readonly after: Described } {
  const describe = (side: Modules, module: ProtoModule) =>
    describeModule({
      side,
      module,
      paths: filesOf(side.tree, module).keys(),
      alsoImported: [],
      check: (path) => changed.has(path),
    });
  return { before: describe(before, pair.before), after: describe(after, pair.after) };
}

/** An image does not say which file belongs to which module: all are compared at once. */
function compareCompiled(name: string, before: readonly ProtoFile[], after: Modules): Compared {
  const files = new Map<string, ProtoFile>();
  const problems: Uncomparable[] = [];
  for (const module of after.modules) {
    const paths = filesOf(after.tree, module).keys();
    const described = describeModule({ side: after, module, paths, alsoImported: [], check: () => true });
    for (const file of described.files) files.set(file.path, file);
    problems.push(...uncomparable(name, { files: [], leftOut: [], problems: [] }, described));
  }
  const [module] = after.modules;
  const changed = new Set(files.keys());
  if (problems.length > 0 || module === undefined)
    return { after, changed, touched: changed, comparisons: [], problems };
  // Images carry the well-known files of their compiler; ours are those of another release.
  const isForeign = ({ path }: ProtoFile) => findFile(after, path) === undefined;
  const older = before.map((file) => (isForeign(file) ? (files.get(file.path) ?? file) : file));
  return {
    after,
    changed,
    touched: changed,
    comparisons: [toComparison(module, older, [...files.values()])],
    problems,
  };
}

function toComparison(module: ProtoModule, before: readonly ProtoFile[], after: readonly ProtoFile[]): Comparison {
  return { module, before, after, facts: () => compareProto(before, after) };
}
