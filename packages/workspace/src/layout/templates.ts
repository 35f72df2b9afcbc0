import { isPlain, objects, parseTolerantly, type Plain, textOf, texts } from "../config/tolerant-yaml.js";
import type { Host } from "../host.js";
import { joinPath, nameOf, parentOf } from "../path.js";
import { textAt } from "../read/text.js";
import { optionsIn } from "./outputs.js";

/** A `buf.gen.yaml`, of any version. Paths are relative to the workspace root. */
export interface Template {
  readonly path: string;
  /** Those that say where they write to. */
  readonly plugins: readonly TemplatePlugin[];
  /** Folders and files; its own folder where it names none. */
  readonly inputs: readonly string[];
  /** It changes options of the files, such as `go_package`. */
  readonly isManaged: boolean;
  /** Prefixes of the Go packages that it gives to protos. */
  readonly goPrefixes: readonly string[];
}

export interface TemplatePlugin {
  /**
   * In one word: `es` of `protoc-gen-es`, of `[node, …/protoc-gen-es]` and of `buf.build/bufbuild/es:v2.2.3`, `go-grpc`
   * of `buf.build/grpc/go`.
   */
  readonly name: string;
  readonly out: string;
  readonly options: readonly string[];
  /** As it names itself where it runs on another machine. */
  readonly remote?: string;
  /** As it stands there. */
  readonly written: Plain;
}

/**
 * Reads a template as far as it can be: what is wrong with it, generating says.
 * @see https://buf.build/docs/configuration/v2/buf-gen-yaml/
 */
export function readTemplate(host: Host, path: string): Template {
  const folder = parentOf(path);
  const { plugins, inputs, managed } = parseTolerantly(textAt(host, path));
  const read = objects(inputs).flatMap((input) => textOf(input["directory"]) ?? textOf(input["proto_file"]) ?? []);
  return {
    path,
    plugins: objects(plugins).flatMap((plugin) => placePlugin(folder, plugin) ?? []),
    inputs: read.length > 0 ? read.map((input) => joinPath(folder, input)) : [folder],
    isManaged: isPlain(managed) && managed["enabled"] === true,
    goPrefixes: isPlain(managed) ? goPrefixesOf(managed) : [],
  };
}

/**
 * A plugin of a template in a folder; `undefined` where it does not say where
 * it writes to.
 */
export function placePlugin(folder: string, written: Plain): TemplatePlugin | undefined {
  const out = textOf(written["out"]);
  if (out === undefined) return undefined;
  const remote = remoteName(written);
  return {
    name: remote === undefined ? programName(written) : remotePlugin(remote),
    out: joinPath(folder, out),
    options: optionsIn(written["opt"]),
    ...(remote !== undefined && { remote }),
    written,
  };
}

function remoteName({ remote, plugin, name }: Plain): string | undefined {
  if (remote !== undefined) return String(remote);
  const named = plugin ?? name;
  return typeof named === "string" && named.split("/").length > 2 ? named : undefined;
}

/** Others than protoc's and Buf's own are called as their authors call them elsewhere. */
function remotePlugin(remote: string): string {
  const [owner = "", name = ""] = remote
    .replace(/:[^/]*$/, "")
    .split("/")
    .slice(-2);
  if (owner === "protocolbuffers" || owner === "bufbuild") return name;
  return owner === "grpc" && name === "go" ? "go-grpc" : `${owner}-${name}`;
}

function programName({ protoc_builtin: builtin, local, plugin, name }: Plain): string {
  const words = texts([builtin ?? local ?? plugin ?? name].flat());
  const program = words.findLast((word) => word.includes("protoc-gen-")) ?? words.at(-1) ?? "";
  return nameOf(program)
    .replace(/^protoc-gen-/, "")
    .replace(/@.*$/, "")
    .replace(/\.(?:js|exe)$/, "");
}

/** Of both versions of the file. */
function goPrefixesOf(managed: Plain): readonly string[] {
  const older = managed["go_package_prefix"];
  const newer = objects(managed["override"]).filter((entry) => entry["file_option"] === "go_package_prefix");
  return texts([isPlain(older) ? older["default"] : undefined, ...newer.map((entry) => entry["value"])]);
}
