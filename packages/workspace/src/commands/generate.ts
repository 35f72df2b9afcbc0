import type { Report } from "@nx-contracts/engine";
import type { GenerateRequest } from "../codegen/generation.js";
import type { Plan } from "../codegen/plan.js";
import type { Host } from "../host.js";

export type { GenerateRequest } from "../codegen/generation.js";

/** What is generated from the protos, and what that means for the tree. Paths are relative to the workspace root, sorted. */
export interface GenerationPlan {
  /** Why the protos cannot be generated from; then everything else is empty. */
  readonly refusal?: Report;
  /** Every generated file, whether it changes or not. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Those that the tree does not have, or has with other bytes; also `contracts.stubs` and what git has to know of it. */
  readonly written: readonly string[];
  /** Bytes of those that are written beside the generated files. */
  readonly records: ReadonlyMap<string, Uint8Array>;
  readonly unchanged: readonly string[];
  /** Stubs that no proto stands for any more. */
  readonly removed: readonly string[];
  /** What has to be done so that git does not add what is not to be checked in; known once it is there. */
  readonly notice?: string;
}

const NONE: ReadonlyMap<string, Uint8Array> = new Map();
const NOTHING = { files: NONE, records: NONE, written: [], unchanged: [], removed: [] };

/**
 * Generates every output of a project and swaps them into the tree: all of
 * them or, where a tool fails or the run is cut off, none.
 *
 * @throws ContractsError when it cannot
 */
export async function generate(host: Host, request: GenerateRequest): Promise<GenerationPlan> {
  const { planOf, runGeneration, swap, unignoredNotice } = await import("../codegen/index.js");
  const generation = await runGeneration(host, request);
  if ("diagnostics" in generation) return { ...NOTHING, refusal: generation };
  request.progress?.("Putting the files in their place");
  const { plan } = await swap(host, generation.config.path, async () => {
    const decided = await planOf(host, generation);
    const { files, written, removed, records, staleRecords } = decided;
    const changed = written.flatMap((path) => {
      const bytes = files.get(path);
      return bytes === undefined ? [] : [[path, bytes] as const];
    });
    return { plan: decided, written: new Map([...changed, ...records]), removed: [...removed, ...staleRecords] };
  });
  const notice = await unignoredNotice(host, generation);
  return { ...shown(plan), ...(notice !== undefined && { notice }) };
}

/**
 * The same, without touching the tree.
 *
 * @throws ContractsError when it cannot
 */
export async function planGeneration(host: Host, request: GenerateRequest): Promise<GenerationPlan> {
  const { planOf, runGeneration } = await import("../codegen/index.js");
  const generation = await runGeneration(host, request);
  if ("diagnostics" in generation) return { ...NOTHING, refusal: generation };
  return shown(await planOf(host, generation));
}

function shown({ files, written, unchanged, removed, records, staleRecords }: Plan): GenerationPlan {
  return {
    files,
    written: [...written, ...records.keys()].sort(),
    records,
    unchanged,
    removed: [...removed, ...staleRecords].sort(),
  };
}
