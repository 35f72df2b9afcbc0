import { realpathSync } from "node:fs";
import type { CodeLanguage } from "@nx-contracts/ir";
import { typescriptImports } from "../config/typescript-imports.js";
import { isPlain, type Plain, texts } from "../config/tolerant-yaml.js";
import type { Host } from "../host.js";
import { exportedPaths } from "../layout/package-exports.js";
import { foldersUp, joinPath, parentOf } from "../path.js";
import { textOnDisk } from "../read/decode-source.js";
import { rustFile } from "./rust-module.js";

/** Path of the file that a module's name means in a file, where it lies in the workspace. */
export type ResolveModule = (name: string, from: string) => string | undefined;

/** Finds modules as far as that needs no more than to see which files there are. */
export function moduleResolver(host: Host, language: CodeLanguage): ResolveModule {
  switch (language) {
    case "python":
      return (name, from) => pythonFile(host, name, from);
    case "typescript":
      return (name, from) => typescriptFile(host, name, from);
    case "rust":
      return (name, from) => rustFile(host, name, from);
    case "go":
      return (name, from) => goFolder(host, name, from);
  }
}

/** Looks in the folders above, and in their `src`. */
function pythonFile(host: Host, name: string, from: string): string | undefined {
  const inside = name.replaceAll(".", "/");
  for (const folder of foldersUp(parentOf(from))) {
    for (const start of [folder, joinPath(folder, "src")]) {
      const base = joinPath(start, inside);
      const found = [`${base}.py`, `${base}/__init__.py`].find((path) => host.kind(path) === "file");
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** A package of the module that a file belongs to. */
function goFolder(host: Host, name: string, from: string): string | undefined {
  for (let folder = parentOf(from); ; folder = parentOf(folder)) {
    const module = /^module\s+"?([^\s"]+)/m.exec(textOnDisk(host, joinPath(folder, "go.mod")) ?? "")?.[1];
    if (module !== undefined)
      return `${name}/`.startsWith(`${module}/`) ? joinPath(folder, name.slice(module.length + 1)) : undefined;
    if (folder === "." || folder.startsWith("..")) return undefined;
  }
}

const TYPESCRIPT_ENDINGS = [
  ".ts",
  ".tsx",
  ".mts",
  ".d.ts",
  ".js",
  ".jsx",
  ".mjs",
  "/index.ts",
  "/index.tsx",
  "/index.js",
];

/** Paths from the root, `paths` of the root's tsconfig, and packages of the workspace. */
function typescriptFile(host: Host, name: string, from: string): string | undefined {
  if (name.startsWith("node:")) return undefined;
  const isFile = (path: string) => host.kind(path) === "file";
  const own = TYPESCRIPT_ENDINGS.map((ending) => `${name}${ending}`).find(isFile);
  if (own !== undefined) return own;
  const aliases = typescriptImports(host, from, `import ${JSON.stringify(name)}`, []).flatMap(
    ({ candidates }) => candidates,
  );
  const aliased = aliases.find((path) => /\.[cm]?[jt]sx?$/.test(path) && isFile(path));
  return aliased ?? packageFile(host, name, from);
}

/** A file of a package of the workspace, its source rather than what is built of it. */
function packageFile(host: Host, name: string, from: string): string | undefined {
  const [, packageName, rest = ""] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(name) ?? [];
  const root = packageName === undefined ? undefined : packageRoot(host, packageName, from);
  if (root === undefined) return undefined;
  const candidates = [...exportTargets(host, root, rest), rest === "" ? "src/index" : rest, `src/${rest}`, "index"];
  for (const candidate of candidates) {
    const stem = candidate.replace(/^\.\//, "").replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
    for (const path of [
      stem,
      stem.replace(/^(?:dist|lib|build)\//, "src/"),
      stem.replace(/^(?:dist|lib|build)\//, ""),
    ]) {
      const found = TYPESCRIPT_ENDINGS.map((ending) => joinPath(root, `${path}${ending}`)).find(
        (each) => host.kind(each) === "file",
      );
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Package managers link packages of the workspace; without them the nearest manifest may be the package itself. */
function packageRoot(host: Host, name: string, from: string): string | undefined {
  for (const folder of foldersUp(parentOf(from))) {
    const linked = joinPath(folder, `node_modules/${name}`);
    if (host.kind(linked) === "folder") {
      const root = host.relative(realpathSync(host.absolute(linked)));
      return root.startsWith("..") || root.split("/").includes("node_modules") ? undefined : root;
    }
    if (manifest(host, folder)["name"] === name) return folder;
  }
  return undefined;
}

/** What `exports` or the main entries of a package say about one of its modules. */
function exportTargets(host: Host, root: string, rest: string): readonly string[] {
  const { exports: exported, types, main } = manifest(host, root);
  return rest === ""
    ? [...exportedPaths(exported, "."), ...texts([types, main])]
    : exportedPaths(exported, `./${rest}`);
}

function manifest(host: Host, folder: string): Plain {
  try {
    const content: unknown = JSON.parse(textOnDisk(host, joinPath(folder, "package.json")) ?? "{}");
    return isPlain(content) ? content : {};
  } catch {
    return {};
  }
}
