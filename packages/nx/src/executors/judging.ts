import { join } from "node:path";
import type { ExecutorContext } from "@nx/devkit";
import {
  countAtOrAbove,
  formatError,
  type FormatName,
  renderReport,
  renderSummary,
  type Report,
} from "@nx-contracts/engine";
import { ContractsError, type Severity } from "@nx-contracts/ir";
import {
  baseBranch,
  type Family,
  type Host,
  judge,
  lateRulesIn,
  lock,
  openHost,
  type WrittenLock,
} from "@nx-contracts/workspace";
import { dayOf, runEnvironment } from "@nx-contracts/workspace/circumstances";
import { withParagraphs } from "../run/paragraphs.js";
import { readVersion } from "../version.js";

/** Options of every executor that judges, as its `schema.json` describes them. */
export interface JudgingOptions {
  readonly config?: string;
  readonly format?: FormatName;
  readonly output?: string;
  readonly against?: readonly string[];
  readonly policy?: readonly string[];
  readonly only?: readonly string[];
  readonly failOn?: Severity;
  readonly verbose?: boolean;
  readonly regenerate?: boolean;
}

/** Judges some families and prints the report. What makes an answer impossible is printed too, and fails the task. */
export async function runJudging(
  families: readonly Family[],
  options: JudgingOptions,
  context: ExecutorContext,
  { writesLock = false }: { readonly writesLock?: boolean } = {},
): Promise<{ success: boolean }> {
  const { root, projectName = "", projectsConfigurations } = context;
  const folder = join(root, projectsConfigurations.projects[projectName]?.root ?? ".");
  const host = openHost({ cwd: folder, root });
  try {
    const config = options.config === undefined ? undefined : host.absolute(options.config);
    const { against = [], policy = [], only = [], regenerate = false } = options;
    const request = {
      cwd: folder,
      today: dayOf(new Date()),
      ...(config !== undefined && { config }),
    };
    if (writesLock) sayLock(await lock(host, request));
    const report = await judge(host, {
      ...request,
      families,
      base: baseBranch(host, runEnvironment(process.env).base),
      against,
      only,
      regenerate,
      ...(policy.length > 0 && { compat: { policies: policy } }),
    });
    await print(host, report, options);
    return { success: countAtOrAbove(report, options.failOn ?? "error") === 0 };
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    process.stderr.write(formatError(error));
    return { success: false };
  }
}

function sayLock({ path, changes }: WrittenLock): void {
  process.stderr.write(changes === undefined ? `${path} is up to date.\n` : `Wrote ${path}: ${changes}.\n`);
}

async function print(host: Host, report: Report, options: JudgingOptions): Promise<void> {
  const { format = "text", output, verbose = false } = options;
  const { env, stdout } = process;
  const color = (env["NO_COLOR"] ?? "") === "" && (stdout.isTTY || (env["FORCE_COLOR"] ?? "0") !== "0");
  const how = {
    width: Math.max(40, stdout.columns ?? 80),
    verbose,
    toolVersion: readVersion(),
    ...(format === "sarif" && { lateRules: await lateRulesIn(report) }),
  };
  if (output === undefined) {
    const text = renderReport(report, format, { ...how, color });
    stdout.write(format === "text" ? withParagraphs(text) : text);
    return;
  }
  host.write(output, renderReport(report, format, how));
  stdout.write(renderSummary(report, how));
}
