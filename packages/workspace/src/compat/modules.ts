import { ContractsError } from "@nx-contracts/ir";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import { type BufSection, readBufWork, readBufYaml } from "./buf-yaml.js";
import type { BreakingConfig } from "@nx-contracts/engine/compat";
import { type ProtoModule, type ProtoTree, importPath } from "./proto-tree.js";

/** A module of Buf with the part of its configuration that judges it. */
export interface ModuleConfig extends ProtoModule {
  /** What it is sorted by: its name, else its folder. */
  readonly key: string;
  /** The `buf.yaml` that says so. */
  readonly file: string;
  /** The module as a whole is ignored. */
  readonly isDisabled: boolean;
  readonly breaking: BreakingConfig;
}

/**
 * The modules of a folder as its `buf.yaml` or `buf.work.yaml` has them; without
 * either, the folder is the only one.
 * @see https://buf.build/docs/configuration/v2/buf-yaml/
 *
 * @throws ContractsError `config-invalid`
 */
export function findModules(host: Host, tree: ProtoTree, folder: string): readonly ModuleConfig[] {
  const base = host.relative(folder);
  const folders = readBufWork(host, base);
  const modules =
    folders === undefined
      ? modulesOf(host, tree, base)
      : folders.flatMap((each) => modulesOf(host, tree, joinPath(base, each)));
  return modules.filter(({ files }) => files.length > 0).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function modulesOf(host: Host, tree: ProtoTree, base: string): readonly ModuleConfig[] {
  const config = readBufYaml(host, base);
  return config.modules.map(({ path, name, roots, includes, excludes, breaking, ownsBreaking }) => {
    const root = joinPath(base, path);
    const own = roots.map((each) => joinPath(root, each));
    const within = (folders: readonly string[], file: string) =>
      folders.some((each) => liesBelow(joinPath(base, each), file));
    const files = [...tree.paths].filter(
      (file) =>
        own.some((each) => liesBelow(each, file)) &&
        (includes.length === 0 || within(includes, file)) &&
        !within(excludes, file),
    );
    return {
      key: name ?? path,
      roots: own,
      files,
      file: config.file,
      isDisabled: breaking.ignore.some((each) => joinPath(".", each) === path),
      breaking: toConfig(config, path, breaking, ownsBreaking),
    };
  });
}

function liesBelow(folder: string, file: string): boolean {
  return folder === "." || file.startsWith(`${folder}/`);
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
      if (liesBelow(path, normal)) return [importPath([path], normal)];
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
  readonly before: ModuleConfig;
  readonly after: ModuleConfig;
}

/**
 * Pairs the modules of two versions in their order. A module that is new is
 * left out where all are judged alike.
 *
 * @throws ContractsError `config-invalid` where it cannot be told which belongs to which
 */
export function pairModules(before: readonly ModuleConfig[], after: readonly ModuleConfig[]): readonly ModulePair[] {
  if (before.length === after.length) {
    return after.flatMap((module, index) => {
      const predecessor = before[index];
      return predecessor === undefined ? [] : [{ before: predecessor, after: module }];
    });
  }
  const judged = new Set(after.map(({ breaking }) => JSON.stringify(breaking)));
  if (after.length > before.length && judged.size === 1) {
    const free = new Set(before);
    return after.flatMap((module) => {
      const paths = new Set(module.files.map((file) => importPath(module.roots, file)));
      const predecessor = [...free].find((each) => each.files.some((file) => paths.has(importPath(each.roots, file))));
      if (predecessor === undefined) return [];
      free.delete(predecessor);
      return [{ before: predecessor, after: module }];
    });
  }
  throw new ContractsError("config-invalid", {
    message: `The newer version has ${after.length} modules with proto files, the older one ${before.length}.`,
    next: "Compare folders with the same modules, or name a category instead of buf.yaml.",
  });
}
