import { atOneMoment, type Host } from "../host.js";
import { isPattern, startOf } from "../layout/protos.js";
import { foldersUp, joinPath, parentOf } from "../path.js";
import { expandFiles } from "./expand-files.js";
import { followImports } from "./follow-imports.js";
import { deriveGenerate, generateRoots } from "./generate-inputs.js";
import { type FindModule, openBufModules } from "./proto-roots.js";
import { RELEASE_FOLDER } from "./release-folder.js";
import { deriveStubs } from "./stub-inputs.js";
import { isPlain, list, objects, parseTolerantly, textOf, texts } from "./tolerant-yaml.js";

export type { Host } from "../host.js";
export { openHost } from "../host.js";

/**
 * What a contract project's results depend on. Paths are relative to the
 * workspace root, sorted, and are glob patterns: `?` and `*` in them stand for
 * other characters.
 */
export interface ConfigInputs {
  /** The project's name, when the configuration gives one. */
  readonly name: string | undefined;
  readonly description: string | undefined;
  /** Files that comparing sources with mirrors depends on. */
  readonly parity: readonly string[];
  /** Files that linting protos depends on; only the configuration itself when it names no proto. */
  readonly lint: readonly string[];
  /** Files that judging changes depends on: those of both, the lock, the approvals, and what is on the disk to compare with. */
  readonly changes: readonly string[];
  /** Files that judging by every family depends on. */
  readonly check: readonly string[];
  /** Files that judging generated ones depends on, and those as git understands patterns; absent where none are checked in. */
  readonly stubs?: { readonly inputs: readonly string[]; readonly pathspecs: readonly string[] };
  /** What generating depends on and writes; absent where nothing is generated. */
  readonly generate?: {
    readonly inputs: readonly string[];
    readonly outputs: readonly string[];
    /** The inputs are all that the outputs depend on. */
    readonly isExact: boolean;
  };
  /** Folder that a release is written into, relative to the workspace root; absent where there is nothing to release. */
  readonly release?: { readonly out: string };
  /** Languages of the contracts, sorted. */
  readonly readers: readonly string[];
  /** Whether a file lies outside the workspace, where its changes cannot be seen. */
  readonly leavesWorkspace: boolean;
  /** The same of what the contracts are compared with. */
  readonly comparesOutside: boolean;
}

/**
 * Derives the inputs of a configuration from its text. Never throws: from a
 * broken configuration it takes what it can, and the command that reads it in
 * earnest says what is wrong.
 *
 * Files that would change the answer by coming into being are inputs too, such
 * as a `buf.yaml` nearer to a proto than the one in force.
 *
 * @param path of the configuration, relative to the workspace root
 */
export function deriveInputs(workspace: Host, path: string, text: string): ConfigInputs {
  const host = atOneMoment(workspace);
  const folder = parentOf(path);
  const config = parseTolerantly(text);
  const sides = objects(config["contracts"]).flatMap((contract) =>
    objects([contract["source"], ...list(contract["mirrors"])]),
  );
  const files = new Set<string>();
  const protos = new Set<string>();
  const findModule = openBufModules(host);
  for (const side of sides) {
    const reader = textOf(side["reader"]) ?? "";
    const named = texts(side["files"]);
    const into = reader === "proto" ? protos : files;
    for (const file of named) into.add(toPattern(host, folder, file));
    if (reader === "proto")
      for (const pattern of protoPatterns(host, folder, named, texts(side["roots"]), findModule)) protos.add(pattern);
    else
      for (const imported of importsOf(host, folder, reader, named, texts(side["roots"])))
        files.add(escapeGlob(imported));
  }
  const own = escapeGlob(path);
  const parity = [own, ...files, ...protos];
  const older = olderPatterns(folder, config["compat"]);
  const beside = ["contracts.lock", "contracts.approvals.yaml"].map((name) => under(folder, name));
  const stubs = stubFiles(host, folder, config["generate"], sides, [own, ...protos], findModule);
  const changes = [...parity, ...older, ...beside];
  const generated = generateFiles(host, folder, config["generate"], sides, [own, ...protos], findModule);
  return {
    name: textOf(config["name"]),
    description: textOf(config["description"]),
    parity: tidy(parity),
    lint: tidy([own, ...protos]),
    changes: tidy(changes),
    check: tidy([...changes, ...(stubs?.inputs ?? [])]),
    ...(stubs && { stubs }),
    ...(generated && { generate: generated }),
    ...((generated || config["release"] !== undefined) && {
      release: { out: releaseFolder(folder, config["release"]) },
    }),
    readers: [...new Set(sides.flatMap((side) => textOf(side["reader"]) ?? []))].sort(),
    leavesWorkspace: parity.some(isOutside),
    comparesOutside: older.some(isOutside),
  };
}

function stubFiles(
  host: Host,
  folder: string,
  section: unknown,
  sides: readonly { readonly [key: string]: unknown }[],
  known: readonly string[],
  findModule: FindModule,
): ConfigInputs["stubs"] {
  const found = deriveStubs(host, folder, section, under);
  if (found === undefined) return undefined;
  // Without a contract of protos, those around the configuration are generated from.
  const hasProtos = sides.some((side) => side["reader"] === "proto" && texts(side["files"]).length > 0);
  const beside = hasProtos ? [] : protoPatterns(host, folder, ["any.proto"], [], findModule);
  return { inputs: tidy([...known, ...beside, ...found.inputs]), pathspecs: found.pathspecs };
}

function generateFiles(
  host: Host,
  folder: string,
  section: unknown,
  sides: readonly { readonly [key: string]: unknown }[],
  known: readonly string[],
  findModule: FindModule,
): ConfigInputs["generate"] {
  const starts = sides
    .filter((side) => side["reader"] === "proto")
    .flatMap((side) =>
      texts(side["files"]).map((file) => ({
        start: startOf(host, folder, file),
        roots: texts(side["roots"]).map((root) => joinPath(folder, root)),
      })),
    );
  const roots = generateRoots(findModule, folder, starts);
  const found = deriveGenerate({ host, folder, roots, under }, section);
  if (found === undefined) return undefined;
  const { inputs, outputs, isExact } = found;
  // Without a contract of protos, those around the configuration are generated from.
  const beside = starts.length > 0 ? [] : protoPatterns(host, folder, ["any.proto"], [], findModule);
  const all = [...known, ...beside, ...inputs];
  return { inputs: tidy(all), outputs, isExact: isExact && ![...all, ...outputs].some(isOutside) };
}

/** A folder, an image or a bundle that the contracts are compared with; a git ref matches no file. */
function olderPatterns(folder: string, compat: unknown): readonly string[] {
  const against = isPlain(compat) ? [compat["against"]].flat() : [];
  return texts(against)
    .filter((name) => !/^(?:merge-base$|tag:|ref:|\.git#)/.test(name))
    .map((name) => escapeGlob(joinPath(folder, name)))
    .flatMap((path) => [path, `${path}/**/*`]);
}

function releaseFolder(folder: string, section: unknown): string {
  const out = isPlain(section) ? textOf(section["out"]) : undefined;
  return out === undefined ? RELEASE_FOLDER : joinPath(folder, out);
}

function isOutside(pattern: string): boolean {
  return pattern.startsWith("../");
}

/** Sorted, within the workspace, without the protos that a pattern for all of them covers. */
function tidy(patterns: readonly string[]): readonly string[] {
  const all = patterns.flatMap((pattern) =>
    pattern.endsWith(ALL_PROTOS) ? [pattern.slice(0, -ALL_PROTOS.length)] : [],
  );
  const isCovered = (pattern: string) =>
    pattern.endsWith(".proto") && !pattern.endsWith(ALL_PROTOS) && all.some((folder) => pattern.startsWith(folder));
  return [...new Set(patterns)].filter((pattern) => !isOutside(pattern) && !isCovered(pattern)).sort();
}

/** The protos that may be imported, and every place where the search for `buf.yaml` looks. */
function* protoPatterns(
  host: Host,
  folder: string,
  files: readonly string[],
  roots: readonly string[],
  findModule: FindModule,
): Generator<string> {
  for (const root of roots) yield under(joinPath(folder, root), ALL_PROTOS);
  for (const start of new Set(files.map((file) => startOf(host, folder, file)))) {
    const module = findModule(start);
    for (const root of module?.roots ?? (roots.length > 0 ? [] : [folder])) yield under(root, ALL_PROTOS);
    if (module) yield under(module.folder, "buf.lock");
    for (const at of foldersUp(start)) {
      yield under(at, "buf.yaml");
      if (at === module?.folder) break;
    }
  }
  for (const file of files) {
    if (isPattern(host, joinPath(folder, file))) yield under(startOf(host, folder, file), "**/buf.yaml");
  }
}

function importsOf(
  host: Host,
  folder: string,
  reader: string,
  files: readonly string[],
  roots: readonly string[],
): Iterable<string> {
  const nowhere = { file: "", line: 1, column: 1 };
  const found = expandFiles(host, folder, files, () => nowhere, []).map(({ path }) => path);
  return followImports(
    host,
    reader,
    found,
    roots.map((root) => joinPath(folder, root)),
  );
}

function toPattern(host: Host, folder: string, file: string): string {
  const path = joinPath(folder, file);
  return isPattern(host, path) ? path : escapeGlob(path);
}

const ALL_PROTOS = "**/*.proto";

/** Each wildcard becomes `?`, which every glob library reads alike; escapes differ among them. */
function escapeGlob(path: string): string {
  return path.replace(/[*?{}[\]()\\]/g, "?");
}

function under(folder: string, pattern: string): string {
  return folder === "." ? pattern : `${escapeGlob(folder)}/${pattern}`;
}
