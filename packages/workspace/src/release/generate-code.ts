import { rmSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import type { Report } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { readHeader, stubKind } from "@nx-contracts/readers/stubs/header";
import { cacheOf, temporaryFolder } from "../codegen/cache.js";
import { isOutside } from "../codegen/check-places.js";
import { discoverProtos, type ProtoSet, selectProtos } from "../codegen/discover.js";
import { compileRefusal, refusal } from "../codegen/refusal.js";
import { type OutputFiles, runOutputs } from "../codegen/run-outputs.js";
import { withImports } from "../codegen/proto-imports.js";
import { openStage } from "../codegen/stage.js";
import type { BundleKind, Config } from "../config/config.js";
import type { Host } from "../host.js";
import { findBuf } from "../lint/buf.js";
import { joinPath } from "../path.js";
import { run } from "../process.js";
import { readFiles, SourceTexts } from "../read/read-side.js";
import { textAt } from "../read/text.js";
import { sortByBytes } from "./archive.js";
import { type BundleOutput, bundleOutputs } from "./bundle-outputs.js";
import type { GeneratedCode } from "./content.js";
import { finishPython } from "./python-imports.js";

/** Protos of a release, and what is generated from them. */
export interface ReleaseCode {
  readonly protos: ReadonlyMap<string, Uint8Array>;
  /** Folders that imports start from, relative to the workspace root. */
  readonly roots: readonly string[];
  readonly generated: ReadonlyMap<BundleKind, GeneratedCode>;
  /** Any proto defines a service. */
  readonly hasServices: boolean;
}

/**
 * Finds the protos that are released, with what they import of the project.
 *
 * @throws ContractsError `source-missing`, or `source-unreadable` for one that lies outside of the commit
 */
export function findReleased(host: Host, config: Config): ProtoSet {
  const all = discoverProtos(host, config);
  const { sources, at } = config.release;
  const named = sources === undefined ? [...all.files.keys()] : selectProtos(host, all, { protos: sources, at });
  const textOf = (importPath: string) => textAt(host, all.files.get(importPath) ?? importPath);
  const released = withImports(named, new Set(all.files.keys()), textOf);
  const files = new Map([...all.files].filter(([importPath]) => released.has(importPath)));
  for (const path of files.values()) {
    if (!isOutside(host, path)) continue;
    throw new ContractsError("source-unreadable", {
      message: `\`${path}\` is a link that leads out of the repository: what it holds is in no commit.`,
      next: "Replace the link by the file.",
    });
  }
  return { ...all, files };
}

/**
 * Generates the code of every bundle from the protos of a workspace.
 *
 * @param real where installed tools are
 * @param host the commit, laid out
 * @returns the code, or the report that says why the protos do not compile
 * @throws ContractsError when it cannot answer
 */
export async function generateCode(
  { real, host }: { readonly real: Host; readonly host: Host },
  config: Config,
  set: ProtoSet,
  progress: (step: string) => void,
): Promise<ReleaseCode | Report> {
  const read = await readFiles(host, new SourceTexts(host), "proto", [...set.files.values()], {
    roots: set.roots,
    also: [],
  });
  const refused = refusal(config, read.diagnostics);
  if (refused) return refused;
  const temporary = temporaryFolder(cacheOf(host), "generate");
  try {
    const staged = await openStage(host, set, temporary);
    if ("findings" in staged) return compileRefusal(config, staged.findings);
    const { stage } = staged;
    const bundled = bundleOutputs(host, config, (python) => interpreterOf(real, host, config, python));
    // One run of a template may make the code of several bundles.
    const outputs = [...new Set(bundled.flatMap((each) => each.outputs))];
    const results = await runOutputs({ host, config, outputs, set, schema: read.schema, stage, progress });
    const generated = new Map<BundleKind, GeneratedCode>();
    for (const bundle of bundled)
      generated.set(bundle.kind, await codeOf(host, bundle, results, [...set.files.keys()]));
    return { protos: stage.sources, roots: set.roots, generated, hasServices: read.schema.services.length > 0 };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** An interpreter that the configuration names by a path is in no commit: the way from the laid out one to it. */
export function interpreterOf(real: Host, host: Host, { folder }: Config, python: string): string {
  if (!/[\\/]/.test(python) || isAbsolute(python)) return python;
  return relative(host.absolute(folder), real.absolute(joinPath(folder, python)));
}

async function codeOf(
  host: Host,
  bundle: BundleOutput,
  results: readonly OutputFiles[],
  protos: readonly string[],
): Promise<GeneratedCode> {
  const own = results.filter(({ output }) => bundle.outputs.includes(output));
  const placed = new Map<string, Uint8Array>();
  for (const { output, files } of own) {
    for (const [path, bytes] of files) {
      const place = bundle.place(output, path);
      if (place !== undefined) placed.set(place, bytes);
    }
  }
  const finished = bundle.kind === "python" ? finishPython(placed) : placed;
  const files = new Map(sortByBytes(finished.keys()).map((path) => [path, finished.get(path) ?? new Uint8Array()]));
  const tools = { ...(await pinnedTools(host, bundle)), ...toolsIn(files) };
  return {
    files,
    command: bundle.command(protos),
    tools: Object.fromEntries(Object.entries(tools).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Versions that the configuration pins, and that of `buf`, which compiles for all but Python. */
async function pinnedTools(host: Host, { kind, outputs }: BundleOutput): Promise<{ readonly [name: string]: string }> {
  const pinned = outputs.flatMap(({ tool, version }) =>
    version === undefined ? [] : [[tool, version.replace(/^v/, "")]],
  );
  if (kind === "python") return Object.fromEntries(pinned);
  return Object.fromEntries([...pinned, ["buf", await bufVersion(host)]]);
}

/** Version of the `buf` that compiles protos. */
export async function bufVersion(host: Host): Promise<string> {
  const { stdout } = await run([findBuf(), "--version"], { cwd: host.root });
  return stdout.trim();
}

/** What headers of generated files say of the tools that made them. */
export function toolsIn(files: ReadonlyMap<string, Uint8Array>): { readonly [name: string]: string } {
  const found: Record<string, string> = {};
  for (const [path, bytes] of files) {
    const kind = stubKind(path);
    for (const { tool, version } of kind === undefined ? [] : readHeader(kind, bytes).tools)
      if (version !== "(unknown)") found[tool] = version.replace(/^v/, "");
  }
  return found;
}
