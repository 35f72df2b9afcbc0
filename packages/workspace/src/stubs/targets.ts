import type { StubKind } from "@nx-contracts/readers/stubs/header";
import { parse } from "yaml";
import type { GenerateOutput } from "../config/config.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";

/** One folder that one generator writes one kind of files into. */
export interface Target {
  readonly output: GenerateOutput;
  /** Relative to the workspace root; of a descriptor set the file itself. */
  readonly folder: string;
  readonly kind: StubKind;
  /** Names of files follow from those of protos. */
  readonly isPathKnown: boolean;
  /** Every proto has its file; otherwise those that have services. */
  readonly isForAll: boolean;
  /** Ends of the names of protobuf-es: `_pb.ts`, or `_pb.js` and `_pb.d.ts`. */
  readonly endings: readonly string[];
  /** The template changes options of the files, such as `go_package`. */
  readonly isManaged: boolean;
  /** The version that the configuration pins, of the tool that the headers name. */
  readonly pinned?: { readonly tool: string; readonly version: string };
}

/** The folders of checked-in outputs, and what is looked for in them. */
export function targetsOf(host: Host, outputs: readonly GenerateOutput[]): readonly Target[] {
  return outputs.filter(({ isCheckedIn }) => isCheckedIn).flatMap((output) => targetsOfOutput(host, output));
}

function targetsOfOutput(host: Host, output: GenerateOutput): readonly Target[] {
  const { tool, out: folder, options, grpc, version } = output;
  const pinned = version === undefined ? {} : { pinned: { tool: tool as string, version: version.replace(/^v/, "") } };
  switch (tool) {
    case "grpcio-tools": {
      const types = plain(output, folder, "python-types");
      const services =
        grpc === false ? [] : [{ ...plain(output, folder, "python-grpc"), isForAll: grpc === true, ...pinned }];
      return [plain(output, folder, "python"), types, ...services];
    }
    case "protobuf-es":
      return [esTarget(output, folder, options)];
    case "protoc-gen-go":
    case "protoc-gen-go-grpc":
      return [{ ...goTarget(output, folder, tool, options, true), ...pinned }];
    case "prost":
    case "tonic":
      return [plain(output, folder, "descriptor-set")];
    case "buf":
      return templateTargets(host, output);
  }
}

function plain(output: GenerateOutput, folder: string, kind: StubKind): Target {
  return { output, folder, kind, isPathKnown: true, isForAll: true, endings: [], isManaged: false };
}

function esTarget(output: GenerateOutput, folder: string, options: readonly string[]): Target {
  const target = options.findLast((option) => option.startsWith("target="))?.slice("target=".length) ?? "js+dts";
  const wanted = new Set(target.split("+"));
  const endings = [
    ...(wanted.has("ts") ? ["_pb.ts"] : []),
    ...(wanted.has("js") ? ["_pb.js"] : []),
    ...(wanted.has("dts") ? ["_pb.d.ts"] : []),
  ];
  return { ...plain(output, folder, "es"), endings };
}

function goTarget(
  output: GenerateOutput,
  folder: string,
  tool: "protoc-gen-go" | "protoc-gen-go-grpc",
  options: readonly string[],
  isRelative: boolean,
): Target {
  const kind = tool === "protoc-gen-go" ? "go" : "go-grpc";
  const placed = options.filter((option) => /^(?:paths|module)=/.test(option));
  const isPathKnown = placed.length === 0 ? isRelative : placed.every((option) => option === "paths=source_relative");
  return { ...plain(output, folder, kind), isPathKnown, isForAll: kind === "go" };
}

/** Of a `buf.gen.yaml`, the plugins whose files are understood; what is wrong with it, generating says. */
function templateTargets(host: Host, output: GenerateOutput): readonly Target[] {
  const content = readTemplate(host, output.template ?? "");
  const isManaged = isObject(content["managed"]) && content["managed"]["enabled"] === true;
  const plugins: readonly unknown[] = Array.isArray(content["plugins"]) ? content["plugins"] : [];
  return plugins.flatMap((plugin) => {
    if (!isObject(plugin) || typeof plugin["out"] !== "string") return [];
    const folder = joinPath(output.out, plugin["out"]);
    const options = [plugin["opt"] ?? []].flat().flatMap((option) => String(option).split(","));
    return pluginTargets(output, folder, nameOf(plugin), options).map((target) => ({ ...target, isManaged }));
  });
}

function pluginTargets(
  output: GenerateOutput,
  folder: string,
  name: string,
  options: readonly string[],
): readonly Target[] {
  switch (name) {
    case "python":
      return [plain(output, folder, "python")];
    case "pyi":
      return [plain(output, folder, "python-types")];
    case "grpc_python":
    case "grpc-python":
      return [plain(output, folder, "python-grpc")];
    case "es":
      return [esTarget(output, folder, options)];
    case "go":
      return [goTarget(output, folder, "protoc-gen-go", options, false)];
    case "go-grpc":
      return [goTarget(output, folder, "protoc-gen-go-grpc", options, false)];
    default:
      return [];
  }
}

/** The plugin in one word: `es` of `protoc-gen-es`, of `[node, …/protoc-gen-es]` and of `buf.build/bufbuild/es`. */
function nameOf(plugin: { readonly [key: string]: unknown }): string {
  const named = plugin["protoc_builtin"] ?? plugin["local"] ?? plugin["plugin"] ?? plugin["name"] ?? "";
  const program = String([named].flat().at(-1) ?? "");
  return program
    .slice(program.lastIndexOf("/") + 1)
    .replace(/^protoc-gen-/, "")
    .replace(/\.(?:js|exe)$/, "");
}

function readTemplate(host: Host, path: string): { readonly [key: string]: unknown } {
  const bytes = host.bytes(path);
  try {
    const content: unknown = bytes && parse(new TextDecoder().decode(bytes));
    return isObject(content) ? content : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
