import { ContractsError, type Problem } from "@nx-contracts/ir";
import type { Config } from "../config/config.js";
import { loadConfig } from "../config/load.js";
import type { Host } from "../host.js";
import { type GenerationPlan, planGeneration } from "./generate.js";

/** What makes checked-in generated files what their protos say. Paths are relative to the workspace root. */
export interface SyncPlan {
  /** Bytes of the files that change. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly removed: readonly string[];
  /** Every path of both, sorted, with the id of the rule that finds it wrong; what is kept beside generated files has none. */
  readonly reasons: ReadonlyMap<string, string | undefined>;
}

/** Generating again changes nothing about these. */
const STAYING: ReadonlySet<string> = new Set(["stubs/untracked"]);

/**
 * Finds out what generating would change in the tree, of everything that is
 * checked in. Where the generated files say what their protos say no tool is
 * started.
 *
 * @param configs paths of `contracts.yaml`, relative to the workspace root
 * @throws ContractsError when it cannot answer
 */
export async function planSync(host: Host, configs: readonly string[]): Promise<SyncPlan> {
  const files = new Map<string, Uint8Array>();
  const removed = new Set<string>();
  const reasons = new Map<string, string | undefined>();
  for (const path of configs) {
    const config = loadConfig(host, path);
    if (!config.generate.some(({ isCheckedIn }) => isCheckedIn)) continue;
    const wrong = await findWrong(host, config);
    if (wrong.size === 0) continue;
    const plan = await generateAgain(host, config, wrong);
    for (const written of plan.written) {
      const bytes = plan.files.get(written) ?? plan.records.get(written);
      if (bytes) files.set(written, bytes);
    }
    for (const gone of plan.removed) removed.add(gone);
    for (const each of [...plan.written, ...plan.removed]) reasons.set(each, wrong.get(each));
  }
  return {
    files,
    removed: [...removed].sort(),
    reasons: new Map([...reasons].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Paths that are not as the protos say, with the rules that say so. */
async function findWrong(host: Host, config: Config): Promise<ReadonlyMap<string, string>> {
  const { judgeStubs } = await import("../stubs/judge-stubs.js");
  const { findings } = await judgeStubs(host, config);
  return new Map(
    findings
      .filter(({ rule }) => !STAYING.has(rule))
      .map(({ rule, subject, at }) => [rule.startsWith("stubs/") ? subject : at.file, rule]),
  );
}

async function generateAgain(host: Host, config: Config, wrong: ReadonlyMap<string, string>): Promise<GenerationPlan> {
  const only = config.generate.filter(({ isCheckedIn }) => isCheckedIn).map(({ id }) => id);
  const outdated: Problem = {
    message: `Generated files are not what the protos of \`${config.name}\` say: ${[...wrong].map(([path, rule]) => `${path} (${rule})`).join(", ")}.`,
    next: "Mend what keeps them from being generated, and run `nx sync` again.",
  };
  let plan: GenerationPlan;
  try {
    plan = await planGeneration(host, { cwd: host.root, config: host.absolute(config.path), only });
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    const tool = error.tool && { tool: error.tool };
    throw new ContractsError(error.code, [...error.problems, outdated], { cause: error, ...tool });
  }
  const refused = plan.refusal?.diagnostics ?? [];
  if (refused.length === 0) return plan;
  const problems = refused.map(({ message, at }): Problem => ({ message, at }));
  throw new ContractsError("source-unreadable", [...problems, outdated]);
}
