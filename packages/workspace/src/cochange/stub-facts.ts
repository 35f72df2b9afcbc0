import type { CochangeFact } from "@nx-contracts/engine/cochange";
import { readManifest } from "../codegen/manifest.js";
import { sameTokens } from "../compat/same-tokens.js";
import type { Config, GenerateOutput } from "../config/config.js";
import { findProtoRoots } from "../config/proto-roots.js";
import type { Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import type { ContractChanges } from "./contract-changes.js";

/** Protos that mean something else than they did, and the stubs that are as they were. */
export function stubFacts(host: Host, config: Config, changes: ContractChanges): readonly CochangeFact[] {
  const outputs = config.generate.filter(({ isCheckedIn }) => isCheckedIn);
  const protos = outputs.length > 0 ? changedProtos(host, changes) : [];
  if (protos.length === 0) return [];
  const { after } = changes.versions;
  const differs = new Set(changes.departure.changed.map(({ path }) => inWorkspace(host, changes, path)));
  const generated = [...readManifest(after, config.folder).stubs.keys()];
  const facts: CochangeFact[] = [];
  for (const proto of protos) {
    const name = importPath(after, config, proto);
    for (const output of outputs) {
      const stubs = stubsOf(after, output, name, generated);
      if (stubs.length === 0 || stubs.some((path) => differs.has(path))) continue;
      facts.push({
        kind: "stub-behind",
        subject: `${name}@${output.id}`,
        proto: { file: proto, line: 1, column: 1 },
        stubs: stubs.map((file) => ({ file, line: 1, column: 1 })),
        output: output.id,
      });
    }
  }
  return facts;
}

/** Protos of both versions that differ in more than comments and white space. */
function changedProtos(host: Host, changes: ContractChanges): readonly string[] {
  const { before, after } = changes.versions;
  return changes.departure.changed
    .map(({ path }) => inWorkspace(host, changes, path))
    .filter((path) => {
      if (!path.endsWith(".proto")) return false;
      const [then, now] = [before.bytes(path), after.bytes(path)];
      return then !== undefined && now !== undefined && !sameTokens(then, now);
    });
}

function inWorkspace(host: Host, { departure: { git } }: ContractChanges, path: string): string {
  return host.relative(`${git.root}/${path}`);
}

/** How other protos import it. */
function importPath(after: Host, config: Config, proto: string): string {
  const roots = findProtoRoots(after, config.folder, [proto]);
  const root = roots.find((each) => each === "." || proto.startsWith(`${each}/`));
  return root === undefined || root === "." ? proto : proto.slice(root.length + 1);
}

const PYTHON = ["_pb2.py", "_pb2.pyi", "_pb2_grpc.py"];
const TYPESCRIPT = ["_pb.ts", "_pb.js", "_pb.d.ts"];

/** How the names of files end that follow every change of a proto, after its own. */
const ENDINGS: { readonly [tool in GenerateOutput["tool"]]: readonly string[] } = {
  "grpcio-tools": PYTHON,
  "protobuf-es": TYPESCRIPT,
  "protoc-gen-go": [".pb.go"],
  // These change with services alone, and what is beside them changes then too.
  "protoc-gen-go-grpc": [],
  buf: [...PYTHON, ...TYPESCRIPT, ".pb.go"],
  prost: [],
  tonic: [],
};

/** The files of one output that come from one proto, as far as they are there. */
function stubsOf(after: Host, output: GenerateOutput, name: string, generated: readonly string[]): readonly string[] {
  const isThere = (path: string) => after.kind(path) === "file";
  // A descriptor set holds every proto.
  if (output.tool === "prost" || output.tool === "tonic") return [output.out].filter(isThere);
  const names = ENDINGS[output.tool].map((ending) => stemOf(name, ending) + ending);
  const ends = new Set(names.map((path) => path.slice(path.lastIndexOf("/") + 1)));
  const folders = new Set(names.map(parentOf));
  const isBelow = (path: string) => output.out === "." || path.startsWith(`${output.out}/`);
  const listed = generated.filter((path) => isBelow(path) && ends.has(path.slice(path.lastIndexOf("/") + 1)));
  const isIn = (path: string, folder: string) => folder === "." || `/${parentOf(path)}`.endsWith(`/${folder}`);
  const exact = listed.filter((path) => [...folders].some((folder) => isIn(path, folder)));
  // Where packages decide where files lie, their folder is not that of the proto.
  const own = exact.length > 0 ? exact : listed;
  const usual = names.map((path) => joinPath(output.out, path));
  return (own.length > 0 ? own : usual).filter(isThere);
}

/** Path of a generated file without its ending: Python imports no dash, and a dot is a folder. */
function stemOf(name: string, ending: string): string {
  const stem = name.slice(0, -".proto".length);
  return PYTHON.includes(ending) ? stem.replaceAll("-", "_").replaceAll(".", "/") : stem;
}
