import { ContractsError, type Diagnostic, type Problem } from "@nx-contracts/ir";
import type { Family } from "../commands/judge.js";
import { judge } from "../commands/judge.js";
import { baseBranch } from "../git/base-branch.js";
import type { Host } from "../host.js";
import type { Draft } from "./draft.js";

/** What can be judged of texts that are not written: generated files follow, and versions know what is written. */
const JUDGED: readonly Family[] = ["parity", "lint", "lifecycle"];

/**
 * Judges the texts of a draft, and what was found before it. New warnings are
 * left for a person.
 *
 * @throws ContractsError `change-refused` for every error that was not there before
 */
export async function judgeChange(host: Host, draft: Draft): Promise<void> {
  const { context, config, left } = draft;
  const request = {
    cwd: context.cwd,
    config: host.absolute(config.path),
    families: JUDGED,
    base: baseBranch(host, undefined),
    today: context.today,
  };
  const after = await judge(draft.host, request);
  if (after.diagnostics.every(({ severity }) => severity === "info")) return;
  const before = await judge(host, request);
  const known = new Set(before.diagnostics.map(({ fingerprint }) => fingerprint));
  const fresh = after.diagnostics.filter(({ fingerprint }) => !known.has(fingerprint));
  const errors = fresh.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new ContractsError("change-refused", errors.map(toProblem));
  for (const { severity, rule, subject, message } of fresh) {
    if (severity === "warning") left.push(`${message} (${rule}, ${subject}: a warning of \`check\`)`);
  }
}

function toProblem({ rule, message, help, related = [] }: Diagnostic): Problem {
  const place = related[0]?.at;
  return {
    message: `The change would not pass \`check\`: ${message} (${rule})`,
    next: help ?? `\`nx-contracts explain ${rule}\` says why. Ask for another type, name or number.`,
    ...(place && { at: place }),
  };
}
