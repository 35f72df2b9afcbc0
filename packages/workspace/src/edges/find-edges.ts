import { createHash } from "node:crypto";
import { isStubName } from "@nx-contracts/readers/stubs/header";
import { atOneMoment, type Host } from "../host.js";
import { FOREIGN_FOLDERS } from "../layout/folders.js";
import { readTemplate } from "../layout/templates.js";
import { below } from "../path.js";
import { type FindContracts, Surroundings } from "./consumer.js";
import { type ContractProject, readContractProjects } from "./contract-project.js";
import { readMemory, type RememberedFile, writeMemory } from "./edge-memory.js";
import { findInGo } from "./go-consumer.js";
import { findInPython } from "./python-consumer.js";
import { findInRust } from "./rust-consumer.js";
import { findInTypeScript } from "./typescript-consumer.js";
import { type GraphRequest, type KnownFile, projectAt, type ProjectFiles, surveyFiles } from "./workspace-files.js";

/** A file of a project uses what is made of the protos of another. */
export interface Edge {
  readonly source: string;
  readonly target: string;
  /** Relative to the workspace root; it belongs to the source. */
  readonly file: string;
  /** Nx does not take this edge from the file, which has not changed since it was looked at. */
  readonly isLate: boolean;
}

const FINDERS: { readonly [ending: string]: FindContracts | undefined } = {
  py: findInPython,
  pyi: findInPython,
  ts: findInTypeScript,
  tsx: findInTypeScript,
  mts: findInTypeScript,
  cts: findInTypeScript,
  js: findInTypeScript,
  jsx: findInTypeScript,
  mjs: findInTypeScript,
  cjs: findInTypeScript,
  vue: findInTypeScript,
  svelte: findInTypeScript,
  go: findInGo,
  rs: findInRust,
};
/** Nobody depends on what is built. */
const BUILT: ReadonlySet<string> = new Set(["target", "dist"]);

/** Above this, a file is data. */
const LARGEST = 4 * 2 ** 20;

/**
 * Finds the edges from projects that use what is made of protos to the
 * projects of these protos. Looks into the files that changed, and into all of
 * them where other modules exist than before. Never throws: what cannot be
 * read has no edges.
 *
 * @param memory file to remember in, absolute; it belongs beside what Nx remembers
 * @param version of whoever asks: another one looks at everything anew
 */
export function findEdges(workspace: Host, request: GraphRequest, memory: string, version: string): readonly Edge[] {
  const host = atOneMoment(workspace);
  const survey = surveyFiles(request);
  if (survey.configs.length === 0) return [];
  const contracts = readContractProjects(
    host,
    survey,
    survey.templates.map((path) => readTemplate(host, path)),
  );
  const surroundings = new Surroundings(host, contracts, survey);
  const before = readMemory(memory);
  const digest = digestOf(contracts, version);
  const isKnown = digest === before.digest;
  const uses = [
    ...usesInFiles(surroundings, request, isKnown ? request.changed : request.files),
    ...usesOfOutputs(surroundings, request),
  ];
  const { edges, files } = settle(uses, isKnown ? before.files : new Map(), before.files, {
    ...request,
    roots: survey.roots,
  });
  writeMemory(memory, { digest, files }, before);
  return edges;
}

/** A file of a project uses what another project's protos become. */
interface Use {
  readonly source: string;
  readonly target: string;
  readonly file: KnownFile;
}

function* usesInFiles(surroundings: Surroundings, { projects }: GraphRequest, files: ProjectFiles): Generator<Use> {
  for (const [source, known = []] of Object.entries(files)) {
    const root = projects[source]?.root;
    if (root === undefined) continue;
    for (const file of known) {
      const find = FINDERS[file.file.slice(file.file.lastIndexOf(".") + 1)];
      if (!find || isLeftOut(file.file)) continue;
      const bytes = surroundings.host.bytes(file.file);
      if (bytes === undefined || bytes.length > LARGEST) continue;
      const text = decoder.decode(bytes);
      for (const { name } of find({ path: file.file, root, text }, surroundings)) yield { source, target: name, file };
    }
  }
}

const decoder = new TextDecoder();

function isLeftOut(path: string): boolean {
  return isStubName(path) || path.split("/").some((part) => FOREIGN_FOLDERS.has(part) || BUILT.has(part));
}

/** The projects that code is generated into use the protos, and so do those whose templates read them. */
function* usesOfOutputs(surroundings: Surroundings, { files }: GraphRequest): Generator<Use> {
  for (const { name: target, outputs, templates } of surroundings.contracts) {
    for (const path of [...templates, ...outputs.map((output) => output.path)]) {
      const source = surroundings.projectAt(path);
      const file = source === undefined ? undefined : witness(files[source] ?? [], path);
      if (source !== undefined && file) yield { source, target, file };
    }
  }
}

/** The file that stands for an output: its first one, else a file that says what the project is. */
function witness(files: readonly KnownFile[], output: string): KnownFile | undefined {
  let inside: KnownFile | undefined;
  let manifest: KnownFile | undefined;
  for (const known of files) {
    if (below(output, known.file) !== undefined && (inside === undefined || known.file < inside.file)) inside = known;
    if (MANIFEST.test(known.file) && (manifest === undefined || known.file.length < manifest.file.length))
      manifest = known;
  }
  return inside ?? manifest ?? files[0];
}

const MANIFEST = /(?:^|\/)(?:project\.json|package\.json|pyproject\.toml|Cargo\.toml|go\.mod)$/;

/**
 * Tells the edges that Nx takes from changed files from those that it has to be
 * told each time, and what to remember.
 *
 * @param standing what is remembered of files that nobody looked at now
 * @param before what was remembered of all files
 */
function settle(
  uses: Iterable<Use>,
  standing: ReadonlyMap<string, RememberedFile>,
  before: ReadonlyMap<string, RememberedFile>,
  { roots, files: all, changed: handedOver }: GraphRequest & { readonly roots: ReadonlyMap<string, string> },
): { readonly edges: readonly Edge[]; readonly files: ReadonlyMap<string, RememberedFile> } {
  const changed = new Set(Object.values(handedOver).flatMap((files = []) => files.map(({ file }) => file)));
  const now = new Map<string, { source: string; hash: string; targets: Set<string> }>();
  const add = (source: string, { file, hash }: KnownFile, target: string) => {
    if (source === target) return;
    const known = now.get(file);
    if (known) known.targets.add(target);
    else now.set(file, { source, hash, targets: new Set([target]) });
  };
  for (const { source, file, target } of uses) add(source, file, target);
  const sources = new Set([...standing.keys()].map((file) => projectAt(roots, file) ?? ""));
  for (const source of sources) {
    for (const file of all[source] ?? []) {
      const kept = changed.has(file.file) ? undefined : standing.get(file.file);
      if (kept?.hash === file.hash) for (const target of kept.targets) add(source, file, target);
    }
  }
  const files = new Map<string, RememberedFile>();
  const edges: Edge[] = [];
  for (const [file, { source, hash, targets }] of now) {
    const old = before.get(file);
    const isChanged = changed.has(file);
    const wasGiven =
      old?.isGiven === true && old.hash === hash && [...targets].every((each) => old.targets.includes(each));
    files.set(file, { hash, targets: [...targets].sort(), isGiven: isChanged || wasGiven });
    if (isChanged || !wasGiven) for (const target of targets) edges.push({ source, target, file, isLate: !isChanged });
  }
  return { edges, files };
}

function digestOf(contracts: readonly ContractProject[], version: string): string {
  const plain = contracts.map(({ protos: { roots, inside, packages }, ...rest }) => ({
    ...rest,
    roots,
    folders: [...inside.keys(), ...packages].sort(),
  }));
  return createHash("sha256")
    .update(JSON.stringify([version, plain]))
    .digest("hex");
}
