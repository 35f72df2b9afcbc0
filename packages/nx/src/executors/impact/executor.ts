import { join } from "node:path";
import type { ExecutorContext } from "@nx/devkit";
import { type ImpactFormat, renderImpact } from "@nx-contracts/engine/impact";
import { baseBranch } from "@nx-contracts/workspace";
import { runEnvironment } from "@nx-contracts/workspace/circumstances";
import { impact as findImpact, impactCommand } from "@nx-contracts/workspace/impact";
import { answer, type AnswerOptions } from "../answering.js";

/** Options of the executor, as its `schema.json` describes them. */
export interface ImpactOptions extends AnswerOptions {
  readonly base?: string;
  readonly head?: string;
  readonly subject?: readonly string[];
  readonly format?: ImpactFormat;
}

/** Says what a change to the project's contracts reaches. */
export default function impact(options: ImpactOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  const { base, head, subject: subjects = [], format = "text" } = options;
  return answer(options, context, async (host, request) => {
    const branch = baseBranch(host, base ?? runEnvironment(process.env).base);
    const isCompared = subjects.length === 0 || base !== undefined || head !== undefined;
    const found = await findImpact(host, { ...request, base: branch, subjects, isCompared, ...(head && { head }) });
    const config = host.relative(request.config ?? join(request.cwd, "contracts.yaml"));
    return renderImpact(found, format, { command: impactCommand({ config, base, head, subjects }) });
  });
}
