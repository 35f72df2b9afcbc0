import { ContractsError } from "@nx-contracts/ir";
import { filesOf, modulesOf } from "../compat/modules.js";
import type { ProtoTree } from "../compat/proto-tree.js";
import type { Config, GenerateOutput } from "../config/config.js";
import { openBufModules } from "../config/proto-roots.js";
import type { Host } from "../host.js";
import { importPathOf, protoPlaces } from "../layout/protos.js";
import { walkProtos } from "../layout/walk-protos.js";
import { joinPath, parentOf } from "../path.js";
import { globFiles } from "../config/expand-files.js";

/** The protos that a contract project is made of. Paths are relative to the workspace root. */
export interface ProtoSet {
  /** Folders that imports start from. */
  readonly roots: readonly string[];
  /** Import path → path, sorted by import path. */
  readonly files: ReadonlyMap<string, string>;
  /** Folder of the `buf.yaml` in force. */
  readonly bufFolder?: string;
}

/**
 * Finds every proto below the roots of a project: the modules of the nearest
 * `buf.yaml`, else the roots of its contracts, else the folder of
 * `contracts.yaml`. Copies of the well-known files are left out: every
 * language's runtime brings its own.
 *
 * @throws ContractsError `source-missing` where there is none, `source-unreadable` for names that no generator takes,
 *   `config-invalid` for a broken `buf.yaml` or two files of one import path
 */
export function discoverProtos(host: Host, config: Config): ProtoSet {
  const { bufFolders, plainRoots } = placesOf(host, config);
  const found = new Map<string, string>();
  const roots = new Set<string>();
  const add = (importPath: string, path: string) => {
    const other = found.get(importPath);
    if (other !== undefined && other !== path) throw ambiguous(importPath, other, path);
    if (!importPath.startsWith("google/protobuf/")) found.set(importPath, path);
  };
  for (const folder of bufFolders) {
    const { tree, modules } = modulesOf(treeOf(host, folder), "buf.yaml");
    for (const module of modules) {
      for (const root of module.roots) roots.add(root);
      for (const [importPath, path] of filesOf(tree, module)) add(importPath, path);
    }
  }
  for (const path of new Set(plainRoots.flatMap((root) => walkProtos(host, root)))) {
    add(importPathOf(plainRoots, path), path);
  }
  for (const root of plainRoots) roots.add(root);
  checkNames(found);
  if (found.size === 0) {
    throw new ContractsError("source-missing", {
      message: `There is no proto below ${[...roots].map((root) => `\`${root}\``).join(", ")}: nothing is generated, and nothing is removed.`,
      next: "Write a proto there, or correct `modules` of buf.yaml.",
    });
  }
  const [bufFolder] = bufFolders;
  return {
    roots: [...roots],
    files: new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(bufFolder !== undefined && { bufFolder }),
  };
}

/**
 * Import paths of the protos that an output is made from, sorted.
 *
 * @throws ContractsError `source-missing` for a pattern that matches none
 */
export function selectProtos(
  host: Host,
  { roots, files }: ProtoSet,
  output: Pick<GenerateOutput, "protos" | "at">,
): readonly string[] {
  if (output.protos === undefined) return [...files.keys()];
  const paths = new Map([...files].map(([importPath, path]) => [path, importPath]));
  const selected = output.protos.flatMap((pattern) => {
    const matched = roots.flatMap((root) =>
      globFiles(pattern, host.absolute(root)).flatMap((file) => paths.get(joinPath(root, file)) ?? []),
    );
    if (matched.length > 0) return matched;
    throw new ContractsError("source-missing", {
      message: `\`${pattern}\` matches no proto below ${roots.map((root) => `\`${root}\``).join(", ")}.`,
      at: output.at,
      next: "Correct the pattern; it is relative to the folder that imports start from.",
    });
  });
  return [...new Set(selected)].sort();
}

function placesOf(host: Host, config: Config) {
  const sides = config.contracts.flatMap(({ source, mirrors }) => [source, ...mirrors]);
  const starts = sides
    .filter(({ reader }) => reader === "proto")
    .flatMap(({ files, roots }) => files.map(({ path }) => ({ start: parentOf(path), roots })));
  const { modules, folders } = protoPlaces(openBufModules(host), config.folder, starts);
  return { bufFolders: modules.map(({ folder }) => folder), plainRoots: folders };
}

function treeOf(host: Host, folder: string): ProtoTree {
  const listed = walkProtos(host, folder);
  return {
    name: folder,
    folder,
    kind: (path) => host.kind(path),
    bytes: (path) => host.bytes(path),
    list: () => listed,
  };
}

/** What every generator takes as part of a path, of an argument and of an option. */
const SEGMENT = /^[\p{L}\p{N}_][\p{L}\p{N}_.+-]*$/u;

function checkNames(files: ReadonlyMap<string, string>): void {
  const refused = [...files].filter(([importPath]) => !importPath.split("/").every((part) => SEGMENT.test(part)));
  if (refused.length === 0) return;
  throw new ContractsError(
    "source-unreadable",
    refused.map(([importPath, path]) => ({
      message: `No generator is given a proto called \`${importPath}\`.`,
      at: { file: path, line: 1, column: 1 },
      next: "Rename it: letters, digits, `_`, `-`, `+` and `.` may stand in its path, a letter, a digit or `_` first.",
    })),
  );
}

function ambiguous(importPath: string, a: string, b: string): ContractsError {
  return new ContractsError("config-invalid", {
    message: `\`${a}\` and \`${b}\` are both imported as \`${importPath}\`.`,
    next: "Rename one of them, or exclude it in buf.yaml.",
  });
}
