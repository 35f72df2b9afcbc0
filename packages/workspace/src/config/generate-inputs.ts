import type { Host } from "../host.js";
import { MANIFEST_NAME } from "./manifest-name.js";
import { isInstalledOrHidden } from "../layout/folders.js";
import { isSourceRelative } from "../layout/go.js";
import { isCheckedIn, optionsIn } from "../layout/outputs.js";
import { type ProtoStart, protoPlaces } from "../layout/protos.js";
import { PYTHON_ENDINGS } from "../layout/python.js";
import { scriptEndings } from "../layout/typescript.js";
import { foldersUp, joinPath, nameOf, parentOf } from "../path.js";
import type { FindModule } from "./proto-roots.js";
import { list, objects, type Plain, textOf } from "./tolerant-yaml.js";

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
    isCheckedIn: isCheckedIn(entry["tool"], entry["checkedIn"]),
  }));
  const manifest = parts.some(({ isCheckedIn }) => isCheckedIn) ? [context.under(context.folder, MANIFEST_NAME)] : [];
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
  starts: readonly ProtoStart[],
): readonly string[] {
  const { modules, folders } = protoPlaces(findModule, folder, starts);
  return [...new Set([...modules.flatMap(({ roots }) => roots), ...folders])].sort();
}

/** What else in the workspace has a say in the names that are generated. */
function* inputsOf({ host, folder, under }: GenerateContext, entry: Plain): Generator<string> {
  const tool = textOf(entry["tool"]) ?? "";
  const template = textOf(entry["template"]);
  if (template !== undefined) yield under(parentOf(joinPath(folder, template)), nameOf(template));
  const out = textOf(entry["out"]);
  if (out === undefined) return;
  const isGo = tool.startsWith("protoc-gen-go");
  const isPython = tool === "grpcio-tools" && entry["package"] === undefined;
  if (!isGo && !isPython) return;
  const name = isGo ? "go.mod" : "__init__.py";
  for (const at of foldersUp(joinPath(folder, out))) {
    // The root has no name that a package could have.
    if (at === "." && isPython) return;
    yield under(at, name);
    // The search for a module ends with the first one, that for a package where there is none.
    if ((host.kind(joinPath(at, name)) === "file") === isGo) return;
  }
}

/** Names that generated files have below the folder of an output. */
function* outputsOf({ folder, under }: GenerateContext, entry: Plain, tops: readonly Top[]): Generator<string> {
  const out = joinPath(folder, textOf(entry["out"]) ?? ".");
  const options = optionsIn(entry["options"]);
  switch (textOf(entry["tool"])) {
    case "prost":
    case "tonic":
      yield under(parentOf(out), nameOf(out));
      return;
    case "grpcio-tools": {
      for (const { name, isFolder } of tops) {
        const path = isFolder ? name.replaceAll("-", "_").replaceAll(".", "/") : name.replaceAll("-", "_");
        for (const kind of PYTHON_ENDINGS) yield under(out, isFolder ? `${path}/**/*${kind}` : `${path}${kind}`);
        // Where nothing is checked in nobody writes into them either.
        if (isFolder && entry["checkedIn"] === false) yield under(out, `${path}/**/__init__.py`);
      }
      return;
    }
    case "protobuf-es": {
      for (const kind of scriptEndings(options)) {
        for (const { name, isFolder } of tops) yield under(out, isFolder ? `${name}/**/*${kind}` : `${name}${kind}`);
      }
      return;
    }
    case "protoc-gen-go":
    case "protoc-gen-go-grpc": {
      const kind = textOf(entry["tool"]) === "protoc-gen-go" ? ".pb.go" : "_grpc.pb.go";
      if (!isSourceRelative(options, true)) yield under(out, `**/*${kind}`);
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
    if (isInstalledOrHidden(name)) continue;
    if (name.endsWith(".proto")) yield { name: name.slice(0, -".proto".length), isFolder: false };
    else if (host.kind(joinPath(root, name)) === "folder") yield { name, isFolder: true };
  }
}
