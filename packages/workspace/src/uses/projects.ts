import type { Host } from "../host.js";
import { goModuleIn } from "../layout/go.js";
import { joinPath, nameOf, parentOf } from "../path.js";
import { textOnDisk } from "../read/decode-source.js";
import { packageFolders } from "./npm-workspaces.js";

/** What a file belongs to. */
export interface Project {
  readonly name: string;
  /** Relative to the workspace root; `.` for that itself. */
  readonly root: string;
}

/**
 * Finds the project of each file: the nearest one of Nx, which a crate, a Go module or a Python package inside it is a
 * part of, else the nearest folder above the file that says what it is called.
 */
export interface Projects {
  /** `undefined` for a file that belongs to none. */
  of(path: string): Project | undefined;
}

interface FoundProject extends Project {
  /** Nx knows it, so all that lies inside belongs to it. */
  readonly isWhole: boolean;
}

/** In the order in which they count where a folder has several. */
const MANIFESTS: readonly (readonly [file: string, nameIn: (text: string, folder: string) => string | undefined])[] = [
  ["project.json", (text, folder) => jsonName(text) ?? lastPart(folder)],
  ["package.json", jsonName],
  ["pyproject.toml", (text) => tomlName(text, ["project", "tool.poetry"])],
  ["Cargo.toml", (text) => tomlName(text, ["package"])],
  ["go.mod", (text) => goName(text)],
];

/** Looks projects up on disk, each folder once. */
export function openProjects(host: Host): Projects {
  const known = new Map<string, FoundProject | undefined>();
  const isPackage = packageFolders(host);
  const find = (folder: string): FoundProject | undefined => {
    if (known.has(folder)) return known.get(folder);
    const own = projectAt(host, folder, isPackage);
    const outer = own?.isWhole || folder === "." ? undefined : find(parentOf(folder));
    const project = outer?.isWhole ? outer : (own ?? outer);
    known.set(folder, project);
    return project;
  };
  return {
    of(path) {
      const found = path.startsWith("../") ? undefined : find(parentOf(path));
      return found && { name: found.name, root: found.root };
    },
  };
}

function projectAt(host: Host, root: string, isPackage: (folder: string) => boolean): FoundProject | undefined {
  let isWhole = false;
  for (const [file, nameIn] of MANIFESTS) {
    const text = textOnDisk(host, joinPath(root, file));
    if (text === undefined) continue;
    isWhole ||= file === "project.json" || (file === "package.json" && isPackage(root));
    const name = nameIn(text, root);
    if (name !== undefined && name !== "") return { name, root, isWhole };
  }
  return undefined;
}

function jsonName(text: string): string | undefined {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content !== "object" || content === null) return undefined;
    const ofNx: unknown = "nx" in content ? content.nx : undefined;
    const named = typeof ofNx === "object" && ofNx !== null && "name" in ofNx ? ofNx.name : undefined;
    const name = named ?? ("name" in content ? content.name : undefined);
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}

/** The `name` in one of the tables. */
function tomlName(text: string, tables: readonly string[]): string | undefined {
  let table = "";
  for (const line of text.split(/\r?\n/)) {
    table = /^\s*\[+\s*([^\]]+?)\s*\]/.exec(line)?.[1] ?? table;
    const name = /^\s*name\s*=\s*["']([^"']+)["']/.exec(line)?.[1];
    if (name !== undefined && tables.includes(table)) return name;
  }
  return undefined;
}

/** The last part of the module's path, without a major version. */
function goName(text: string): string | undefined {
  const module = goModuleIn(text);
  return module === undefined ? undefined : lastPart(module.replace(/\/v\d+$/, ""));
}

function lastPart(path: string): string | undefined {
  return path === "." ? undefined : nameOf(path);
}
