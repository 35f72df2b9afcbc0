import { generateRoots } from "../config/generate-inputs.js";
import { openBufModules } from "../config/proto-roots.js";
import { isPlain, objects, parseTolerantly, type Plain, textOf, texts } from "../config/tolerant-yaml.js";
import type { Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import { arrangeProtos, below, namesProtos, type ProtoFolders } from "./proto-folders.js";
import type { Survey } from "./workspace-files.js";

/** A project that others depend on because they use what is made of its protos. */
export interface ContractProject {
  readonly name: string;
  readonly protos: ProtoFolders;
  readonly outputs: readonly Output[];
  /** Paths of the templates that read the protos. */
  readonly templates: readonly string[];
  /** Prefixes of Go packages that templates give to protos. */
  readonly goPrefixes: readonly string[];
}

/** A place that generated code or a descriptor set is written to. */
export interface Output {
  /** Folder, or the descriptor set itself; relative to the workspace root. */
  readonly path: string;
  readonly isFile: boolean;
  /** What Python calls the folder, with `/`; empty where imports start from it. */
  readonly python: string;
  /** What Go calls the folder; absent where no `go.mod` is above it. */
  readonly go?: string;
}

/** A `buf.gen.yaml`: where it writes to, and which protos it reads. */
interface Template {
  readonly path: string;
  readonly outs: readonly string[];
  /** Folders and files; its own folder where it names none. */
  readonly inputs: readonly string[];
  readonly goPrefixes: readonly string[];
}

/**
 * Reads what is made of the protos of every contract project. Never throws:
 * from a broken `contracts.yaml` or `buf.gen.yaml` it takes what it can.
 */
export function readContractProjects(
  host: Host,
  { configs, protoFolders }: Survey,
  templates: readonly Template[],
): readonly ContractProject[] {
  return configs.map(({ path, project }) => {
    const folder = parentOf(path);
    const config = parseTolerantly(textIn(host, path));
    const starts = startsOf(folder, config);
    const roots = generateRoots(openBufModules(host), folder, starts);
    const protos = arrangeProtos(roots, protoFolders, new Set(starts.map(({ start }) => start)));
    const entries = objects(config["generate"]);
    const named = entries.flatMap((entry) => textOf(entry["template"]) ?? []).map((name) => joinPath(folder, name));
    const related = templates.filter(
      (template) => named.includes(template.path) || template.inputs.some((input) => readsFrom(protos, input)),
    );
    const outs = related.flatMap((template) => template.outs.map((out) => outputOf(host, out)));
    return {
      name: project,
      protos,
      outputs: [...entries.flatMap((entry) => configuredOutput(host, folder, entry)), ...outs],
      templates: related.map((template) => template.path),
      goPrefixes: related.flatMap((template) => template.goPrefixes),
    };
  });
}

/** Whether a path lies among the protos, or above them. */
function readsFrom(protos: ProtoFolders, input: string): boolean {
  return protos.roots.some((root) => {
    const rest = below(root, input);
    return rest === undefined || rest === "." ? below(input, root) !== undefined : namesProtos(protos, rest);
  });
}

/** Reads the templates of buf; a file that is none names nothing. */
export function readTemplates(host: Host, { templates }: Survey): readonly Template[] {
  return templates.map((path) => {
    const folder = parentOf(path);
    const { plugins, inputs, managed } = parseTolerantly(textIn(host, path));
    const read = objects(inputs).flatMap((input) => textOf(input["directory"]) ?? textOf(input["proto_file"]) ?? []);
    return {
      path,
      outs: objects(plugins)
        .flatMap((plugin) => textOf(plugin["out"]) ?? [])
        .map((out) => joinPath(folder, out)),
      inputs: read.length > 0 ? read.map((input) => joinPath(folder, input)) : [folder],
      goPrefixes: isPlain(managed) ? goPrefixesOf(managed) : [],
    };
  });
}

/** Of both versions of the file. */
function goPrefixesOf(managed: Plain): readonly string[] {
  const older = managed["go_package_prefix"];
  const newer = objects(managed["override"]).filter((entry) => entry["file_option"] === "go_package_prefix");
  return texts([isPlain(older) ? older["default"] : undefined, ...newer.map((entry) => entry["value"])]);
}

/** The folders of the protos that the contracts name, and where their imports start from. */
function startsOf(
  folder: string,
  config: Plain,
): readonly { readonly start: string; readonly roots: readonly string[] }[] {
  const sides = objects(config["contracts"]).flatMap((contract) =>
    objects([contract["source"], contract["mirrors"]].flat()),
  );
  return sides
    .filter((side) => side["reader"] === "proto")
    .flatMap((side) =>
      texts(side["files"]).map((file) => ({ start: startOf(folder, file), roots: texts(side["roots"]) })),
    );
}

/** The folder that a file, or the fixed part of a pattern, lies in. */
function startOf(folder: string, file: string): string {
  return parentOf(joinPath(folder, `${file.slice(0, file.search(/[*?{[]|$/))}x`));
}

function configuredOutput(host: Host, folder: string, entry: Plain): readonly Output[] {
  const out = textOf(entry["out"]);
  if (out === undefined) return [];
  const path = joinPath(folder, out);
  const isFile = entry["tool"] === "prost" || entry["tool"] === "tonic";
  if (isFile) return [{ path, isFile, python: "" }];
  return [outputOf(host, path, textOf(entry["package"])?.replaceAll(".", "/"))];
}

function outputOf(host: Host, path: string, python = packageOf(host, path)): Output {
  const go = goNameOf(host, path);
  return { path, isFile: false, python, ...(go !== undefined && { go }) };
}

/** The packages that a folder and those above it form. */
function packageOf(host: Host, path: string): string {
  const names: string[] = [];
  for (let folder = path; folder !== "." && !folder.startsWith(".."); folder = parentOf(folder)) {
    if (host.kind(joinPath(folder, "__init__.py")) !== "file") break;
    names.unshift(folder.slice(folder.lastIndexOf("/") + 1));
  }
  return names.join("/");
}

function goNameOf(host: Host, path: string): string | undefined {
  for (let folder = path; !folder.startsWith(".."); folder = parentOf(folder)) {
    const module = /^module\s+"?([^\s"]+)/m.exec(textIn(host, joinPath(folder, "go.mod")))?.[1];
    if (module !== undefined) return [module, below(folder, path)].filter((part) => part !== ".").join("/");
    if (folder === ".") return undefined;
  }
  return undefined;
}

function textIn(host: Host, path: string): string {
  return new TextDecoder().decode(host.bytes(path));
}
