import type { Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import type { FindModule } from "./proto-roots.js";
import { list, objects, type Plain, textOf, texts } from "./tolerant-yaml.js";

/** What the target that generates depends on and writes: glob patterns relative to the workspace root. */
export interface GenerateFiles {
  /** Besides the configuration and the protos. */
  readonly inputs: readonly string[];
  /** Generated files alone: what else lies beside them is not the target's. */
  readonly outputs: readonly string[];
  /** A template of buf may name plugins whose version nobody knows, and files of any name. */
  readonly isExact: boolean;
}

export interface GenerateContext {
  readonly host: Host;
  /** Of the configuration. */
  readonly folder: string;
  /** Folders that imports start from. */
  readonly roots: readonly string[];
  /** Turns a folder and a pattern below it into a pattern. */
  readonly under: (folder: string, pattern: string) => string;
}

/**
 * Derives the files of the section `generate` from its text as it stands.
 * Never throws, as for the other targets.
 *
 * @returns `undefined` where nothing is to be generated
 */
export function deriveGenerate(context: GenerateContext, section: unknown): GenerateFiles | undefined {
  const entries = objects(list(section));
  if (entries.length === 0) return undefined;
  const tops = context.roots.flatMap((root) => [...topsOf(context.host, root)]);
  const parts = entries.map((entry) => ({
    inputs: [...inputsOf(context, entry)],
    outputs: [...outputsOf(context, entry, tops)],
    isCheckedIn: entry["checkedIn"] !== false && !/^(?:prost|tonic)$/.test(textOf(entry["tool"]) ?? ""),
  }));
  const manifest = parts.some(({ isCheckedIn }) => isCheckedIn)
    ? [context.under(context.folder, "contracts.stubs")]
    : [];
  return {
    inputs: parts.flatMap(({ inputs }) => inputs),
    outputs: [...new Set([...manifest, ...parts.flatMap(({ outputs }) => outputs)])].sort(),
    isExact: entries.every((entry) => textOf(entry["tool"]) !== "buf"),
  };
}

/** Where imports of the named protos start from. */
export function generateRoots(
  findModule: FindModule,
  folder: string,
  sides: readonly { readonly start: string; readonly roots: readonly string[] }[],
): readonly string[] {
  const roots = new Set<string>();
  for (const side of sides) {
    const found = findModule(side.start)?.roots ?? side.roots.map((root) => joinPath(folder, root));
    for (const root of found.length > 0 ? found : [folder]) roots.add(root);
  }
  if (roots.size === 0) for (const root of findModule(folder)?.roots ?? [folder]) roots.add(root);
  return [...roots].sort();
}

/** What else in the workspace has a say in the names that are generated. */
function* inputsOf({ host, folder, under }: GenerateContext, entry: Plain): Generator<string> {
  const tool = textOf(entry["tool"]) ?? "";
  const template = textOf(entry["template"]);
  if (template !== undefined)
    yield under(parentOf(joinPath(folder, template)), template.slice(template.lastIndexOf("/") + 1));
  const out = textOf(entry["out"]);
  if (out === undefined) return;
  const isGo = tool.startsWith("protoc-gen-go");
  const isPython = tool === "grpcio-tools" && entry["package"] === undefined;
  if (!isGo && !isPython) return;
  const name = isGo ? "go.mod" : "__init__.py";
  for (let at = joinPath(folder, out); at !== "." && !at.startsWith(".."); at = parentOf(at)) {
    yield under(at, name);
    // The search for a module ends with the first one, that for a package where there is none.
    if ((host.kind(joinPath(at, name)) === "file") === isGo) return;
  }
}

/** Names that generated files have below the folder of an output. */
function* outputsOf({ folder, under }: GenerateContext, entry: Plain, tops: readonly Top[]): Generator<string> {
  const out = joinPath(folder, textOf(entry["out"]) ?? ".");
  const options = texts(entry["options"]);
  switch (textOf(entry["tool"])) {
    case "prost":
    case "tonic":
      yield under(parentOf(out), out.slice(out.lastIndexOf("/") + 1));
      return;
    case "grpcio-tools": {
      const kinds = ["_pb2.py", "_pb2.pyi", "_pb2_grpc.py"];
      for (const { name, isFolder } of tops) {
        const path = isFolder ? name.replaceAll("-", "_").replaceAll(".", "/") : name.replaceAll("-", "_");
        for (const kind of kinds) yield under(out, isFolder ? `${path}/**/*${kind}` : `${path}${kind}`);
        // Where nothing is checked in nobody writes into them either.
        if (isFolder && entry["checkedIn"] === false) yield under(out, `${path}/**/__init__.py`);
      }
      return;
    }
    case "protobuf-es": {
      const targets = options.flatMap((option) => /^target=(.+)$/.exec(option)?.[1]?.split("+") ?? []);
      const kinds = { ts: "_pb.ts", js: "_pb.js", dts: "_pb.d.ts" };
      for (const [target, kind] of Object.entries(kinds)) {
        if (!(targets.length > 0 ? targets : ["js", "dts"]).includes(target)) continue;
        for (const { name, isFolder } of tops) yield under(out, isFolder ? `${name}/**/*${kind}` : `${name}${kind}`);
      }
      return;
    }
    case "protoc-gen-go":
    case "protoc-gen-go-grpc": {
      const isElsewhere = options.some((option) => /^(?:module=|paths=import$)/.test(option));
      const kind = textOf(entry["tool"]) === "protoc-gen-go" ? ".pb.go" : "_grpc.pb.go";
      if (isElsewhere) yield under(out, `**/*${kind}`);
      else for (const { name, isFolder } of tops) yield under(out, isFolder ? `${name}/**/*${kind}` : `${name}${kind}`);
    }
  }
}

/** A folder, or a proto without its suffix, right below a root. */
interface Top {
  readonly name: string;
  readonly isFolder: boolean;
}

function* topsOf(host: Host, root: string): Generator<Top> {
  for (const name of host.list(root)) {
    if (name.startsWith(".") || name === "node_modules") continue;
    if (name.endsWith(".proto")) yield { name: name.slice(0, -".proto".length), isFolder: false };
    else if (host.kind(joinPath(root, name)) === "folder") yield { name, isFolder: true };
  }
}
