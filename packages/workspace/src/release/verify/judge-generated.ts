import { stubFindings } from "@nx-contracts/engine/stubs";
import { importsOfFile, nameOfFile, readStub } from "@nx-contracts/readers/stubs";
import { stubKind } from "@nx-contracts/readers/stubs/header";
import type { ProtoSet } from "../../codegen/discover.js";
import type { BundleKind, GenerateOutput } from "../../config/config.js";
import type { Host } from "../../host.js";
import { SCRIPT_ENDINGS } from "../../layout/typescript.js";
import { ExactProtos } from "../../stubs/exact-protos.js";
import { expectationsOf, type SelectedTarget } from "../../stubs/found-stub.js";
import { doubtfulServices, findMissing } from "../../stubs/missing.js";
import { ProjectProtos } from "../../stubs/protos.js";
import { readExactly } from "../../stubs/read-exactly.js";
import type { Candidate } from "../../stubs/scan.js";
import { compareStubs, type PlacedFact } from "../../stubs/stub-facts.js";
import { targetsOf } from "../../stubs/targets.js";
import { NAMESPACE } from "../python-imports.js";
import type { BundleFinding } from "./judge-bundle.js";
import { protosIn } from "./judge-metadata.js";
import type { Files } from "./read-archive.js";

const FOLDER = "generated";
const NEXT = "Release it again: nx-contracts release --tag TAG";

/** Judges whether what is generated in a bundle says what its protos say, without any tool. */
export function judgeGenerated(files: Files, kind: BundleKind): readonly BundleFinding[] {
  const importPaths = [...protosIn(files).keys()];
  if (importPaths.length === 0)
    return [{ file: "protos", problem: "missing", message: "The bundle has no protos.", next: NEXT }];
  const host = hostOf(files);
  const set: ProtoSet = { roots: ["protos"], files: new Map(importPaths.map((path) => [path, `protos/${path}`])) };
  const protos = new ProjectProtos(host, set, new Map());
  const exact = new ExactProtos(host, set, protos, new Set(importPaths));
  const broken = importPaths
    .flatMap((path) => exact.problems(path))
    .map(({ at, message }) => finding(at.file, `\`${at.file}\` does not compile: ${message}`));
  if (broken.length > 0) return broken;
  const candidates = candidatesIn(files, kind);
  const targets = targetsOf(host, outputsOf(files, kind, candidates)).map((target): SelectedTarget => ({
    ...target,
    selected: new Set(importPaths),
  }));
  const expectations = expectationsOf(targets, { stubs: new Map(), protos: new Map() });
  const stubs = readExactly(host, candidates, expectations, []);
  const withServices = new Set([...doubtfulServices(targets, stubs, protos)].filter((path) => exact.hasServices(path)));
  const facts = [...compareStubs(stubs, protos, exact), ...findMissing(targets, stubs, protos, withServices)];
  const known = new Set(stubs.map(({ path }) => path));
  return [...facts.map(ofFact), ...strangers(files, kind, known), ...(kind === "rust" ? missingImports(files) : [])];
}

function ofFact({ fact }: PlacedFact): BundleFinding {
  const [said] = stubFindings([fact]);
  return finding(fact.subject, said?.message ?? `\`${fact.subject}\` does not say what its proto says.`);
}

function finding(file: string, message: string): BundleFinding {
  return { file, problem: "stub", message, next: NEXT };
}

function candidatesIn(files: Files, kind: BundleKind): readonly Candidate[] {
  return [...files.keys()].flatMap((path): Candidate[] => {
    const found = path.startsWith(`${FOLDER}/`) ? stubKind(path) : undefined;
    const isSet = found === "descriptor-set";
    return found === undefined || isSet !== (kind === "rust") ? [] : [{ path, kind: found }];
  });
}

/** The outputs that a bundle was made by, as far as its files depend on it. */
function outputsOf(files: Files, kind: BundleKind, candidates: readonly Candidate[]): readonly GenerateOutput[] {
  const at = { file: "metadata.json", line: 1, column: 1 };
  const output = (tool: GenerateOutput["tool"], out = FOLDER, options: readonly string[] = []): GenerateOutput => ({
    id: kind,
    tool,
    out,
    at,
    isCheckedIn: true,
    options,
  });
  // Services are made for who wants them.
  const has = (stub: Candidate["kind"]) => candidates.some((each) => each.kind === stub);
  switch (kind) {
    case "python":
      return [{ ...output("grpcio-tools"), ...(!has("python-grpc") && { grpc: false }) }];
    case "rust":
      return [output("tonic", candidates[0]?.path ?? `${FOLDER}/descriptor_set.pb`)];
    case "typescript":
      return [output("protobuf-es", FOLDER, [`target=${scriptTarget(files)}`])];
    case "go":
      return [output("protoc-gen-go"), ...(has("go-grpc") ? [output("protoc-gen-go-grpc")] : [])];
  }
}

/** Which of its files protobuf-es was told to write, as the first proto has them. */
function scriptTarget(files: Files): string {
  const [first = ""] = protosIn(files).keys();
  const there = SCRIPT_ENDINGS.filter((ending) => files.has(`${FOLDER}/${first.replace(/\.proto$/, "")}${ending}`));
  return (there.length > 0 ? there : ["_pb.ts"])
    .map((ending) => (ending === "_pb.d.ts" ? "dts" : ending.slice("_pb.".length)))
    .join("+");
}

/** Files that no generator makes of these protos. */
function strangers(files: Files, kind: BundleKind, known: ReadonlySet<string>): readonly BundleFinding[] {
  return [...files].flatMap(([path, bytes]): BundleFinding[] => {
    if (!path.startsWith(`${FOLDER}/`) || known.has(path)) return [];
    const isPackage = kind === "python" && /(?:^|\/)__init__\.py$/.test(path) && isPlainPackage(bytes);
    return isPackage
      ? []
      : [{ file: path, problem: "unexpected", message: `\`${path}\` is made of none of the protos.`, next: NEXT }];
  });
}

/** The file of a package says nothing, or that others may belong to the package too. */
function isPlainPackage(bytes: Uint8Array): boolean {
  return bytes.length === 0 || Buffer.from(NAMESPACE).equals(bytes);
}

/** A descriptor set is compiled from by itself: it holds whatever its files import. */
function missingImports(files: Files): readonly BundleFinding[] {
  return [...files].flatMap(([path, bytes]): BundleFinding[] => {
    if (!path.startsWith(`${FOLDER}/`) || stubKind(path) !== "descriptor-set") return [];
    const { descriptors } = readStub("descriptor-set", bytes);
    const names = new Set(descriptors.map(nameOfFile));
    const missing = descriptors.flatMap(importsOfFile).find((each) => !names.has(each));
    return missing === undefined
      ? []
      : [finding(path, `\`${path}\` lacks \`${missing}\`, which a file in it imports.`)];
  });
}

/** A workspace of these files alone. */
function hostOf(files: Files): Host {
  const folders = new Set(
    [...files.keys()].flatMap((path) => path.split("/").map((_, i, parts) => parts.slice(0, i).join("/"))),
  );
  return {
    root: "/",
    relative: (path) => path.replace(/^\//, "") || ".",
    absolute: (path) => `/${path}`,
    kind: (path) => (files.has(path) ? "file" : folders.has(path) ? "folder" : "missing"),
    list: () => [],
    bytes: (path) => files.get(path),
    write: () => {},
    cacheFolder: undefined,
  };
}
