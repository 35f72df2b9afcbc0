import { ContractsError } from "@nx-contracts/ir";
import type { Host } from "../host.js";
import { decodeSource } from "../read/decode-source.js";
import { joinPath } from "../path.js";

/** One version of a set of proto files. What it holds is read when it is asked for, and not kept. */
export interface ProtoTree {
  /** As a person would name it: a folder, a git ref. */
  readonly name: string;
  /** What is compared lies here and below; paths are those of the workspace. */
  readonly folder: string;
  kind(path: string): "file" | "folder" | "missing" | "unreadable";
  /** `undefined` for a path that the tree does not have. */
  bytes(path: string): Uint8Array | undefined;
  /** Paths of every proto file, sorted. */
  list(): readonly string[];
  /** Root of the workspace on whose disk it lies; absent where it does not. */
  readonly disk?: string;
}

/**
 * The proto files of a folder as the disk has them.
 *
 * @throws ContractsError `source-missing`
 */
export function diskTree(host: Host, folder: string): ProtoTree {
  const root = host.relative(folder);
  if (host.kind(root) !== "folder") {
    throw new ContractsError("source-missing", {
      message: `\`${folder}\` is not a folder.`,
      next: "Name a folder with proto files.",
    });
  }
  let listed: readonly string[] | undefined;
  return {
    name: folder,
    folder: root,
    kind: (path) => host.kind(path),
    bytes: (path) => host.bytes(path),
    list: () => (listed ??= walk(host, root)),
    // Another thread reads the disk, which lacks what is not written yet.
    ...(host.pending === undefined && { disk: host.root }),
  };
}

function walk(host: Host, root: string): readonly string[] {
  const found: string[] = [];
  const waiting = [root];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const name of host.list(at)) {
      const child = joinPath(at, name);
      if (name.endsWith(".proto") && host.kind(child) === "file") found.push(child);
      // Asking what each file is costs more than reading it; most files have a suffix, most folders have none.
      else if (!name.includes(".") || host.kind(child) === "folder") waiting.push(child);
    }
  }
  return found.sort();
}

/**
 * The text of a proto file.
 *
 * @throws ContractsError `source-unreadable` for what is no UTF-8 or too large
 */
export function textIn(tree: ProtoTree, path: string): string | undefined {
  const bytes = tree.bytes(path);
  if (bytes === undefined) return undefined;
  const { source, diagnostic } = decodeSource(path, bytes);
  if (source) return source.text;
  throw new ContractsError("source-unreadable", {
    message: `${diagnostic.message} It is \`${path}\` in \`${tree.name}\`.`,
    at: diagnostic.at,
    next: diagnostic.help ?? "Save it as UTF-8.",
  });
}
