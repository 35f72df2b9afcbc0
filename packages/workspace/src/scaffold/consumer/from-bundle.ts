import { ContractsError } from "@nx-contracts/ir";
import { overlay } from "../../change/overlay.js";
import { verify } from "../../commands/verify.js";
import type { BundleKind, GenerateOutput } from "../../config/config.js";
import { parseTolerantly } from "../../config/tolerant-yaml.js";
import type { Host } from "../../host.js";
import { foldersUp, joinPath } from "../../path.js";
import { readArchive } from "../../release/verify/read-archive.js";
import { moduleNames, type Outputs } from "../../uses/stub-modules.js";
import type { ConsumerLanguage } from "./language.js";
import type { Found, FoundRequest } from "./plan-consumer.js";
import { readProtos } from "./read-protos.js";
import { chooseSubject } from "./subject.js";

/** Folder of a consumer that releases are unpacked into. */
const UNPACKED = "contracts";

const TOOLS = {
  python: "grpcio-tools",
  typescript: "protobuf-es",
  rust: "tonic",
  go: "protoc-gen-go",
} as const satisfies { readonly [kind in BundleKind]: GenerateOutput["tool"] };

/**
 * Verifies a release bundle, and finds what a consumer reads in what it holds.
 *
 * @param bundle as it was typed
 * @throws ContractsError `usage` for a bundle of another language, or one that does not verify
 */
export async function fromBundle(
  host: Host,
  { language, refusal }: ConsumerLanguage,
  request: FoundRequest,
  bundle: string,
): Promise<Found> {
  const { name, folder, record, contracts } = request;
  const { files: unpacked, tag } = await unpack(host, bundle, language);
  const place = `${folder}/${UNPACKED}/${language}`;
  const files = new Map([...unpacked].map(([path, bytes]) => [`${place}/${path}`, bytes]));
  const layered = overlay(host, files);
  const root = `${place}/protos`;
  const protoFiles = [...unpacked.keys()].filter((path) => path.startsWith("protos/")).sort();
  const set = {
    roots: [root],
    files: new Map(protoFiles.map((path) => [path.slice("protos/".length), `${place}/${path}`])),
  };
  const protos = await readProtos(layered, set, []);
  const subject = chooseSubject(protos, record);
  const at = { file: bundle, line: 1, column: 1 };
  const output: GenerateOutput = {
    id: `the release \`${tag}\``,
    tool: TOOLS[language],
    out: generatedPlace(place, language, [...files.keys()]),
    at,
    isCheckedIn: true,
    options: language === "typescript" ? optionsOf(layered, files) : [],
    ...(language === "python" && { package: "" }),
  };
  const side = { id: "proto", reader: "proto", files: [], roots: [root], also: [] } as const;
  const policy = { rules: {}, overrides: [], ignore: [] };
  const contract = { id: tag, kind: "event", at, source: side, mirrors: [], policy } as const;
  const config: Outputs = { folder, contracts: [contract], generate: [output] };
  const wanted = { host: layered, name, folder, subject, config: { ...config, path: bundle }, contracts };
  const reason = refusal(layered, output, wanted);
  if (reason !== undefined) {
    throw new ContractsError("usage", {
      message: `What \`${bundle}\` holds ${reason}.`,
      next: "Consume the stubs of the workspace with `--from stubs`, or have it released with other options.",
    });
  }
  return {
    wanted,
    files: isAmongProtos(host, folder) ? withoutProtos(files, place) : files,
    stubs: {
      output,
      module: moduleNames(layered, config)[language](subject.path, subject.packageName)[0] ?? "",
      isMadeFirst: false,
      packages: [...new Set(set.files.values())].map(protos.packageAt).sort(),
      hasServices: protos.schema.services.length > 0,
      origin: `of the release in \`${UNPACKED}/\``,
      remedy: "came with the release",
      release: tag,
    },
    over: `the release \`${tag}\``,
    done: [`Verified \`${bundle}\`, and unpacked it into \`${place}\`.`],
  };
}

/** Protos that lie in a module of the workspace would define everything a second time there. */
function isAmongProtos(host: Host, folder: string): boolean {
  const manifests = ["contracts.yaml", "buf.yaml", "buf.work.yaml"];
  return [...foldersUp(folder)].some((at) => manifests.some((name) => host.kind(joinPath(at, name)) === "file"));
}

function withoutProtos(files: Found["files"], place: string): Found["files"] {
  return new Map([...files].filter(([path]) => !path.startsWith(`${place}/protos/`)));
}

/** A descriptor set is a file of its own. */
function generatedPlace(place: string, language: BundleKind, paths: readonly string[]): string {
  const generated = `${place}/generated`;
  return language === "rust" ? (paths.find((path) => path.startsWith(`${generated}/`)) ?? generated) : generated;
}

/** How it was generated shows in what was generated. */
function optionsOf(host: Host, files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const stubs = [...files.keys()].filter((path) => path.endsWith("_pb.ts"));
  const decoder = new TextDecoder();
  const isEnded = stubs.every((path) => {
    const text = decoder.decode(host.bytes(path));
    return [...text.matchAll(/from "(\.[^"]*)"/g)].every(([, specifier = ""]) => specifier.endsWith(".js"));
  });
  return [...(stubs.length > 0 ? ["target=ts"] : []), ...(isEnded ? ["import_extension=js"] : [])];
}

interface Unpacked {
  /** Files by path below the folder of the language. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly tag: string;
}

async function unpack(host: Host, bundle: string, language: BundleKind): Promise<Unpacked> {
  const { findings } = await verify({ cwd: host.root, paths: [bundle] });
  if (findings.length > 0) {
    const problems = findings.map(({ file, message, next }) => ({ message: `${file}: ${message}`, next }));
    throw new ContractsError("usage", problems);
  }
  const bytes = host.bytes(bundle);
  if (bytes === undefined) {
    throw new ContractsError("source-unreadable", {
      message: `\`${bundle}\` cannot be read.`,
      next: "Name the file of a release bundle, such as `--bundle proto-python-artifacts-proto-v7.tar.gz`.",
    });
  }
  const files = new Map<string, Uint8Array>();
  for (const [path, content] of readArchive(bytes)) {
    const inside = path.startsWith(`${language}/`) ? path.slice(language.length + 1) : undefined;
    if (inside !== undefined) files.set(inside, content);
  }
  if (!files.has("metadata.json")) {
    throw new ContractsError("usage", {
      message: `\`${bundle}\` is no release bundle for ${language}.`,
      next: `Name the one called \`proto-${language}-artifacts-….tar.gz\`.`,
    });
  }
  const { tag_name: tag } = parseTolerantly(new TextDecoder().decode(files.get("metadata.json")));
  return { files, tag: typeof tag === "string" ? tag : joinPath(".", bundle) };
}
