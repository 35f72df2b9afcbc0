import { join } from "node:path";
import type { ExecutorContext } from "@nx/devkit";
import { formatError } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { type Host, openHost } from "@nx-contracts/workspace";

/** Options of every executor that answers a question, as its `schema.json` describes them. */
export interface AnswerOptions {
  readonly config?: string;
  readonly output?: string;
}

/** Where the project of a task and its configuration are. */
export interface ProjectRequest {
  /** Absolute path of the project's folder. */
  readonly cwd: string;
  /** Absolute path of a configuration that the options name. */
  readonly config?: string;
}

/** Prints an answer, or writes it to a file. What makes an answer impossible is printed too, and fails the task. */
export async function answer(
  { config: named, output }: AnswerOptions,
  { root, projectName = "", projectsConfigurations }: ExecutorContext,
  ask: (host: Host, request: ProjectRequest) => Promise<string>,
): Promise<{ success: boolean }> {
  const cwd = join(root, projectsConfigurations.projects[projectName]?.root ?? ".");
  const host = openHost({ cwd, root });
  try {
    const config = named === undefined ? undefined : host.absolute(named);
    const text = await ask(host, { cwd, ...(config !== undefined && { config }) });
    if (output === undefined) process.stdout.write(text);
    else host.write(output, text);
    return { success: true };
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    process.stderr.write(formatError(error));
    return { success: false };
  }
}
