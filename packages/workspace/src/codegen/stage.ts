import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { parse } from "yaml";
import { isPlain } from "../config/tolerant-yaml.js";
import type { Host } from "../host.js";
import type { BufFinding } from "../lint/buf.js";
import { findBuf } from "../lint/buf.js";
import { run } from "../process.js";
import { joinPath } from "../path.js";
import { decodeText } from "../read/text.js";
import type { ProtoSet } from "./discover.js";
import { runTool } from "./run-tool.js";

/**
 * The protos as they were when the run began, copied to where nothing else is:
 * every tool sees the same ones, under the same names, on any machine.
 */
export interface Stage {
  /** Absolute folder that imports start from. */
  readonly protos: string;
  /** Absolute path of the compiled protos, with comments and all that they import. */
  readonly image: string;
  /** Import path → what was copied, of those of the project. */
  readonly sources: ReadonlyMap<string, Uint8Array>;
  /** Makes an empty absolute folder. */
  readonly folder: () => string;
}

/** A stage, or what keeps the protos from compiling, at places relative to the workspace root. */
export type Staged = { readonly stage: Stage } | { readonly findings: readonly BufFinding[] };

/**
 * Copies protos into a folder and compiles them.
 *
 * @param temporary absolute path of an empty folder
 * @throws ContractsError `source-unreadable`, `tool-missing` or `tool-failed`
 */
export async function openStage(host: Host, set: ProtoSet, temporary: string): Promise<Staged> {
  const protos = join(temporary, "protos");
  const sources = new Map<string, Uint8Array>();
  for (const [importPath, path] of set.files) {
    const bytes = host.bytes(path);
    if (bytes === undefined) {
      throw new ContractsError("source-unreadable", {
        message: `\`${path}\` cannot be read.`,
        next: "Check that the file exists and may be read.",
      });
    }
    const target = join(protos, importPath);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
    sources.set(importPath, bytes);
  }
  const hasDependencies = copyDependencies(host, set, protos);
  const image = join(temporary, "image.binpb");
  const buf = findBuf();
  const argv = [buf, "build", "-o", image, "--error-format=json"] as const;
  const { status, stderr, stdout } = await run(argv, { cwd: protos });
  if (status !== 0) {
    const findings = findingsIn(stderr || stdout, set);
    if (findings !== undefined) return { findings };
    throw new ContractsError(
      "tool-failed",
      { message: "`buf build` failed.", next: "What it printed says why." },
      { tool: { argv: ["buf", ...argv.slice(1)], status, output: stderr || stdout } },
    );
  }
  // protoc reads sources, and knows nothing of modules that buf keeps elsewhere.
  const exported = join(temporary, "exported");
  if (hasDependencies) {
    const missing = { message: "`buf` cannot be started.", next: "Run `npm install @bufbuild/buf`." };
    await runTool([buf, "export", ".", "-o", exported], { name: "buf export", cwd: protos, missing });
  }
  const folder = () => mkdtempSync(join(temporary, "out-"));
  return { stage: { protos: hasDependencies ? exported : protos, image, sources, folder } };
}

/** Writes the `buf.yaml` of the copy. Modules that the workspace's own one depends on stay its dependencies. */
function copyDependencies(host: Host, { bufFolder }: ProtoSet, protos: string): boolean {
  const content: unknown = parse(textOf(host, bufFolder, "buf.yaml") ?? "version: v2");
  const { version, deps } = isPlain(content) ? content : {};
  const hasDependencies = Array.isArray(deps) && deps.length > 0;
  const modules = version === "v2" || !hasDependencies ? { version: "v2", modules: [{ path: "." }] } : { version };
  writeFileSync(join(protos, "buf.yaml"), JSON.stringify({ ...modules, ...(hasDependencies && { deps }) }));
  const lock = hasDependencies ? textOf(host, bufFolder, "buf.lock") : undefined;
  if (lock !== undefined) writeFileSync(join(protos, "buf.lock"), lock);
  return hasDependencies;
}

function textOf(host: Host, folder: string | undefined, name: string): string | undefined {
  const bytes = folder === undefined ? undefined : host.bytes(joinPath(folder, name));
  return bytes && decodeText(bytes);
}

/** What `buf` printed as JSON, one finding a line; `undefined` where it says something else. */
function findingsIn(output: string, { files }: ProtoSet): readonly BufFinding[] | undefined {
  try {
    const lines = output.split("\n").filter((line) => line.startsWith("{"));
    const findings = lines.map((line) => JSON.parse(line) as BufFinding);
    if (findings.length === 0) return undefined;
    return findings.map((each) => ({ ...each, path: files.get(each.path ?? "") ?? each.path ?? "buf.yaml" }));
  } catch {
    return undefined;
  }
}

/** Every file below an absolute folder: its path relative to it, with `/`, and what it holds. */
export function filesBelow(folder: string): ReadonlyMap<string, Uint8Array> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.sort().map((path) => [relative(folder, path).split(sep).join("/"), readFileSync(path)]));
}
