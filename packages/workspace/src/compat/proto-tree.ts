import { ContractsError, type ReadDiagnostic } from "@nx-contracts/ir";
import type { Host } from "../host.js";
import { decodeSource } from "../read/decode-source.js";
import { joinPath } from "../path.js";
import type { ProtoFile } from "@nx-contracts/ir";
import { describeProto } from "@nx-contracts/readers/proto/describe";

/** The proto files of one version; a text is read when it is asked for. */
export interface ProtoTree {
  /** As a person would name it: a folder, a git ref. */
  readonly name: string;
  /** In the workspace, sorted. */
  readonly paths: ReadonlySet<string>;
  /** `undefined` for a path that the tree does not have. */
  bytes(path: string): Uint8Array | undefined;
  /**
   * @throws ContractsError `source-unreadable`
   */
  text(path: string): string | undefined;
}

/**
 * Every proto file in a folder and below.
 *
 * @throws ContractsError `source-missing`
 */
export function readTree(host: Host, folder: string): ProtoTree {
  const root = host.relative(folder);
  if (host.kind(root) !== "folder") {
    throw new ContractsError("source-missing", {
      message: `\`${folder}\` is not a folder.`,
      next: "Name a folder with proto files.",
    });
  }
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
  const paths = new Set(found.sort());
  const texts = new Map<string, string>();
  const bytes = (path: string) => (paths.has(path) ? host.bytes(path) : undefined);
  return {
    name: folder,
    paths,
    bytes,
    text(path) {
      if (!paths.has(path)) return undefined;
      let text = texts.get(path);
      if (text === undefined) texts.set(path, (text = decode(path, bytes(path))));
      return text;
    },
  };
}

function decode(path: string, bytes: Uint8Array | undefined): string {
  const decoded = bytes && decodeSource(path, bytes);
  if (decoded?.source) return decoded.source.text;
  throw new ContractsError("source-unreadable", {
    message: decoded?.diagnostic.message ?? `\`${path}\` cannot be read.`,
    next: decoded?.diagnostic.help ?? "Check its permissions.",
  });
}

/** One module of a tree: what its own files' imports start from, and those files. */
export interface ProtoModule {
  /** Paths in the workspace; mostly one. */
  readonly roots: readonly string[];
  /** Paths in the workspace. */
  readonly files: readonly string[];
}

export interface DescribeRequest {
  readonly tree: ProtoTree;
  readonly module: ProtoModule;
  /** Of every module of the tree. */
  readonly roots: readonly string[];
  /** Of the module's files those to describe; the others only where they are imported. */
  readonly wanted: (path: string) => boolean;
  /** Import paths of what files that are not described import. */
  readonly alsoImported: Iterable<string>;
}

/** Holds imports, and is not told apart from a file until it is described. */
const IMPORTS_ONLY = "<imports>";

/**
 * Describes files of one module and all that they import, from that module or
 * another of the same tree.
 *
 * @throws ContractsError `source-unreadable` with the place of each thing that does not compile
 */
export function describeModule(request: DescribeRequest): readonly ProtoFile[] {
  const { tree, module, roots, wanted, alsoImported } = request;
  const sources = module.files
    .filter(wanted)
    .map((path) => ({ path: importPath(module.roots, path), text: tree.text(path) ?? "" }));
  const imports = [...alsoImported].map((path) => `import ${JSON.stringify(path)};`);
  sources.push({ path: IMPORTS_ONLY, text: imports.join("\n") });
  const { files, diagnostics } = describeProto(sources, {
    load(path) {
      const text = tree.text(roots.map((root) => joinPath(root, path)).find((each) => tree.paths.has(each)) ?? "");
      return text === undefined ? undefined : { path, text };
    },
  });
  if (diagnostics.length > 0) throw unreadable(tree, diagnostics);
  return files.filter(({ path }) => path !== IMPORTS_ONLY);
}

/** The path of a file below that of `roots` that it lies in. */
export function importPath(roots: readonly string[], path: string): string {
  const root = roots.find((each) => each !== "." && path.startsWith(`${each}/`));
  return root === undefined ? path : path.slice(root.length + 1);
}

function unreadable({ name }: ProtoTree, diagnostics: readonly ReadDiagnostic[]): ContractsError {
  return new ContractsError(
    "source-unreadable",
    diagnostics.map(({ message, at }) => ({
      message: `${at.file}:${at.line}:${at.column} in \`${name}\`: ${message}`,
      at,
      next: "Compare again when both versions compile.",
    })),
  );
}
