import type { StubKind } from "@nx-contracts/readers/stubs/header";
import type { GenerateOutput } from "../config/config.js";
import type { Host } from "../host.js";
import { isSourceRelative } from "../layout/go.js";
import { readTemplate } from "../layout/templates.js";
import { scriptEndings } from "../layout/typescript.js";

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
  return { ...plain(output, folder, "es"), endings: scriptEndings(options) };
}

function goTarget(
  output: GenerateOutput,
  folder: string,
  tool: "protoc-gen-go" | "protoc-gen-go-grpc",
  options: readonly string[],
  isRelative: boolean,
): Target {
  const kind = tool === "protoc-gen-go" ? "go" : "go-grpc";
  const isPathKnown = isSourceRelative(options, isRelative);
  return { ...plain(output, folder, kind), isPathKnown, isForAll: kind === "go" };
}

/** Of a `buf.gen.yaml`, the plugins whose files are understood; what is wrong with it, generating says. */
function templateTargets(host: Host, output: GenerateOutput): readonly Target[] {
  const { plugins, isManaged } = readTemplate(host, output.template ?? "");
  return plugins.flatMap(({ name, out, options }) =>
    pluginTargets(output, out, name, options).map((target) => ({ ...target, isManaged })),
  );
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
