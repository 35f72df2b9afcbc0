import { rmSync } from "node:fs";
import type { Report } from "@nx-contracts/engine";
import { ContractsError, nearestName, type Schema } from "@nx-contracts/ir";
import type { Config, GenerateOutput } from "../config/config.js";
import { findConfig } from "../config/find-config.js";
import { loadConfig } from "../config/load.js";
import type { Host } from "../host.js";
import { readFiles, SourceTexts } from "../read/read-side.js";
import { cacheOf, sweepFolders, temporaryFolder } from "./cache.js";
import { checkPlaces } from "./check-places.js";
import { discoverProtos, type ProtoSet } from "./discover.js";
import { compileRefusal, refusal } from "./refusal.js";
import { type OutputFiles, runOutputs } from "./run-outputs.js";
import { openStage, type Stage } from "./stage.js";

export interface GenerateRequest {
  /** Configuration file; default the nearest `contracts.yaml`. */
  readonly config?: string;
  /** Folder to look for the configuration from, absolute. */
  readonly cwd: string;
  /** Outputs to generate, by their ids; default all of them. */
  readonly only?: readonly string[];
  /** Is told what is being done. */
  readonly progress?: (step: string) => void;
}

/** Everything that the tools made, in memory. */
export interface Generation {
  readonly config: Config;
  readonly set: ProtoSet;
  /** Import path → the bytes that the tools saw. */
  readonly sources: ReadonlyMap<string, Uint8Array>;
  readonly results: readonly OutputFiles[];
}

/**
 * Runs the tools of a project. Nothing of the workspace is written but the
 * cache.
 *
 * @returns what they made, or the report that says why the protos do not compile
 * @throws ContractsError when it cannot answer
 */
export async function runGeneration(host: Host, request: GenerateRequest): Promise<Generation | Report> {
  const config = loadConfig(host, await findConfig(host, request.cwd, request.config));
  const outputs = chooseOutputs(config, request.only);
  checkPlaces(host, outputs);
  const set = discoverProtos(host, config);
  const options = { host, config, set, progress: request.progress ?? (() => {}) };
  return inRoom(options, async ({ stage, generate }) => ({
    config,
    set,
    sources: stage.sources,
    results: await generate(outputs),
  }));
}

/** Protos to compile. */
export interface RoomOptions {
  readonly host: Host;
  readonly config: Config;
  readonly set: ProtoSet;
  /** Is told what is being done. */
  readonly progress: (step: string) => void;
}

/** Where protos lie compiled, for tools to generate from. */
export interface GenerationRoom extends RoomOptions {
  /** What the protos say. */
  readonly schema: Schema;
  readonly stage: Stage;
  /** Generates outputs, of the configuration or others, into memory. */
  readonly generate: (outputs: readonly GenerateOutput[]) => Promise<readonly OutputFiles[]>;
}

/**
 * Compiles protos in a folder of its own, which is there while it is used.
 *
 * @returns what `use` returns, or the report that says why the protos do not compile
 * @throws ContractsError when it cannot answer
 */
export async function inRoom<T>(
  { host, config, set, progress }: RoomOptions,
  use: (room: GenerationRoom) => Promise<T>,
): Promise<T | Report> {
  const read = await readFiles(host, new SourceTexts(host), "proto", [...set.files.values()], {
    roots: set.roots,
    also: [],
  });
  const refused = refusal(config, read.diagnostics);
  if (refused) return refused;
  sweepFolders(cacheOf(host), "generate");
  const temporary = temporaryFolder(cacheOf(host), "generate");
  try {
    const staged = await openStage(host, set, temporary);
    if ("findings" in staged) return compileRefusal(config, staged.findings);
    const { stage } = staged;
    const { schema } = read;
    const generate = (outputs: readonly GenerateOutput[]) =>
      runOutputs({ host, config, outputs, set, schema, stage, progress });
    return await use({ host, config, set, schema, stage, progress, generate });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function chooseOutputs(config: Config, only: readonly string[] = []): readonly GenerateOutput[] {
  const { generate, path } = config;
  if (generate.length === 0) {
    throw new ContractsError("config-invalid", {
      message: `\`${path}\` has no section \`generate\`.`,
      at: { file: path, line: 1, column: 1 },
      next: 'Write what to generate, such as `generate: [{ tool: grpcio-tools, version: "1.85.1", out: ../libs/common/src }]`.',
    });
  }
  const ids = generate.map(({ id }) => id);
  for (const id of only) {
    if (ids.includes(id)) continue;
    const near = nearestName(id, ids);
    throw new ContractsError("usage", {
      message: `There is no output \`${id}\`.`,
      next: near ? `Did you mean \`${near}\`?` : `Known: ${ids.join(", ")}.`,
    });
  }
  return only.length === 0 ? generate : generate.filter(({ id }) => only.includes(id));
}
