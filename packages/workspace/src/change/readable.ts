import { ContractsError } from "@nx-contracts/ir";
import { applyPolicy } from "@nx-contracts/engine";
import { modelFindings } from "../compat/model-findings.js";
import type { Draft } from "./draft.js";

/**
 * Checks that what was written before can be read by the models as they are
 * now. Where that was asked for, it is left to be approved.
 *
 * @throws ContractsError `change-refused`
 */
export async function checkReadable(draft: Draft, isIntended: boolean): Promise<void> {
  const { host, config } = draft;
  const found = await modelFindings(host, config, draft.original);
  const policyOf = (id: string | undefined) => config.contracts.find((each) => each.id === id)?.policy ?? config.policy;
  const errors = found.flatMap((finding) => {
    const { contract = "" } = finding;
    return applyPolicy(contract, [finding], policyOf(contract), { reportUnused: false }).diagnostics;
  }).filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  if (!isIntended) {
    throw new ContractsError(
      "change-refused",
      errors.map(({ message, rule }) => ({
        message: `The change would break who reads what is there: ${message} (${rule})`,
        next: "Take `--optional` or `--default VALUE`, or `--required` if it is meant.",
      })),
    );
  }
  for (const { message, fingerprint } of errors)
    draft.left.push(`${message} Intended? \`nx-contracts approve ${fingerprint} --reason … --by …\``);
}
