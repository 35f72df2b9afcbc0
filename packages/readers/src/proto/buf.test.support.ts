import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { devNull, tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import type { FileDescriptorSet } from "@bufbuild/protobuf/wkt";
import type { Source } from "@nx-contracts/ir";

const require = createRequire(import.meta.url);
/** The binary itself: the package's own script costs a second Node process. */
const BUF = require.resolve(`@bufbuild/buf-${process.platform}-${process.arch}/bin/buf`);
const CORPUS = dirname(require.resolve("google-proto-files/package.json"));

/** What buf says about one file. */
export interface BufError {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface BufBuild {
  /** Absent when buf refuses the files, or breaks down over them. */
  readonly descriptors?: FileDescriptorSet;
  readonly errors: readonly BufError[];
}

/** Runs the real `buf build` on `sources` as one module. */
export function bufBuild(sources: readonly Source[]): BufBuild {
  const folder = writeModule(sources);
  try {
    const run = spawnSync(BUF, ["build", "--error-format=json", "--as-file-descriptor-set", "-o", "out.binpb"], {
      cwd: folder,
      encoding: "utf8",
    });
    if (run.status === 0)
      return { descriptors: fromBinary(FileDescriptorSetSchema, readFileSync(join(folder, "out.binpb"))), errors: [] };
    return { errors: parseErrors(`${run.stdout}${run.stderr}`) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same without the descriptors, for many at once: errors, or `"compiles"`, or `"crash"` when buf itself breaks down. */
export async function bufVerdict(sources: readonly Source[]): Promise<"compiles" | "crash" | readonly BufError[]> {
  const folder = writeModule(sources);
  try {
    return await new Promise((resolve) => {
      execFile(
        BUF,
        ["build", "--error-format=json", "--exclude-source-info", "-o", devNull],
        { cwd: folder, encoding: "utf8" },
        (error, stdout, stderr) => {
          if (error === null) return resolve("compiles");
          const errors = parseErrors(`${stdout}${stderr}`);
          return resolve(errors.length === 0 ? "crash" : errors);
        },
      );
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeModule(sources: readonly Source[]): string {
  const folder = mkdtempSync(join(tmpdir(), "proto-oracle-"));
  writeFileSync(join(folder, "buf.yaml"), "version: v2\n");
  for (const { path, text } of sources) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function parseErrors(output: string): readonly BufError[] {
  const lines = output.split("\n").filter((line) => line.startsWith("{"));
  const errors = lines.map((line) => JSON.parse(line) as { path: string; start_line: number; message: string });
  return errors.map((error) => ({ path: error.path, line: error.start_line, message: error.message }));
}

const IMPORT = /^\s*import\s+(?:\w+\s+)?"([^"]+)"/gm;

/** Editions that the pinned buf does not know yet, though the reader does. */
const UNKNOWN_TO_BUF = /^edition\s*=\s*"2026"/m;

/** Every proto file of the package google-proto-files that buf can be asked about, by import path, sorted. */
export function corpusPaths(): readonly string[] {
  const known = new Map<string, boolean>();
  const isKnown = (path: string): boolean => {
    const answer = known.get(path);
    if (answer !== undefined) return answer;
    known.set(path, true);
    const text = corpusFile(path)?.text ?? "";
    const imported = [...text.matchAll(IMPORT)].map(([, name = ""]) => name);
    known.set(path, !UNKNOWN_TO_BUF.test(text) && imported.every(isKnown));
    return known.get(path) === true;
  };
  const found = readdirSync(CORPUS, { recursive: true, encoding: "utf8" });
  return found
    .filter((path) => path.endsWith(".proto"))
    .map((path) => path.split(sep).join("/"))
    .filter(isKnown)
    .sort();
}

/** One file of the corpus; `undefined` where it has none of that path. */
export function corpusFile(path: string): Source | undefined {
  const absolute = join(CORPUS, path);
  if (relative(CORPUS, absolute).startsWith("..")) return undefined;
  try {
    return { path, text: readFileSync(absolute, "utf8") };
  } catch {
    return undefined;
  }
}

/** `paths` and all that they import from the corpus, so that buf can build them alone. */
export function withImports(paths: readonly string[]): readonly Source[] {
  const sources = new Map<string, Source>();
  const waiting = [...paths];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const source = sources.has(path) ? undefined : corpusFile(path);
    if (source === undefined) continue;
    sources.set(path, source);
    for (const [, imported = ""] of source.text.matchAll(IMPORT)) waiting.push(imported);
  }
  return [...sources.values()];
}
