import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { ContractsError } from "@nx-contracts/ir";

/** The file system as the commands see it: one workspace, paths relative to its root with `/`. */
export interface Host {
  /** Absolute path of the workspace root. */
  readonly root: string;
  /** Path relative to the root of a path as a person typed it, relative to the current folder. */
  relative(path: string): string;
  absolute(path: string): string;
  /** What stands at `path`. */
  kind(path: string): "file" | "folder" | "missing" | "unreadable";
  /** Names in a folder, sorted; empty when there is none. */
  list(folder: string): readonly string[];
  /** Bytes of a file, or `undefined` when it cannot be read. */
  bytes(path: string): Uint8Array | undefined;
  /** Writes whole or not at all. */
  write(path: string, content: string): void;
  /** Folder for derived data that may be deleted at any time; absolute. */
  readonly cacheFolder: string | undefined;
  /** Files that are not written yet: everything above sees them, whoever goes to the disk does not. */
  readonly pending?: ReadonlyMap<string, Uint8Array | undefined>;
}

export interface HostOptions {
  /** Absolute path of the current folder. */
  readonly cwd: string;
  /** Absolute path of the workspace root; found from `cwd` when absent. */
  readonly root?: string;
}

/** Opens the workspace around a folder: Nx's, else git's, else the folder itself. */
export function openHost({ cwd, root: given }: HostOptions): Host {
  const root = given ?? findUp(cwd, "nx.json") ?? findUp(cwd, ".git") ?? resolve(cwd);
  const start = `${resolve(root)}${sep}`.replace(/\/\/$/, "/");
  // What needs no normalising is put together: hundreds of paths pass here.
  const absolute = (path: string) => (PLAIN.test(path) && sep === "/" ? start + path : resolve(root, path));
  return {
    root,
    relative: (path) =>
      relative(root, isAbsolute(path) ? path : resolve(cwd, path))
        .split(sep)
        .join("/") || ".",
    absolute,
    kind(path) {
      try {
        // An exception for each place where nothing stands would cost more than the look.
        const stats = statSync(absolute(path), { throwIfNoEntry: false });
        if (stats === undefined) return "missing";
        return stats.isDirectory() ? "folder" : "file";
      } catch (error) {
        return isMissing(error) ? "missing" : "unreadable";
      }
    },
    list(folder) {
      try {
        return readdirSync(absolute(folder)).sort();
      } catch {
        return [];
      }
    },
    bytes(path) {
      try {
        return readFileSync(absolute(path));
      } catch {
        return undefined;
      }
    },
    write: (path, content) => writeWhole(absolute(path), content),
    cacheFolder: findCacheFolder(root),
  };
}

/** A relative path without a part that normalising changes. */
const PLAIN = /^(?!\/)(?!.*(?:^|\/)\.{0,2}(?:\/|$))/s;

/** The same workspace at one moment: what stands at a path is looked up once. */
export function atOneMoment(host: Host): Host {
  const kinds = new Map<string, ReturnType<Host["kind"]>>();
  const lists = new Map<string, readonly string[]>();
  return {
    ...host,
    kind(path) {
      const kind = kinds.get(path) ?? host.kind(path);
      kinds.set(path, kind);
      return kind;
    },
    list(folder) {
      const names = lists.get(folder) ?? host.list(folder);
      lists.set(folder, names);
      return names;
    },
  };
}

/** Writes beside the target and renames, so that a reader sees the old file or the new one. */
export function writeWhole(path: string, content: string): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, content);
    renameSync(draft, targetOf(path));
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new ContractsError(
      "output-unwritable",
      {
        message: `\`${path}\` cannot be written: ${reasonOf(cause)}.`,
        next: "Check the folder's permissions and the space left, or write elsewhere.",
      },
      { cause },
    );
  }
}

/** Follows a link, so that writing keeps it a link. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function findUp(from: string, name: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    try {
      statSync(join(folder, name));
      return folder;
    } catch {
      if (folder === dirname(folder)) return undefined;
    }
  }
}

function findCacheFolder(root: string): string | undefined {
  for (const parent of ["node_modules", ".nx"]) {
    try {
      if (statSync(join(root, parent)).isDirectory()) return join(root, parent, ".cache", "nx-contracts");
    } catch {
      // Not there: try the next.
    }
  }
  return undefined;
}

function isMissing(error: unknown): boolean {
  return errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR";
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** An operating system's error in words. */
export function reasonOf(error: unknown): string {
  const code = errorCode(error);
  const words: Record<string, string> = {
    EACCES: "permission denied",
    EISDIR: "it is a folder",
    ELOOP: "its symbolic links form a loop",
    ENOENT: "it does not exist",
    ENOSPC: "no space left",
    ENOTDIR: "a part of its path is no folder",
    EROFS: "the file system is read-only",
  };
  return (code !== undefined && words[code]) || (error instanceof Error ? error.message : String(error));
}
