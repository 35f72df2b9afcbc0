import { applyPolicy } from "@nx-contracts/engine";
import { ContractsError, type Diagnostic } from "@nx-contracts/ir";
import { modelFindings } from "../compat/model-findings.js";
import type { Draft } from "./draft.js";

/** What `compat` says of the models, where it is an error: data or readers of the version before are left behind. */
export async function modelErrors({ host, config, original }: Draft): Promise<readonly Diagnostic[]> {
  const policyOf = (id: string) => config.contracts.find((each) => each.id === id)?.policy ?? config.policy;
  const found = await modelFindings(host, config, original);
  const judged = found.flatMap((finding) => {
    const { contract = "" } = finding;
    return applyPolicy(contract, [finding], policyOf(contract), { reportUnused: false }).diagnostics;
  });
  return judged.filter(({ severity }) => severity === "error");
}

/**
 * Checks that what was written before can be read by the models as they are
 * now, and what is written now by those before. What nobody can do otherwise,
 * or was asked for, is left to be approved.
 *
 * @param refusedRules rules whose breaks a request can avoid
 * @throws ContractsError `change-refused`
 */
export async function checkReadable(draft: Draft, refusedRules: readonly string[]): Promise<void> {
  const errors = await modelErrors(draft);
  const avoidable = errors.filter(({ rule }) => refusedRules.includes(rule));
  if (avoidable.length > 0) {
    throw new ContractsError(
      "change-refused",
      avoidable.map(({ message, rule }) => ({
        message: `The change would break who reads what is there: ${message} (${rule})`,
        next: "Take `--optional` or `--default VALUE`, or `--required` if it is meant.",
      })),
    );
  }
  for (const { message, fingerprint } of errors)
    draft.left.push(`${message} Intended? \`nx-contracts approve ${fingerprint} --reason … --by …\``);
}
