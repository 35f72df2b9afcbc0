import type { BreakingConfig } from "@nx-contracts/engine/compat";
import { ContractsError } from "@nx-contracts/ir";
import { importPathOf } from "../layout/protos.js";
import { isBelow, joinPath } from "../path.js";
import { type BufModule, type BufSection, readBufWork, readBufYaml } from "./buf-yaml.js";
import type { ProtoTree } from "./proto-tree.js";

/** A module of Buf with the part of its configuration that judges it. */
export interface ProtoModule {
  /** What its files' imports start from, as paths of the workspace; mostly one. */
  readonly roots: readonly string[];
  /** Whether a path of the workspace is one of its files. */
  owns(path: string): boolean;
  /** What it is sorted by: its name, else its folder. */
  readonly key: string;
  /** The `buf.yaml` that says so. */
  readonly file: string;
  /** The module as a whole is ignored. */
  readonly isDisabled: boolean;
  readonly breaking: BreakingConfig;
}

/** `folder`: the folder is the module; `buf.yaml`: what the one in it says. */
export type ModuleLayout = "folder" | "buf.yaml";

/**
 * A tree with its modules.
 *
 * @throws ContractsError `config-invalid`
 */
export function modulesOf(tree: ProtoTree, layout: ModuleLayout): Modules {
  return { tree, modules: layout === "folder" ? [wholeFolder(tree)] : findModules(tree) };
}

/** The folder as it stands, whatever a `buf.yaml` says. */
export function wholeFolder(tree: ProtoTree): ProtoModule {
  return {
    key: tree.folder,
    roots: [tree.folder],
    owns: (path) => isBelow(tree.folder, path),
    file: tree.folder,
    isDisabled: false,
    breaking: { version: "v2", use: [], except: [], ignore: [], ignoreOnly: {}, ignoreUnstablePackages: false },
  };
}

/**
 * The modules of a tree as its `buf.yaml` or `buf.work.yaml` has them; without
 * either, its folder is the only one.
 * @see https://buf.build/docs/configuration/v2/buf-yaml/
 *
 * @throws ContractsError `config-invalid`
 */
function findModules(tree: ProtoTree): readonly ProtoModule[] {
  const folders = readBufWork(tree, tree.folder);
  const modules =
    folders === undefined
      ? modulesIn(tree, tree.folder)
      : folders.flatMap((each) => modulesIn(tree, joinPath(tree.folder, each)));
  if (modules.length < 2) return modules;
  return modules
    .filter((module) => tree.list().some((path) => module.owns(path)))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function modulesIn(tree: ProtoTree, base: string): readonly ProtoModule[] {
  const config = readBufYaml(tree, base);
  return config.modules.map((module) => {
    const { path, name, roots, breaking, ownsBreaking } = module;
    const own = roots.map((each) => joinPath(joinPath(base, path), each));
    return {
      key: name ?? path,
      roots: own,
      owns: (file) => own.some((each) => isBelow(each, file)) && isIncluded(module, base, file),
      file: config.file,
      isDisabled: breaking.ignore.some((each) => joinPath(".", each) === path),
      breaking: toConfig(config, path, breaking, ownsBreaking),
    };
  });
}

function isIncluded({ includes, excludes }: BufModule, base: string, file: string): boolean {
  const within = (folders: readonly string[]) => folders.some((each) => isBelow(joinPath(base, each), file));
  return (includes.length === 0 || within(includes)) && !within(excludes);
}

function toConfig(
  { version, file }: Pick<ReturnType<typeof readBufYaml>, "version" | "file">,
  path: string,
  section: BufSection,
  mustLieInside: boolean,
): BreakingConfig {
  const relative = (paths: readonly string[]) =>
    paths.flatMap((each) => {
      const normal = joinPath(".", each);
      if (normal === path) return [];
      if (isBelow(path, normal)) return [importPathOf([path], normal)];
      if (!mustLieInside) return [];
      throw new ContractsError("config-invalid", {
        message: `\`${each}\`, which \`${file}\` ignores in the module \`${path}\`, does not lie inside that module.`,
        next: "Write the path from the folder of buf.yaml.",
      });
    });
  return {
    version,
    use: section.use,
    except: section.except,
    ignore: relative(section.ignore),
    ignoreOnly: Object.fromEntries(
      Object.entries(section.ignoreOnly).map(([word, paths]) => [word, relative(paths)] as const),
    ),
    ignoreUnstablePackages: section.ignoreUnstablePackages,
  };
}

export interface ModulePair {
  readonly before: ProtoModule;
  readonly after: ProtoModule;
}

/** One side's modules and the tree that they lie in. */
export interface Modules {
  readonly tree: ProtoTree;
  readonly modules: readonly ProtoModule[];
}

/**
 * Pairs the modules of two versions in their order. A module that is new is
 * left out where all are judged alike.
 *
 * @throws ContractsError `config-invalid` where it cannot be told which belongs to which
 */
export function pairModules(before: Modules, after: Modules): readonly ModulePair[] {
  if (before.modules.length === after.modules.length) {
    return after.modules.flatMap((module, index) => {
      const predecessor = before.modules[index];
      return predecessor === undefined ? [] : [{ before: predecessor, after: module }];
    });
  }
  const judged = new Set(after.modules.map(({ breaking }) => JSON.stringify(breaking)));
  if (after.modules.length > before.modules.length && judged.size === 1) return pairByFiles(before, after);
  throw new ContractsError("config-invalid", {
    message: `The newer version has ${after.modules.length} modules with proto files, the older one ${before.modules.length}.`,
    next: "Compare folders with the same modules, or name a category instead of buf.yaml.",
  });
}

function pairByFiles(before: Modules, after: Modules): readonly ModulePair[] {
  const free = new Set(before.modules);
  return after.modules.flatMap((module) => {
    const paths = new Set(filesOf(after.tree, module).keys());
    const predecessor = [...free].find((each) =>
      [...filesOf(before.tree, each).keys()].some((path) => paths.has(path)),
    );
    if (predecessor === undefined) return [];
    free.delete(predecessor);
    return [{ before: predecessor, after: module }];
  });
}

/** Every file of a module: its import path and where it lies. */
export function filesOf(tree: ProtoTree, { roots, owns }: ProtoModule): ReadonlyMap<string, string> {
  return new Map(tree.list().flatMap((path) => (owns(path) ? [[importPathOf(roots, path), path] as const] : [])));
}
