import { ContractsError } from "@nx-contracts/ir";
import { planSync } from "../commands/sync.js";
import type { Draft } from "./draft.js";

/**
 * Generates what is checked in from the protos as they are now, where one of
 * them changed.
 *
 * @throws ContractsError where a tool is missing or fails
 */
export async function generateAgain(draft: Draft): Promise<void> {
  const { host, config, context, done, left } = draft;
  const outputs = config.generate.filter(({ isCheckedIn }) => isCheckedIn);
  const touched = [...host.pending.keys()].some((path) => path.endsWith(".proto"));
  if (!touched || config.generate.length === 0) return;
  const others = config.generate.filter(({ isCheckedIn }) => !isCheckedIn).map(({ id }) => `--only ${id}`);
  if (others.length > 0)
    left.push(
      `Generate what is not checked in where you build with it: \`nx-contracts generate ${others.join(" ")}\`.`,
    );
  if (outputs.length > 0 && context.generate === false) {
    left.push("Generate the stubs again: `nx sync`, or `nx-contracts generate`.");
    return;
  }
  if (outputs.length === 0) return;
  context.progress?.("Generating stubs");
  const { files, removed } = await generated();
  for (const [path, bytes] of files) draft.put(path, bytes);
  for (const path of removed) draft.put(path, undefined);
  if (files.size + removed.length > 0)
    done.push(`Generated ${files.size} files again (${outputs.map(({ id }) => id).join(", ")}).`);

  async function generated() {
    try {
      return await planSync(host, [config.path]);
    } catch (error) {
      if (!(error instanceof ContractsError) || error.code !== "tool-missing") throw error;
      const hint = {
        message: "The stubs cannot be generated here.",
        next: "Provide the tool, or leave them for later with `--no-generate`.",
      };
      throw new ContractsError(error.code, [...error.problems, hint], {
        cause: error,
        ...(error.tool && { tool: error.tool }),
      });
    }
  }
}
