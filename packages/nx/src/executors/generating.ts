import { join } from "node:path";
import type { ExecutorContext } from "@nx/devkit";
import { formatError, renderReport } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { generate, type GenerationPlan, openHost, planGeneration } from "@nx-contracts/workspace";
import { readVersion } from "../version.js";

/** Options of the executor, as its `schema.json` describes them. */
export interface GenerateOptions {
  readonly config?: string;
  readonly only?: readonly string[];
  readonly dryRun?: boolean;
}

/** Generates, and says what has changed. What makes it impossible is printed too, and fails the task. */
export async function runGenerate(options: GenerateOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  const { root, projectName = "", projectsConfigurations } = context;
  const folder = join(root, projectsConfigurations.projects[projectName]?.root ?? ".");
  const host = openHost({ cwd: folder, root });
  const request = {
    cwd: folder,
    only: options.only ?? [],
    progress: (step: string) => void process.stderr.write(`${step} …\n`),
    ...(options.config !== undefined && { config: host.absolute(options.config) }),
  };
  try {
    const plan = await (options.dryRun === true ? planGeneration : generate)(host, request);
    say(plan);
    return { success: plan.refusal === undefined };
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    process.stderr.write(formatError(error));
    return { success: false };
  }
}

function say({ refusal, written, removed, unchanged, notice }: GenerationPlan): void {
  const { stdout } = process;
  if (refusal) {
    stdout.write(
      renderReport(refusal, "text", { width: stdout.columns ?? 80, color: stdout.isTTY, toolVersion: readVersion() }),
    );
    return;
  }
  for (const path of [...written, ...removed]) stdout.write(`${path}\n`);
  stdout.write(`${written.length} written, ${removed.length} removed, ${unchanged.length} unchanged.\n`);
  if (notice !== undefined) process.stderr.write(notice);
}
