import { ContractsError } from "@nx-contracts/ir";
import type { BundleKind, Config, GenerateOutput, GenerateTool } from "../config/config.js";
import { BUNDLES } from "../config/release-schema.js";
import type { Host } from "../host.js";
import { placesGoFiles } from "../layout/go.js";
import { below, joinPath } from "../path.js";
import { managedTemplates, templateBundles } from "./template-bundles.js";

/** What is generated for one bundle. */
export interface BundleOutput {
  readonly kind: BundleKind;
  readonly outputs: readonly GenerateOutput[];
  /** The path below `generated` of a file that an output made; `undefined` for one of another bundle. */
  readonly place: (output: GenerateOutput, path: string) => string | undefined;
  /** What makes the same from these import paths. */
  readonly command: (protos: readonly string[]) => string;
}

/** Gives the path of an interpreter as seen from where the code is generated. */
export type PlacePython = (python: string) => string;

/** Tools whose output a bundle is made by, the first of which has to be there. */
const TOOLS: { readonly [kind in BundleKind]: readonly GenerateTool[] } = {
  python: ["grpcio-tools"],
  rust: ["tonic", "prost"],
  typescript: ["protobuf-es"],
  go: ["protoc-gen-go", "protoc-gen-go-grpc"],
};

/** Where nothing of the commit lies: what is generated there forms no package with what is around it. */
const STAGE = ".nx-contracts-release";

/**
 * The outputs that the bundles of a release are made by: those of `generate`,
 * of all released protos, and each once.
 *
 * @throws ContractsError `config-invalid` where nothing says what a bundle is made by
 */
export function bundleOutputs(host: Host, config: Config, placePython: PlacePython): readonly BundleOutput[] {
  const { generate, release, path } = config;
  const templates = templateBundles(host, config);
  const hasTool = (kind: BundleKind) => templates.has(kind) || generate.some(({ tool }) => TOOLS[kind].includes(tool));
  const kinds = release.bundles ?? BUNDLES.filter(hasTool);
  const managed = managedTemplates(host, config);
  const [refused] = [...managed.keys()];
  if (kinds.length === 0 && release.packages.length === 0 && refused) throw managedOnly(config, refused, managed);
  if (kinds.length === 0 && release.packages.length === 0) {
    throw new ContractsError("config-invalid", {
      message: `\`${path}\` does not say what to release: \`generate\` has no tool for Python, Rust, TypeScript or Go.`,
      at: release.at,
      next: 'Write `release: { bundles: [rust] }` for a descriptor set, or add what to generate, such as `generate: [{ tool: grpcio-tools, version: "1.85.1", out: ../libs/common/src }]`.',
    });
  }
  return BUNDLES.filter((kind) => kinds.includes(kind)).map((kind) =>
    bundleOutput(config, kind, placePython, templates, managed),
  );
}

/** What is generated and comes in no bundle, with the reason and the way out: a sentence or two each. */
export function describeUnbundled(host: Host, config: Config): readonly string[] {
  const { generate, release } = config;
  if (release.bundles) return [];
  const made = templateBundles(host, config);
  return [...managedTemplates(host, config)].flatMap(([kind, path]) =>
    made.has(kind) || generate.some(({ tool }) => TOOLS[kind].includes(tool))
      ? []
      : [`There is no bundle of ${kind}: ${whyManaged(path)} ${wayOut(kind, path)}`],
  );
}

function managedOnly(
  { release, path }: Config,
  kind: BundleKind,
  managed: ReadonlyMap<BundleKind, string>,
): ContractsError {
  const template = managed.get(kind) ?? "";
  return new ContractsError("config-invalid", {
    message: `\`${path}\` releases ${kind}, and nothing can make a bundle of it: ${whyManaged(template)}`,
    at: release.at,
    next: wayOut(kind, template),
  });
}

function whyManaged(template: string): string {
  return `\`${template}\` changes options of the protos (\`managed\`), so that its code does not say what the protos beside it say.`;
}

function wayOut(kind: BundleKind, template: string): string {
  const [tool] = TOOLS[kind];
  return `Write these options into the protos and take \`managed\` out of \`${template}\`, or add an output with \`tool: ${tool}\` to \`generate\`.`;
}

function bundleOutput(
  config: Config,
  kind: BundleKind,
  placePython: PlacePython,
  templates: ReadonlyMap<BundleKind, BundleOutput>,
  managed: ReadonlyMap<BundleKind, string>,
): BundleOutput {
  const found = TOOLS[kind].flatMap((tool) => config.generate.find((output) => output.tool === tool) ?? []);
  // A descriptor set takes no tool but the compiler that is always there.
  if (kind === "rust") return rust(config);
  const [first] = found;
  const template = templates.get(kind);
  if (first === undefined && template) return template;
  if (first === undefined && managed.has(kind)) throw managedOnly(config, kind, managed);
  if (first === undefined || first.tool === "protoc-gen-go-grpc") {
    const [tool] = TOOLS[kind];
    throw new ContractsError("config-invalid", {
      message: `\`release\` names a bundle of ${kind}, and \`generate\` has no \`${tool}\`, nor a template of buf that makes it without changing options.`,
      at: config.release.at,
      next: `Add an output with \`tool: ${tool}\` to \`generate\`, or take ${kind} out of \`bundles\`.`,
    });
  }
  return kind === "python" ? python(first, placePython) : code(kind, found);
}

function python(output: GenerateOutput, placePython: PlacePython): BundleOutput {
  const out = `${STAGE}/python`;
  const into = ["python", "pyi", "grpc_python"].map((each) => `--${each}_out=generated`).join(" ");
  return {
    kind: "python",
    outputs: [
      {
        ...allOf(output),
        id: "python bundle",
        out,
        package: "",
        ...(output.python !== undefined && { python: placePython(output.python) }),
      },
    ],
    place: (_output, path) => below(out, path) ?? path,
    command: (protos) => `python -m grpc_tools.protoc -Iprotos ${into} ${protos.join(" ")}`,
  };
}

function rust({ name, release }: Config): BundleOutput {
  const file = `${name.replace(/[^\p{L}\p{N}]+/gu, "_")}_descriptor_set.pb`;
  const output = {
    id: "rust bundle",
    tool: "tonic",
    out: joinPath(STAGE, file),
    at: release.at,
    isCheckedIn: false,
    options: [],
  } as const;
  return {
    kind: "rust",
    outputs: [output],
    place: () => file,
    command: () => `buf build protos --as-file-descriptor-set -o generated/${file}`,
  };
}

/** Code of plugins keeps its place, from which plugins and Go modules are found. */
function code(kind: BundleKind, found: readonly GenerateOutput[]): BundleOutput {
  return {
    kind,
    outputs: found.map(allOf),
    place: ({ out }, path) => below(out, path) ?? path,
    command: () => `buf generate protos -o generated --template '${JSON.stringify(templateOf(kind, found))}'`,
  };
}

function templateOf(kind: BundleKind, outputs: readonly GenerateOutput[]) {
  const plugins = outputs.map(({ tool, options }) => ({
    local: tool === "protobuf-es" ? "protoc-gen-es" : tool,
    out: ".",
    opt: kind === "go" && !placesGoFiles(options) ? ["paths=source_relative", ...options] : options,
  }));
  return { version: "v2", plugins };
}

/** An output over all protos that are released. */
function allOf(output: GenerateOutput): GenerateOutput {
  const { protos: _selected, ...rest } = output;
  return { ...rest, isCheckedIn: false };
}
