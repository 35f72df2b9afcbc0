import type { CochangeFact } from "@nx-contracts/engine/cochange";
import { endingsOf } from "@nx-contracts/readers/stubs/header";
import { readManifest } from "../codegen/manifest.js";
import { sameTokens } from "../compat/same-tokens.js";
import type { Config, GenerateOutput } from "../config/config.js";
import { findProtoRoots } from "../config/proto-roots.js";
import type { Host } from "../host.js";
import { writesDescriptorSet } from "../layout/outputs.js";
import { importPathOf } from "../layout/protos.js";
import { PYTHON_ENDINGS } from "../layout/python.js";
import { SCRIPT_ENDINGS } from "../layout/typescript.js";
import { isBelow, joinPath, nameOf, parentOf } from "../path.js";
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
    const name = importPathOf(findProtoRoots(after, config.folder, [proto]), proto);
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

/** How the names of files end that follow every change of a proto, after its own. */
const ENDINGS: { readonly [tool in GenerateOutput["tool"]]: readonly string[] } = {
  "grpcio-tools": PYTHON_ENDINGS,
  "protobuf-es": SCRIPT_ENDINGS,
  "protoc-gen-go": endingsOf("go"),
  // These change with services alone, and what is beside them changes then too.
  "protoc-gen-go-grpc": [],
  buf: [...PYTHON_ENDINGS, ...SCRIPT_ENDINGS, ...endingsOf("go")],
  prost: [],
  tonic: [],
};

/** The files of one output that come from one proto, as far as they are there. */
function stubsOf(after: Host, output: GenerateOutput, name: string, generated: readonly string[]): readonly string[] {
  const isThere = (path: string) => after.kind(path) === "file";
  // A descriptor set holds every proto.
  if (writesDescriptorSet(output.tool)) return [output.out].filter(isThere);
  const names = ENDINGS[output.tool].map((ending) => stemOf(name, ending) + ending);
  const ends = new Set(names.map(nameOf));
  const folders = new Set(names.map(parentOf));
  const listed = generated.filter((path) => isBelow(output.out, path) && ends.has(nameOf(path)));
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
  return PYTHON_ENDINGS.includes(ending) ? stem.replaceAll("-", "_").replaceAll(".", "/") : stem;
}
