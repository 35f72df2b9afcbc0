import { join } from "node:path";
import type { ExecutorContext } from "@nx/devkit";
import { formatError, renderReport } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { describeFailures, describeRelease, openHost, release } from "@nx-contracts/workspace";
import { releaseEnvironment } from "@nx-contracts/workspace/circumstances";
import { withParagraphs } from "../run/paragraphs.js";
import { readVersion } from "../version.js";

/** Options of the executor, as its `schema.json` describes them. */
export interface ReleaseOptions {
  readonly tag: string;
  readonly out?: string;
  readonly config?: string;
  readonly gate?: boolean;
  readonly dryRun?: boolean;
  readonly repository?: string;
  readonly runId?: string;
  readonly runNumber?: string;
}

/** Releases, and says what was written, or which gate refuses it. What makes it impossible is printed too, and fails the task. */
export async function runRelease(options: ReleaseOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  const { tag, out, config, gate = true, dryRun = false, repository, runId, runNumber } = options;
  const { root, projectName = "", projectsConfigurations } = context;
  const cwd = join(root, projectsConfigurations.projects[projectName]?.root ?? ".");
  const host = openHost({ cwd, root });
  const { stdout, stderr, env } = process;
  try {
    const { epoch, ...environment } = releaseEnvironment(env);
    const made = await release(host, {
      cwd,
      // Nx reads a number where a tag is one.
      tag: String(tag),
      isUngated: !gate,
      isDry: dryRun,
      toolVersion: readVersion(),
      progress: (step) => void stderr.write(`${step} …\n`),
      origin: {
        ...environment,
        ...(repository !== undefined && { repository }),
        ...(runId !== undefined && { runId: String(runId) }),
        ...(runNumber !== undefined && { runNumber: String(runNumber) }),
      },
      ...(epoch !== undefined && { epoch }),
      ...(config !== undefined && { config: host.absolute(config) }),
      ...(out !== undefined && { out: host.absolute(out) }),
    });
    if (made.kind === "refused") {
      const how = { width: Math.max(40, stdout.columns ?? 80), color: stdout.isTTY, toolVersion: readVersion() };
      stdout.write(withParagraphs(renderReport(made.report, "text", how)));
      stderr.write(describeFailures(tag, made));
      return { success: false };
    }
    stdout.write(describeRelease(made, dryRun));
    stderr.write(describeFailures(tag, made));
    return { success: true };
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    stderr.write(formatError(error));
    return { success: false };
  }
}
