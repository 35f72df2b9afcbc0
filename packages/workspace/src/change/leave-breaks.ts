import { relative } from "node:path";
import { isApprovable } from "@nx-contracts/engine";
import { ContractsError, type Diagnostic } from "@nx-contracts/ir";
import { judge } from "../commands/judge.js";
import { findConfig } from "../config/find-config.js";
import { baseBranch } from "../git/base-branch.js";
import type { Host } from "../host.js";
import { shellWord } from "../shell-word.js";
import type { Draft } from "./draft.js";

/**
 * Says what `check` will refuse of the change because it is a break by nature,
 * and the command by which somebody answers for it. What was refused before is
 * not said again.
 */
export async function leaveBreaks(host: Host, draft: Draft): Promise<void> {
  const after = await breaksOf(draft.host, draft);
  if (after.length === 0) return;
  const known = new Set((await breaksOf(host, draft)).map(({ fingerprint }) => fingerprint));
  const config = await configOption(draft);
  for (const { fingerprint, rule, subject, message, help } of after) {
    if (known.has(fingerprint)) continue;
    const next = isApprovable({ rule })
      ? ` If that is meant:\n        nx-contracts approve ${fingerprint} --reason "…" --by "…"${config}`
      : ` ${help ?? ""}`.trimEnd();
    draft.left.push(`\`check\` will refuse \`${subject}\` until somebody answers for it: ${message} (${rule})${next}`);
  }
}

/** What `compat` says at error level; where versions cannot be compared, `check` says so itself. */
async function breaksOf(host: Host, { context, config }: Draft): Promise<readonly Diagnostic[]> {
  try {
    const { diagnostics } = await judge(host, {
      cwd: context.cwd,
      config: host.absolute(config.path),
      families: ["compat"],
      base: baseBranch(host, undefined),
      today: context.today,
    });
    return diagnostics.filter(({ severity, rule }) => severity === "error" && rule.startsWith("compat/"));
  } catch (error) {
    if (error instanceof ContractsError) return [];
    throw error;
  }
}

/** What a command says where it would not find the configuration by itself. */
async function configOption({ original, context, config }: Draft): Promise<string> {
  const from = context.typedIn ?? context.cwd;
  try {
    if ((await findConfig(original, from)) === config.path) return "";
  } catch {
    // It is told which one.
  }
  return ` --config ${shellWord(relative(from, original.absolute(config.path)))}`;
}
